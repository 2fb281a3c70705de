// @ts-check
/*
 * The address's fragment: answers, facts and model version, as the calculator writes them. Read here only as names and
 * values; whether they mean anything, the calculator says.
 */

import { t } from "./strings.mjs";

/** What the link says beside the answers: the model, and the issue type that was chosen. */
const BESIDE = new Set(["model", "version", "issue"]);

/** The fragment, unless it is a place on the page. @param {string} fragment */
const ofAnswers = (fragment) => (fragment.includes("=") || !isReadable(fragment) ? fragment : "");

/** The fragment of the address if it holds answers, or nothing that can be read; one that names a place on the page does not. */
export function fragmentHere() {
  return ofAnswers(location.hash.slice(1));
}

/** @param {string} part */
function isReadable(part) {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/**
 * What mails and chats do to links: a part without its value, or a sign of which only the beginning is there.
 * @param {string} fragment
 * @returns {string[]} what must be told of it
 */
export function damageOf(fragment) {
  const whole = fragment.split("&").every((part) => !part || (part.includes("=") && isReadable(part)));
  return whole ? [] : [t("The link is cut off or damaged: check every answer.")];
}

/**
 * @param {string} fragment
 * @returns {[string, string][]} names and values, in order
 */
export function pairsOf(fragment) {
  return [...new URLSearchParams(fragment)].filter(([name]) => !BESIDE.has(name));
}

/** The issue type that a link names; empty without one. @param {string} fragment */
export function issueOf(fragment) {
  return new URLSearchParams(fragment).get("issue") ?? "";
}

/** The fragment as it was last read or written here. Another one is a link that the browser is about to tell of. */
let known = location.hash;

/**
 * The answers that the page was opened with, though the reader was led to a place on it before this script came.
 * @returns {string}
 */
export function opened() {
  const { fragment } = /** @type {{fragment: string}} */ (/** @type {any} */ (globalThis).epPython);
  return ofAnswers(fragment);
}

/** The fragment of the address, from now on the one that may be written over; as `fragmentHere`. */
export function take() {
  known = location.hash;
  return fragmentHere();
}

/**
 * Shows the fragment in the address without a new entry in the history; a link that waits to be opened stays.
 * @param {string} fragment empty when nothing is answered
 */
export function show(fragment) {
  if (location.hash !== known || known.slice(1) === fragment) return;
  history.replaceState(history.state, "", `${location.pathname}${location.search}${fragment && `#${fragment}`}`);
  known = location.hash;
}

/** Leaves the answers so far one step back in the history. */
export function leaveBehind() {
  if (fragmentHere()) history.pushState(null, "", `${location.pathname}${location.search}`);
  known = location.hash;
}

/** The address of this page without its fragment: what links begin with. */
export function address() {
  return `${location.origin}${location.pathname}`;
}

/**
 * Goes to a question (its chosen answer or the first), or to the answer, and leaves the fragment to the answers.
 * @param {HTMLElement} target
 */
export function goTo(target) {
  const control = target.querySelector("input:checked") ?? target.querySelector("input, select");
  const focus = target.matches("fieldset") && control instanceof HTMLElement ? control : target;
  focus.focus({ preventScroll: true });
  target.scrollIntoView({ block: target.matches("section") ? "start" : "center" });
}
