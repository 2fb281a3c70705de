// @ts-check
/*
 * The entries of the pages (all that is found beside cases): their words, and how well each answers what is looked for.
 */

import { compoundsOf, distance, joined, likeness, saysLittle, wordsOf } from "./search-words.mjs";
import { english, t } from "./strings.mjs";

/**
 * @typedef {import("./search-words.mjs").Unit} Unit
 * @typedef {{kind: string, title: string, name?: string, address: string, priority?: string, badge?: string, end?: string,
 *   also?: string, texts?: [string, string][]}} Given an entry as the site has it; `also` are other words that it goes by,
 *   texts are pairs of language and words
 * @typedef {{given: Given, score: number, share: number, named: boolean}} Scored `share`: of what is looked for, by weight
 */

/** What a hit counts: in the title or the id, in other words that it goes by, in the text, or in the name of the kind. */
const IN_TITLE = 3;
const IN_ALSO = 2;
const IN_TEXT = 1;
const IN_KIND = 0.6;

/** Of a title of fewer words one of them says more. @param {readonly string[]} words */
const inTitle = (words) => IN_TITLE + 2 / Math.max(1, words.length);

/** A text of as many words is short: in a longer one a hit counts less. */
const SHORT = 60;
const less = (/** @type {number} */ length) => 1 / (1 + Math.log2(1 + length / SHORT) / 4);

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
const VERBATIM = 3;

/** What is a whole page, or a part of one, comes after what has an id; what happened once, and what usually does, after the rules. */
const OF_KIND = new Map([[english("Pages"), 0.75], [english("Issue types"), 0.85]]);
const OF_CASES = 0.9;

/** Words as they stand beside each other. @param {readonly string[]} words */
const inARow = (words) => ` ${words.join(" ")}`;

/**
 * How well something answers all that is looked for, and what share of it; words that say little have none in it unless all do.
 * @param {readonly {weight: number, count: number}[]} hits what a hit counts, unit by unit
 */
function judged(hits) {
  const sum = (/** @type {typeof hits} */ some, /** @type {(count: number) => number} */ of) => some.reduce((all, { weight, count }) => all + weight * of(count), 0);
  const telling = hits.filter(({ weight }) => weight > LITTLE);
  const asked = telling.length ? telling : hits;
  const share = sum(asked, whole) / (sum(asked, () => 1) || 1);
  return { score: (sum(hits, (count) => count) / (sum(hits, () => 1) || 1)) * share, share };
}

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
      this.#add(index, text, (times) => IN_TEXT * less(text.length) * (1 + Math.log2(times) / 4));
      this.#add(index, wordsOf(t(entry.kind)), () => IN_KIND);
      const also = wordsOf(entry.also ?? "");
      this.#add(index, [...also, ...compoundsOf(entry.also ?? "")], () => IN_ALSO * less(also.length));
      for (const name of [wordsOf, compoundsOf]) this.#add(index, name(entry.name ?? ""), () => IN_TITLE * 0.8);
      this.#add(index, [...(title ?? []), ...compoundsOf(entry.title)], () => inTitle(title ?? []));
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

  /** Whether a word is known just so, or else by its beginning. @param {string} word as compared */
  knows(word, begun = false) {
    return this.others.has(word) || (begun ? this.#hits(word).size > 0 : this.words.has(word));
  }

  /** A word that is known and differs from one that is not by a slip of the finger. @param {string} word */
  meant(word) {
    if (word.length < 4 || /\p{N}/u.test(word) || this.knows(word, true)) return "";
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
    const id = joined(name);
    const indexes = new Set(weighed.flatMap(({ answers }) => [...answers.keys()]));
    const scored = [...indexes].map((index) => {
      const given = /** @type {Given} */ (this.all[index]);
      const { score, share } = judged(weighed.map(({ answers, weight }) => ({ weight, count: answers.get(index) ?? 0 })));
      const named = id !== "" && this.names[index] === id;
      const verbatim = /[^\p{L}\p{M}\s]/u.test(name) && given.texts?.some(([, text]) => text.toLowerCase().includes(name));
      return { given, score: score * (verbatim ? VERBATIM : 1) * (OF_KIND.get(given.kind) ?? 1), share, named };
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
      best(words.title, wanted, apart) * inTitle(words.title), best(words.text, wanted, apart) * IN_TEXT * less(words.text.length));
    return judged(units.map((unit) => ({
      weight: this.weight(unit), count: Math.max(count(unit.own, APART), ...unit.others.map((other) => count(other, 0) * OTHER)),
    }))).score * OF_CASES;
  }
}
