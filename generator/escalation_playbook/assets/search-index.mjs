// @ts-check
/*
 * What the site has on some words: entries of its pages and past cases, in groups by kind, the best answer first.
 */

import { daysMeant, facetsOf, findCases, loadCases } from "./search-cases.mjs";
import { Entries } from "./search-entries.mjs";
import { excerpt, has, marked, pairedWords, saysLittle, unitsOf } from "./search-words.mjs";
import { english } from "./strings.mjs";

/**
 * @typedef {import("./search-words.mjs").Piece} Piece
 * @typedef {import("./search-words.mjs").Unit} Unit
 * @typedef {import("./search-entries.mjs").Given} Given
 * @typedef {{href: string, title: Piece[], text: Piece[], language: string, end: string, priority: string, badge: string,
 *   score: number, named: boolean}} Entry `named`: what was typed is its whole id, or its ticket
 * @typedef {{kind: string, total: number, entries: Entry[]}} Group
 * @typedef {{groups: Group[], also: string[], meant: string, instead: boolean, lacking: boolean,
 *   sure: boolean}} Answer `also`: other words
 *   that were looked for; `meant`: what was perhaps meant; `instead`: nothing has what was typed, and this is what has that;
 *   `lacking`: the cases could not be looked through; `sure`: what was meant is likely, its words being long
 */

/** The site's root: this module lies in assets/ep/. */
const ROOT = new URL("../../", import.meta.url);

/** Cases are a kind like those that the pages mark; pages come last. */
const CASES = english("Cases");
const LAST = english("Pages");

/** Entries of a kind among others, and alone. */
const FEW = 4;
const MANY = 30;

/** Letters of text beside an entry, and how many must be typed before cases are looked through. */
const LENGTH = 150;
const LEAST = 2;

/** A word of so many letters that nothing has is misspelt; a shorter one may be a name. */
const SURE = 6;

/** @typedef {{entries: Entries, synonyms: string[][], kinds: string[]}} Rules */
/**
 * @typedef {{name: string, units: Unit[], asUnits: (words: string) => Unit[], wanted: string[], unknown: string[]}} Asked what
 *   was typed, in small letters; as units, the weightiest first; its words to mark; and those that no entry has
 */

/** @type {Promise<Rules> | null} */
let loading = null;

