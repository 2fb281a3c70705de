// @ts-check
/*
 * Words typed for a message, on their way from the calculator to the message's own page: in the fragment, after the
 * answers, each marked so that it is never one. They are taken out of the address as soon as they have arrived.
 */

/** @typedef {import("./calculator-reply.mjs").Ask} Ask */

/** What the name of a word begins with; an answer's name has no point in it. */
const MARK = "word.";

/**
 * The end of a link, with its `#`: answers, and the words typed for the message that it leads to.
 * @param {string} fragment the answers
 * @param {readonly Ask[]} asks
 */
export function withWords(fragment, asks) {
  const typed = asks.filter((ask) => ask.value.trim()).map((ask) => [`${MARK}${ask.name}`, ask.value]);
  const parts = [fragment, String(new URLSearchParams(typed))].filter(Boolean).join("&");
  return parts && `#${parts}`;
}

/** The words that came with the address, which from now on holds the answers alone. @returns {Record<string, string>} */
export function takeWords() {
  const parts = location.hash.slice(1).split("&");
  const words = parts.filter((part) => part.startsWith(MARK));
  if (!words.length) return {};
  const left = parts.filter((part) => !part.startsWith(MARK)).join("&");
  history.replaceState(history.state, "", `${location.pathname}${location.search}${left && `#${left}`}`);
  return Object.fromEntries([...new URLSearchParams(words.join("&"))].map(([name, word]) => [name.slice(MARK.length), word]));
}
