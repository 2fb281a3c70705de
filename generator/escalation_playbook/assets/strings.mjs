// @ts-check
/*
 * The words of the scripts: each sentence stands in the code in English, and is said in the language of the interface.
 * The build writes what is said in place of English into the table; for English it stays empty.
 */

/** @type {Readonly<Record<string, string>>} */
const WORDS = {};

/**
 * A sentence in the language of the interface: `t("{{ n }} of {{ all }}", {n: 3, all: 5})`.
 *
 * @param {string} english
 * @param {Readonly<Record<string, string | number>>} [values] What stands for its placeholders.
 */
export function t(english, values = {}) {
  return (WORDS[english] ?? english).replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name) => String(values[name]));
}

/**
 * The same with a number `n` in it: one sentence for 1, another one for the rest.
 *
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Readonly<Record<string, string | number>>} [values]
 */
export function tn(one, many, n, values = {}) {
  return t(n === 1 ? one : many, { ...values, n });
}

/**
 * A sentence with elements in the place of its placeholders, in the order in which the language has them.
 *
 * @param {string} english
 * @param {Readonly<Record<string, Node | string>>} values
 * @returns {(Node | string)[]}
 */
export function pieces(english, values) {
  return (WORDS[english] ?? english).split(/\{\{\s*(\w+)\s*\}\}/g)
    .map((words, index) => (index % 2 ? values[words] ?? "" : words))
    .filter((piece) => piece !== "");
}

/**
 * The sentence itself: marks one that is kept somewhere, and only said later.
 *
 * @param {string} sentence
 */
export const english = (sentence) => sentence;
