// @ts-check
/* The page for addresses that nothing stands at: the search begins with the words of the address. */

import { t } from "./strings.mjs";

/** So many words say what was meant; more only narrow what is found. */
const WORDS = 6;

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone per cent sign
  }
}

/**
 * The words of the last part of an address that has any; numbers count where there is nothing else.
 * @param {string} path
 */
export function wordsOf(path) {
  for (const part of path.split("/").reverse()) {
    const found = decoded(part).replace(/\.\w{1,5}$/, "").match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
    const words = found.filter((word) => /\p{L}/u.test(word) && word !== "index");
    if (words.length || found.length) return (words.length ? words : found).slice(0, WORDS).join(" ");
  }
  return "";
}

const home = document.querySelector(".ep-header__home");
const path = location.pathname;
const base = home instanceof HTMLAnchorElement ? home.pathname : "/";
const words = wordsOf(path.startsWith(base) ? path.slice(base.length) : path);
for (const button of words ? document.querySelectorAll("[data-ep-missing]") : []) {
  if (!(button instanceof HTMLElement)) continue;
  button.dataset.epWords = words;
  const said = button.querySelector("span");
  if (said) said.textContent = t("Search for “{{ words }}”", { words });
}
