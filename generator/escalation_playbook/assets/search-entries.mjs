// @ts-check
/*
 * The entries of the pages (all that is found beside cases): their words, and how well each answers what is looked for.
 */

import { compoundsOf, distance, joined, likeness, saysLittle, wordsOf } from "./search-words.mjs";
import { t } from "./strings.mjs";

/**
 * @typedef {import("./search-words.mjs").Unit} Unit
 * @typedef {{kind: string, title: string, name?: string, address: string, priority?: string, badge?: string, end?: string,
 *   texts?: [string, string][]}} Given an entry as the site has it; texts are pairs of language and words
 * @typedef {{given: Given, score: number, share: number, named: boolean}} Scored `share`: of what is looked for, by weight
 */

/** What a hit counts: in the title or the id, in the text, or in the name of the kind. */
const IN_TITLE = 3;
const IN_TEXT = 1;
const IN_KIND = 0.6;

/** A text of as many words is short: in a longer one a hit counts less. */
const SHORT = 60;
const inText = (/** @type {number} */ length) => IN_TEXT / (1 + Math.log2(1 + length / SHORT) / 4);

/** What other words for the same count, against the very words; and the very words of one term where they stand apart. */
const OTHER = 0.5;
const APART = 0.25;

/** Entries that answer much less of what is looked for than the one that answers most, and not better, are left out. */
const ENOUGH = 0.6;

/** How far a hit answers: in full where the very word stands, less where it stands in a long text in other words. @param {number} count */
const whole = (count) => Math.min(1, count / OTHER);

/** What a word weighs that says little by itself, and at most one that no entry has. */
const LITTLE = 0.2;
const UNKNOWN = 1.5;

/** What has an address or a number just as it was typed, counts as much more. */
const VERBATIM = 2;

/** What is a whole page, or a part of one, comes after what has an id. */
const OF_PAGES = 0.6;

/** Words as they stand beside each other. @param {readonly string[]} words */
const inARow = (words) => ` ${words.join(" ")}`;

export class Entries {
  /** @param {readonly Given[]} all @param {readonly string[]} others words that are known besides */
  constructor(all, others) {
    this.all = all;
    this.others = new Set(others.flatMap(wordsOf));
    this.names = all.map(({ name }) => joined(name ?? ""));
    /** @type {string[]} */
    this.said = [];
    /** Word → entry → what a hit on it counts. @type {Map<string, Map<number, number>>} */
    this.words = new Map();
    all.forEach((entry, index) => {
      const [title, ...texts] = [entry.title, ...(entry.texts ?? []).map(([, words]) => words)].map(wordsOf);
      this.said.push([title ?? [], ...texts].map(inARow).join(" |"));
      const text = [...texts.flat(), ...(entry.texts ?? []).flatMap(([, words]) => compoundsOf(words))];
      this.#add(index, text, (times) => inText(text.length) * (1 + Math.log2(times) / 4));
      this.#add(index, wordsOf(t(entry.kind)), () => IN_KIND);
      for (const name of [wordsOf, compoundsOf]) this.#add(index, name(entry.name ?? ""), () => IN_TITLE * 0.8);
      this.#add(index, [...(title ?? []), ...compoundsOf(entry.title)], () => IN_TITLE + 2 / (title?.length ?? 1));
    });
    /** All words that are known to be spelt right. */
    this.spelt = [...new Set([...this.words.keys(), ...this.others])];
    /** @type {Map<string, Map<number, number>>} */
    this.known = new Map();
  }

