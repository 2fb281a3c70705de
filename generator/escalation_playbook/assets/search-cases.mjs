// @ts-check
/*
 * Past cases: thousands of them, so their index is Pagefind's, of which the browser fetches what a question needs.
 */

import { beside } from "./search-beside.mjs";
import { daysIn } from "./search-dates.mjs";
import { joined, wordsOf } from "./search-words.mjs";
import { english } from "./strings.mjs";

/**
 * @typedef {import("./search-words.mjs").Unit} Unit
 * @typedef {{raw_url: string, raw_content: string, meta: Record<string, string>}} Page
 * @typedef {{id: string, data: () => Promise<Page>}} Result
 * @typedef {Record<string, string | {any: string[]}>} Filters
 * @typedef {{filters: () => Promise<Record<string, Record<string, number>>>,
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

/** A part of an id or a ticket has so many letters and digits; more cases of one part are not meant by it. */
const PART = 3;
const SEVERAL = 30;

/** The ids and tickets that there are, and the days on which cases were opened. @type {Record<string, number>} */
let names = {};
/** The same, each as one word. @type {{name: string, word: string}[] | null} */
let whole = null;
/** @type {string[]} */
let days = [];

/** @param {string} address of Pagefind's script @returns {Promise<Pagefind>} */
export function loadCases(address) {
  loading ??= (async () => {
    const pagefind = await beside(address, () => { loading = null; });
    const known = await pagefind.filters();
    names = known["name"] ?? {};
    days = Object.keys(known["opened"] ?? {});
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

/** The days that are meant by what was typed, of those on which cases were opened. @param {string} typed */
export const daysMeant = (typed) => daysIn(typed, days);

/**
 * The cases that answer, best first: the one that is named, or those of which a part of the name was typed; those with the
 * very words, those with others for the same; and only when there is none, those with some of the words.
 * @param {Pagefind} pagefind
 * @param {readonly Unit[]} units the weightiest first; none where days alone are looked for
 * @param {string} name what was typed
 * @param {readonly string[] | null} opened the days to look in
 * @param {Record<string, string>} set facets that are set
 * @returns {Promise<{named: Result[], others: Result[]}>}
 */
export async function findCases(pagefind, units, name, opened, set) {
  const within = { kind: "Cases", ...set, ...(opened ? { opened: { any: [...opened] } } : {}) };
  const ask = async (/** @type {string | null} */ words, /** @type {Filters} */ filters = within) => (await pagefind.search(words, { filters })).results;
  /** @type {Map<string, Result>} */
  const found = new Map();
  const add = (/** @type {Result[]} */ results) => { for (const result of results) if (!found.has(result.id)) found.set(result.id, result); };
  const id = spellings(name).find((one) => Object.hasOwn(names, one));
  for (const [word, some] of begun(id ? [id] : opened ? [] : partly(name))) {
    const results = await ask(word, { ...within, name: { any: some } });
    add(results.length || !id ? results : await ask(null, { ...within, name: id }));
  }
  // Every case has the year in which it was opened.
  for (const [year, some] of begun(opened && !units.length ? opened : [])) {
    if (found.size < PLENTY) add(await ask(year, { ...within, opened: { any: some } }));
  }
  const named = [...found.values()];
  for (const question of questions(units)) {
    add(await ask(question));
    if (found.size >= PLENTY) break;
  }
  for (const unit of found.size || units.length < 2 ? [] : units.slice(0, 2)) add(await ask(unit.own.join(" ")));
  return { named, others: [...found.values()].slice(named.length) };
}

/** The ids and tickets that begin with what was typed, or end in its number. @param {string} typed */
function partly(typed) {
  const part = joined(typed);
  if (part.length < PART || !/\p{N}/u.test(part)) return [];
  const isNumber = /^\p{N}+$/u.test(part);
  whole ??= Object.keys(names).map((name) => ({ name, word: joined(name) }));
  const all = whole.filter(({ word }) => word.startsWith(part) || (isNumber && word.endsWith(part)));
  return all.length > SEVERAL ? [] : all.map(({ name }) => name).sort().reverse();
}

/** Names by their first word, which a case has somewhere: a question without words would fetch the whole index. @param {readonly string[]} some */
function begun(some) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const name of some) {
    const word = wordsOf(name)[0] ?? name;
    found.set(word, [...found.get(word) ?? [], name]);
  }
  return found;
}

/** How an id or a ticket is written that was typed: “esc 1482” and “ESC1482” are “esc-1482”. @param {string} typed */
function spellings(typed) {
  const parted = typed.replace(/(\p{L})(?=\p{N})/gu, "$1-");
  return [typed, wordsOf(typed).join("-"), wordsOf(parted).join("-")];
}

/** What was typed, and the same with one unit said in other words. @param {readonly Unit[]} units */
function questions(units) {
  if (!units.length) return [];
  const said = (/** @type {Unit | null} */ changed, /** @type {string[]} */ other) =>
    units.map((unit) => (unit === changed ? other : unit.own).join(" ")).join(" ");
  return [said(null, []), ...units.flatMap((unit) => unit.others.map((other) => said(unit, other)))].slice(0, QUESTIONS);
}
