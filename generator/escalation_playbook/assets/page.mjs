// @ts-check
/*
 * Small behaviours of a page: copying, printing, opening what an address points at; lists have a module of their own.
 * Every one of them adds to a page that is complete without it.
 */

import { t } from "./strings.mjs";

/** How long "Copied" stays, in milliseconds. */
export const SAID_FOR = 2000;

/** @type {HTMLElement | null} */
let region = null;

/**
 * Say something to those who do not see the page change.
 * @param {string} words
 */
export function announce(words) {
  if (!region) {
    region = document.createElement("div");
    region.className = "ep-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  const place = region;
  place.textContent = "";
  // The same words said twice are only heard twice when the region was empty between.
  setTimeout(() => { place.textContent = words; }, 50);
}

/**
 * Put text on the clipboard; where the page may not (no secure context), the old way over a selection.
 * @param {string} text
 * @returns {Promise<boolean>} whether it is there now
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "ep-hidden";
    document.body.append(field);
    const before = document.activeElement;
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    return done;
  }
}

/** @type {WeakMap<Element, number>} */
const timers = new WeakMap();

/**
 * Copy, and say so on the button (same width before and after) and in the live region.
 * @param {HTMLElement} button an `ep-copy`
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard
 */
export async function copyFrom(button, text) {
  const done = await copyText(text);
  announce(done ? t("Copied") : t("The browser did not allow copying. Select the text and copy it by hand."));
  if (!done) return false;
  button.dataset.state = "done";
  clearTimeout(timers.get(button));
  timers.set(button, setTimeout(() => { delete button.dataset.state; }, SAID_FOR));
  return true;
}

/**
 * The place that an address points at. It may hold any signs, also such as mean nothing: `#17%`.
 * @param {string} fragment
 */
function placeOf(fragment) {
  try {
    return document.getElementById(decodeURIComponent(fragment));
  } catch {
    return null;
  }
}

/** Open the closed `details` around (or at) the place the address points at, and go there. */
function openTarget() {
  const target = placeOf(location.hash.slice(1));
  if (!target) return;
  let closed = false;
  for (let at = target.closest("details"); at; at = at.parentElement?.closest("details") ?? null) {
    closed ||= !at.open;
    at.open = true;
  }
  if (closed) target.scrollIntoView();
}

/** @param {MouseEvent} event */
function onClick(event) {
  const at = event.target instanceof Element ? event.target : null;
  const copy = at?.closest("[data-ep-copy]");
  if (copy instanceof HTMLElement) {
    const source = document.getElementById(copy.dataset.epCopy ?? "");
    if (source) void copyFrom(copy, source.innerText.trim());
  }
  if (at?.closest("[data-ep-print]")) window.print();
}

/** On paper nothing can be opened, so all is open; and the sheet says when it was printed. */
function onPrint() {
  for (const details of document.querySelectorAll("details:not([open], .ep-tell)")) {
    details.setAttribute("open", "");
    details.setAttribute("data-ep-opened", "");
  }
  const lang = document.documentElement.lang;
  const day = new Intl.DateTimeFormat(!lang || lang === "en" ? "en-GB" : lang, { day: "numeric", month: "short", year: "numeric" });
  for (const place of document.querySelectorAll("[data-ep-printed]")) place.textContent = t("Printed {{ day }}", { day: day.format(new Date()) });
}

function onPrinted() {
  for (const details of document.querySelectorAll("[data-ep-opened]")) {
    details.removeAttribute("open");
    details.removeAttribute("data-ep-opened");
  }
}

document.addEventListener("click", onClick);
window.addEventListener("beforeprint", onPrint);
window.addEventListener("afterprint", onPrinted);
window.addEventListener("hashchange", openTarget);
openTarget();