  /** @param {number} index @param {string[]} words @param {(times: number) => number} count */
  #add(index, words, count) {
    /** @type {Map<string, number>} */
    const times = new Map();
    for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
    for (const [word, number] of times) {
      const found = this.words.get(word) ?? new Map();
      found.set(index, Math.max(found.get(index) ?? 0, count(number)));
      this.words.set(word, found);
    }
  }

  /** Entry → how well it answers one word. @param {string} wanted @returns {Map<number, number>} */
  #hits(wanted) {
    const before = this.known.get(wanted);
    if (before) return before;
    /** @type {Map<number, number>} */
    const hits = new Map();
    for (const [word, counts] of this.words) {
      const like = likeness(word, wanted);
      if (like) for (const [index, count] of counts) hits.set(index, Math.max(hits.get(index) ?? 0, like * count));
    }
    this.known.set(wanted, hits);
    return hits;
  }

  /**
   * The same for words of one term: all must be there.
   * @param {readonly string[]} wanted
   * @param {number} apart what a hit counts of which the words stand apart
   * @returns {Map<number, number>}
   */
  #together(wanted, apart) {
    const [first, ...rest] = wanted.map((word) => this.#hits(word));
    if (!first || !rest.length) return first ?? new Map();
    const term = inARow(wanted);
    const both = [...first].filter(([index]) => rest.every((hits) => hits.has(index)));
    const counted = both.map(([index, count]) => {
      const least = rest.reduce((most, hits) => Math.min(most, hits.get(index) ?? 0), count);
      return /** @type {[number, number]} */ ([index, least * (this.said[index]?.includes(term) ? 1 : apart)]);
    });
    return new Map(counted.filter(([, count]) => count));
  }

  /** The same for a unit: its own words, or others for the same. @param {Unit} unit */
  #answers(unit) {
    const found = new Map(this.#together(unit.own, APART));
    for (const other of unit.others) {
      for (const [index, count] of this.#together(other, 0)) found.set(index, Math.max(found.get(index) ?? 0, count * OTHER));
    }
    return found;
  }

  /** A word that is known and differs from one that is not by a slip of the finger. @param {string} word */
  meant(word) {
    if (word.length < 4 || /\p{N}/u.test(word) || this.others.has(word) || this.#hits(word).size) return "";
    const near = this.spelt.map((other) => ({ other, far: distance(word, other) }))
      .filter(({ other, far }) => far <= (word.length < 7 ? 1 : 2) && other.length >= 4);
    const alike = (/** @type {string} */ other) => [...other, ""].findIndex((letter, at) => letter !== word[at]);
    const many = (/** @type {string} */ other) => this.words.get(other)?.size ?? 0;
    return near.sort((a, b) => a.far - b.far || alike(b.other) - alike(a.other) || many(b.other) - many(a.other))[0]?.other ?? "";
  }

  /** What a unit weighs: more the fewer entries have its word, or else others for the same. @param {Unit} unit */
  weight(unit) {
    const found = (unit.own.length < 2 && this.#together(unit.own, 0).size) || this.#answers(unit).size;
    if (unit.own.every(saysLittle)) return LITTLE;
    return found ? Math.log(1 + this.all.length / found) : UNKNOWN;
  }

  /**
   * The entries that answer, best first.
   * @param {readonly Unit[]} units
   * @param {string} name what was typed, for ids
   * @returns {Scored[]}
   */
  find(units, name) {
    const weighed = units.map((unit) => ({ answers: this.#answers(unit), weight: this.weight(unit) }));
    const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
    const id = joined(name);
    const indexes = new Set(weighed.flatMap(({ answers }) => [...answers.keys()]));
    const scored = [...indexes].map((index) => {
      const given = /** @type {Given} */ (this.all[index]);
      const hit = weighed.filter(({ answers }) => answers.has(index));
      const share = hit.reduce((sum, { answers, weight }) => sum + weight * whole(answers.get(index) ?? 0), 0) / total;
      const sum = hit.reduce((most, { answers, weight }) => most + weight * (answers.get(index) ?? 0), 0);
      const named = id !== "" && this.names[index] === id;
      const verbatim = /[^\p{L}\p{M}\s]/u.test(name) && given.texts?.some(([, text]) => text.toLowerCase().includes(name));
      const factor = (verbatim ? VERBATIM : 1) * (given.kind === "Pages" ? OF_PAGES : 1);
      return { given, score: (sum / total) * share * factor, share, named };
    });
    const most = scored.reduce((best, one) => (one.share > best.share ? one : best), { share: 0, score: 0 });
    return scored.filter(({ share, score, named }) => named || share >= most.share * ENOUGH || score >= most.score)
      .sort((a, b) => Number(b.named) - Number(a.named) || b.score - a.score);
  }

  /**
   * How well something that is no entry answers, by the same measure.
   * @param {readonly Unit[]} units
   * @param {string} title
   * @param {string} text
   */
  score(units, title, text) {
    const words = { title: wordsOf(title), text: wordsOf(text) };
    const best = (/** @type {string[]} */ all, /** @type {string[]} */ wanted, /** @type {number} */ apart) =>
      Math.min(...wanted.map((one) => all.reduce((most, word) => Math.max(most, likeness(word, one)), 0)))
      * (wanted.length < 2 || inARow(all).includes(inARow(wanted)) ? 1 : apart);
    const count = (/** @type {string[]} */ wanted, /** @type {number} */ apart) => Math.max(
      best(words.title, wanted, apart) * (IN_TITLE + 2 / words.title.length), best(words.text, wanted, apart) * inText(words.text.length));
    const hits = units.map((unit) => ({
      weight: this.weight(unit), count: Math.max(count(unit.own, APART), ...unit.others.map((other) => count(other, 0) * OTHER)),
    }));
    const total = hits.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const share = hits.reduce((sum, hit) => sum + whole(hit.count) * hit.weight, 0) / total;
    return (hits.reduce((sum, hit) => sum + hit.weight * hit.count, 0) / total) * share;
  }
}
