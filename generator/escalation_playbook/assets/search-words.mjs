// @ts-check
/*
 * Words as the search compares them: without case and accents, alike where only their endings differ; and what was
 * looked for as units, each a word or a few with other words for the same.
 */

/**
 * @typedef {{text: string, found: boolean}} Piece words of a sentence, found or between
 * @typedef {{own: string[], others: string[][], said: string[]}} Unit what is looked for: its words; other words for the
 *   same, as compared and as they are written
 */

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Words that a hyphen or an apostrophe holds together. */
const COMPOUND = /[\p{L}\p{N}\p{M}]+(?:[-‐‑'’][\p{L}\p{N}\p{M}]+)+/gu;

/** Scripts that are written without spaces: there a word is found anywhere in a run of letters. */
const UNSPACED = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u;

/** What must be the same of two words of which neither begins the other. */
const STEM = 4;
const ENDING = 3;

/** Words that say little by themselves, as compared; in other languages those do that stand in many entries. */
const LITTLE = new Set((
  "a about after all am an and any are as at be been but by can could did do does for from get had has have he her his how i if in is it its "
  + "just long may me might more much must my near nearly need no not now of off on or our out over she should since so some than that the their them then there they "
  + "this to too up us was we were what when where which while who whom whose why will with would you your d ll m re s t ve "
  + "aber als am an auch auf aus bei bin bis da das dass dem den der des die doch du ein eine einem einen einer er es fur hat ich ihr ihre im in ist "
  + "ja kann kein mein mit nach nicht noch nur ob oder seit sich sie sind so uber um und uns unser vom von vor was wenn wer wie wir wird wo zu zum zur"
).split(" "));

/** @param {string} word as compared */
export const saysLittle = (word) => LITTLE.has(word);

/** @param {string} text */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");

/** The words of a text as they are compared. @param {string} text */
export const wordsOf = (text) => fold(text).match(WORD) ?? [];

/** A text as one word, as compared: however an id, a number or a compound is parted, it is the same. @param {string} text */
export const joined = (text) => wordsOf(text).join("");

/** The compounds of a text, each as one word: “de-escalate” is looked for as “deescalate” too. @param {string} text */
export const compoundsOf = (text) => (text.match(COMPOUND) ?? []).map(joined);

/**
 * How well a word of a text answers one that is looked for: 1 is the same, 0 another.
 * @param {string} word
 * @param {string} wanted
 */
export function likeness(word, wanted) {
  if (word === wanted) return 1;
  if (word.startsWith(wanted)) return 0.6 + 0.3 * (wanted.length / word.length);
  if (UNSPACED.test(wanted) && word.includes(wanted)) return 0.8;
  const longer = Math.max(word.length, wanted.length);
  let same = 0;
  while (same < wanted.length && word[same] === wanted[same]) same++;
  return same >= Math.max(STEM, longer - ENDING) && !saysLittle(word) ? 0.55 : 0; // “over” is no form of “overdue”
}

/** Whether a text has a word, perhaps with another ending. @param {string} text @param {string} wanted as compared */
export const has = (text, wanted) => wordsOf(text).some((word) => likeness(word, wanted));

/**
 * How many letters must be changed, added, left out or swapped to make one word of the other; at most two are counted.
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  if (Math.abs(one.length - other.length) > 2) return 3;
  /** @type {number[][]} */
  const rows = [Array.from({ length: other.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const at = (/** @type {number} */ up, /** @type {number} */ left) => (up ? rows[i - up]?.[j - left] : row[j - left]) ?? 3;
      const same = one[i - 1] === other[j - 1];
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(Math.min(at(1, 0) + 1, at(0, 1) + 1, at(1, 1) + (same ? 0 : 1), swapped ? at(2, 2) + 1 : 3));
    }
    rows.push(row);
  }
  return Math.min(3, rows.at(-1)?.at(-1) ?? 3);
}

/**
 * The words of a text; two that make a word are one if they are not known apart: “post mortem” is “postmortem”.
 * @param {string} text
 * @param {(word: string, begun?: boolean) => boolean} known
 */
export function pairedWords(text, known) {
  return wordsOf(text).reduce((/** @type {string[]} */ words, word) => {
    const before = words.at(-1) ?? "";
    const makesOne = before && !(known(before) && known(word)) && known(`${before}${word}`, true);
    return makesOne ? words.with(-1, `${before}${word}`) : [...words, word];
  }, []);
}

/**
 * What is looked for, unit by unit. A synonym of several words counts where all of them stand together, or as one word.
 * @param {string} text
 * @param {readonly string[][]} synonyms groups of words that mean the same
 * @returns {Unit[]}
 */
export function unitsOf(text, synonyms) {
  const words = wordsOf(text);
  /** @type {Unit[]} */
  const units = [];
  for (let at = 0; at < words.length;) {
    /** @type {{length: number, phrase: string, group: string[]}} */
    let best = { length: 1, phrase: "", group: [] };
    for (const group of synonyms) {
      for (const phrase of group) {
        const parts = wordsOf(phrase);
        const whole = parts.join("");
        const stands = parts.every((part, i) => isForm(words[at + i] ?? "", part));
        const length = stands ? parts.length : isForm(words[at] ?? "", whole) ? 1 : 0;
        if (length && (!best.phrase || length > best.length)) best = { length, phrase, group };
      }
    }
    const own = words.slice(at, at + best.length);
    const said = best.group.filter((phrase) => phrase !== best.phrase || wordsOf(phrase).length > best.length);
    units.push({ own, others: said.map(wordsOf), said });
    at += best.length;
  }
  return units;
}

/** Whether a word is another one, perhaps with an ending. @param {string} word @param {string} base */
const isForm = (word, base) => word === base || (base.length >= STEM && word.startsWith(base) && word.length - base.length <= ENDING);

/**
 * A text in pieces: what answers one of the words that are looked for, and what stands between.
 * @param {string} text
 * @param {readonly string[]} wanted as compared
 * @returns {Piece[]}
 */
export function marked(text, wanted) {
  /** @type {Piece[]} */
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]);
    const begun = wanted.filter((one) => word.startsWith(one)).sort((a, b) => b.length - a.length)[0];
    if (!begun && !wanted.some((one) => likeness(word, one))) continue;
    // As many letters as were typed, unless an accent or a ligature makes them another number.
    const length = begun && word.length === match[0].length ? begun.length : match[0].length;
    pieces.push({ text: text.slice(from, match.index), found: false }, { text: text.slice(match.index, match.index + length), found: true });
    from = match.index + length;
  }
  pieces.push({ text: text.slice(from), found: false });
  return pieces.filter((piece) => piece.text);
}

/**
 * A stretch of a text around the first place where most of the words stand close together, cut at words.
 * @param {string} text
 * @param {readonly string[]} wanted as compared
 * @param {number} length in characters
 */
export function excerpt(text, wanted, length) {
  const hits = [...text.matchAll(WORD)].flatMap((match) => {
    const word = fold(match[0]);
    const answered = wanted.findIndex((one) => likeness(word, one));
    return answered < 0 ? [] : [{ at: match.index, answered }];
  });
  let [best, most] = [0, 0];
  for (const { at } of hits) {
    const close = new Set(hits.filter((hit) => hit.at >= at && hit.at < at + length * 0.8).map((hit) => hit.answered)).size;
    if (close > most) [best, most] = [at, close];
  }
  const start = best < length / 2 ? 0 : text.lastIndexOf(" ", best - length / 6) + 1;
  const rest = text.slice(start);
  const end = rest.length <= length ? rest.length : rest.lastIndexOf(" ", length) > length / 2 ? rest.lastIndexOf(" ", length) : length;
  return { text: `${start ? "… " : ""}${rest.slice(0, end)}${end < rest.length ? " …" : ""}`, words: most };
}
