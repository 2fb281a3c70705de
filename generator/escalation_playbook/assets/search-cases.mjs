// @ts-check
/*
 * Past cases: thousands of them, so their index is Pagefind's, of which the browser fetches what a question needs.
 */

import { wordsOf } from "./search-words.mjs";
import { english } from "./strings.mjs";

/**
 * @typedef {import("./search-words.mjs").Unit} Unit
 * @typedef {{raw_url: string, raw_content: string, meta: Record<string, string>}} Page
 * @typedef {{id: string, data: () => Promise<Page>}} Result
 * @typedef {Record<string, string | {any: string[]}>} Filters
 * @typedef {{options: (options: object) => Promise<void>, filters: () => Promise<Record<string, Record<string, number>>>,
 *   search: (words: string | null, options: {filters: Filters}) => Promise<{results: Result[]}>}} Pagefind
 */

/** What cases can be narrowed by, with the word shown. */
export const FACETS = new Map([["priority", english("Priority")], ["area", english("Area")], ["segment", english("Segment")]]);

/** With as many cases nobody misses those that say it in other words. */
const PLENTY = 12;

/** Questions that one may become; each costs time where cases are many. */
const QUESTIONS = 5;

/** @type {Promise<Pagefind> | null} */
let loading = null;

/** The ids and tickets that there are. @type {Record<string, number>} */
let names = {};

/** @param {string} address of Pagefind's script @returns {Promise<Pagefind>} */
export function loadCases(address) {
  loading ??= (async () => {
    /** @type {Pagefind} */
    const pagefind = await import(address);
    // Its own worker would lie outside the page's security policy.
    await pagefind.options({ noWorker: true });
    names = (await pagefind.filters())["name"] ?? {};
    return pagefind;
  })();
  loading.catch(() => { loading = null; }); // the next opening tries again
  return loading;
}

/**
 * The values of every facet that the index knows.
 * @param {Pagefind} pagefind
 * @returns {Promise<Map<string, string[]>>}
 */
export async function facetsOf(pagefind) {
  const known = await pagefind.filters();
  return new Map([...FACETS.keys()].filter((name) => known[name]).map((name) => [name, Object.keys(known[name] ?? {}).sort()]));
}

/**
 * The cases that answer, best first: the one that is named, those with the very words, those with others for the same;
 * and only when there is none, those with some of the words.
 * @param {Pagefind} pagefind
 * @param {readonly Unit[]} units the weightiest first
 * @param {string} name what was typed
 * @param {Record<string, string>} set facets that are set
 * @returns {Promise<{named: Result[], others: Result[]}>}
 */
export async function findCases(pagefind, units, name, set) {
  const ask = async (/** @type {string} */ words) => (await pagefind.search(words, { filters: { kind: "Cases", ...set } })).results;
  // A question without words fetches the whole index: it is asked only where there is such a name.
  const whole = spellings(name).find((one) => Object.hasOwn(names, one));
  const named = whole ? (await pagefind.search(null, { filters: { kind: "Cases", name: whole, ...set } })).results : [];
  /** @type {Map<string, Result>} */
  const found = new Map();
  const add = (/** @type {Result[]} */ results) => { for (const result of results) if (!found.has(result.id)) found.set(result.id, result); };
  for (const question of questions(units)) {
    add(await ask(question));
    if (found.size >= PLENTY) break;
  }
  for (const unit of found.size || units.length < 2 ? [] : units.slice(0, 2)) add(await ask(unit.own.join(" ")));
  const first = new Set(named.map(({ id }) => id));
  return { named, others: [...found.values()].filter(({ id }) => !first.has(id)) };
}

/** How an id or a ticket is written that was typed: “esc 1482” and “ESC1482” are “esc-1482”. @param {string} typed */
function spellings(typed) {
  const parted = typed.replace(/(\p{L})(?=\p{N})/gu, "$1-");
  return [typed, wordsOf(typed).join("-"), wordsOf(parted).join("-")];
}

/** What was typed, and the same with one unit said in other words. @param {readonly Unit[]} units */
function questions(units) {
  const said = (/** @type {Unit | null} */ changed, /** @type {string[]} */ other) =>
    units.map((unit) => (unit === changed ? other : unit.own).join(" ")).join(" ");
  return [said(null, []), ...units.flatMap((unit) => unit.others.map((other) => said(unit, other)))].slice(0, QUESTIONS);
}