/** @param {string} path an address inside the site */
export const within = (path) => new URL(path.replace(/^\//, ""), ROOT).href;

const cases = () => loadCases(within("pagefind/pagefind.js"));

/** @returns {Promise<Rules>} */
function rules() {
  loading ??= (async () => {
    const answer = await fetch(within("search.json"));
    if (!answer.ok) throw new Error(`search.json: ${answer.status}`);
    /** @type {{entries: Given[], synonyms: string[][]}} */
    const { entries, synonyms } = await answer.json();
    const kinds = [...new Set(entries.map(({ kind }) => kind))].filter((kind) => kind !== LAST);
    return { entries: new Entries(entries, synonyms.flat()), synonyms, kinds: [...kinds.sort(inOrder), CASES, LAST] };
  })();
  loading.catch(() => { loading = null; }); // the next opening tries again
  return loading;
}

/** The kinds that pages mark: those that agents need most come first. */
const ORDER = [
  english("Priorities"), english("Criteria"), english("Messages"), english("Roles"), english("Levels"), english("Issue types"),
];

/** @param {string} one @param {string} other */
const inOrder = (one, other) => ORDER.indexOf(one) - ORDER.indexOf(other);

/** Fetches what the first question needs. */
export const load = () => Promise.allSettled([rules(), cases()]);

/** The kinds of which the site has something. */
export const kinds = async () => (await rules()).kinds;

/** The values of every facet that cases have. */
export const facets = async () => facetsOf(await cases());

/**
 * @param {string} address
 * @param {string} title
 * @param {readonly (readonly [string, string])[]} texts
 * @param {string[]} wanted
 */
function shown(address, title, texts, wanted) {
  const stretches = texts.map(([language, text]) => ({ language, ...excerpt(text, wanted, LENGTH) }));
  const best = stretches.reduce((most, stretch) => (stretch.words > most.words ? stretch : most), stretches[0] ?? { language: "", text: "", words: 0 });
  return { href: within(address), title: marked(title, wanted), text: marked(best.text, wanted), language: best.language };
}

/**
 * What the site has on some words; where nothing has one of them, on those that were perhaps meant.
 * @param {string} typed
 * @param {string} only a kind, or "" for all
 * @param {Record<string, string>} set facets that are set
 * @returns {Promise<Answer>}
 */
export async function look(typed, only, set) {
  const answer = await answerTo(typed, only, set);
  if (!answer.meant || answer.lacking || Object.keys(set).length) return answer; // something else may have what was typed
  if (!answer.sure && answer.groups.some(({ total }) => total)) return answer;
  const other = await answerTo(answer.meant, only, set);
  return other.groups.some(({ total }) => total) ? { ...other, meant: answer.meant, instead: true } : answer;
}

/**
 * What the site has on some words. What has them for its whole id, or is the case of the ticket with that number, comes
 * before all else. With facets set: cases, and what has that priority.
 * @param {string} typed
 * @param {string} only a kind, or "" for all
 * @param {Record<string, string>} set facets that are set
 * @returns {Promise<Answer>}
 */
async function answerTo(typed, only, set) {
  const { entries, synonyms, kinds: known } = await rules();
  const name = typed.trim().toLowerCase();
  const asUnits = (/** @type {string} */ words) => unitsOf(words, synonyms).sort((a, b) => entries.weight(b) - entries.weight(a));
  const words = pairedWords(typed, (word, begun) => entries.knows(word, begun));
  const units = asUnits(words.join(" "));
  const every = units.flatMap((unit) => [unit.own, ...unit.others].flat());
  const telling = every.filter((word) => !saysLittle(word));
  const wanted = telling.length ? telling : every;
  const narrowed = Object.keys(set);
  const found = entries.find(units, name)
    .filter(({ given }) => narrowed.every((facet) => facet === "priority" && given.badge === set[facet]));
  const meant = words.map((word) => [word, entries.meant(word)]);
  const unknown = meant.flatMap(([word, other]) => (word && other ? [word] : []));
  const past = await pastCases(entries, { name, units, asUnits, wanted, unknown }, set, only);
  const room = (/** @type {string} */ kind) => (only === kind ? MANY : only ? 0 : FEW);
  const groups = known.map((kind) => {
    if (kind === CASES) return past.group;
    const all = found.filter(({ given }) => given.kind === kind);
    const few = all.slice(0, room(kind)).map(({ given, score, named }) => ({
      ...shown(given.address, given.title, given.texts ?? [], wanted),
      end: given.end ?? "", priority: given.priority ?? "", badge: given.badge ?? "", score, named,
    }));
    return { kind, total: all.length, entries: few };
  });
  const best = (/** @type {Group} */ group) => Math.max(-1, ...group.entries.map(({ score, named }) => (named ? Infinity : score)));
  return {
    groups: groups.sort((a, b) => best(b) - best(a) || 0),
    also: [...new Set(units.flatMap((unit) => unit.said))],
    sure: unknown.every((word) => word.length >= SURE),
    meant: unknown.length && !past.known ? meant.map(([word, other]) => other || word).join(" ") : "",
    instead: false,
    lacking: past.lacking,
  };
}

/**
 * @param {Entries} entries
 * @param {Asked} asked
 * @param {Record<string, string>} set
 * @param {string} only
 * @returns {Promise<{group: Group, lacking: boolean, known: boolean}>} `known`: whether one has the words that no entry has
 */
async function pastCases(entries, asked, set, only) {
  const none = { kind: CASES, total: 0, entries: [] };
  if (asked.name.length < LEAST || !asked.units.length) return { group: none, lacking: false, known: false };
  try {
    const { named, others, units } = await casesOf(asked, set);
    const all = [...named, ...others];
    const pages = await Promise.all(all.slice(0, only === CASES ? MANY : only ? 0 : FEW).map((result) => result.data()));
    const few = pages.map((page, index) => {
      const title = page.meta["title"] ?? page.raw_url;
      const text = plain(page.raw_content).slice(title.length).replace(/^[\s.]+/, "");
      return {
        ...shown(page.raw_url, title, [["", text]], asked.wanted),
        end: page.meta["end"] ?? "", priority: page.meta["priority"] ?? "", badge: page.meta["badge"] ?? "",
        score: entries.score(units, title, text), named: index < named.length,
        known: asked.unknown.every((word) => !units.some(({ own }) => own.includes(word)) || has(`${title} ${text}`, word)),
      };
    });
    // Pagefind finds something at any price, if need be what only begins with the same letters.
    const kept = few.filter(({ score, named: whole }) => score > 0 || whole).sort((a, b) => Number(b.named) - Number(a.named) || b.score - a.score);
    const total = few.length && !kept.length ? 0 : all.length - few.length + kept.length;
    return { group: { kind: CASES, total, entries: kept }, lacking: false, known: kept.some(({ known }) => known) };
  } catch {
    return { group: none, lacking: true, known: false };
  }
}

/**
 * The cases of the days that were meant, or else those with the words.
 * @param {Asked} asked
 * @param {Record<string, string>} set
 */
async function casesOf({ name, units, asUnits }, set) {
  const pagefind = await cases();
  const opened = daysMeant(name);
  if (opened) {
    const beside = asUnits(opened.rest);
    const found = await findCases(pagefind, beside, name, opened.days, set);
    if (found.named.length || found.others.length) return { ...found, units: beside };
  }
  return { ...await findCases(pagefind, units, name, null, set), units };
}

/** @param {string} raw a page's words as the index keeps them */
const plain = (raw) => raw.replaceAll("\u200B", " ").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replace(/\s+/g, " ");
