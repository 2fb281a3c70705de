// @ts-check
/*
 * What the search is narrowed by: one kind of entries, and the facets of cases.
 */

import { FACETS } from "./search-cases.mjs";
import { drawing, make } from "./search-results.mjs";
import { t } from "./strings.mjs";

/** @typedef {import("./search-index.mjs").Group} Group */

/** What is chosen from the start. */
const ALL = t("Everything");

const chips = make("div", { class: "ep-search__chips" });
const narrow = make("div", { class: "ep-search__facets" });
export const filters = make("fieldset", { class: "ep-search__kinds" }, make("legend", { class: "ep-hidden" }, t("What to search")), chips, narrow);

/** Counts beside the kinds, by kind; "" is everything. @type {Map<string, HTMLElement>} */
const totals = new Map();

/** @param {string} kind */
function addKind(kind) {
  if (totals.has(kind)) return;
  const radio = make("input", { type: "radio", name: "ep-search-kind", value: kind });
  radio.checked = !kind;
  const total = make("span", { class: "ep-search__total" });
  totals.set(kind, total);
  chips.append(make("label", { class: "ep-search__kind" }, radio, kind ? t(kind) : ALL, total));
}

addKind("");

/** @param {readonly string[]} kinds */
export const addKinds = (kinds) => kinds.forEach(addKind);

/** @param {ReadonlyMap<string, readonly string[]>} known the values of each facet */
export function addFacets(known) {
  if (narrow.hasChildNodes()) return;
  for (const [name, values] of known) {
    const word = t(FACETS.get(name) ?? name);
    narrow.append(make("label", { class: "ep-select ep-search__facet" }, make("span", { class: "ep-hidden" }, word),
      make("select", { class: "ep-select__input", name },
        make("option", { value: "" }, word), ...values.map((value) => make("option", { value }, value))),
      drawing("ep-icon-down", { class: "ep-icon" })));
  }
}

/** The kind that is chosen, or "" for all. */
export const kind = () => filters.querySelector("input:checked")?.getAttribute("value") ?? "";

/** The facets that are set. @returns {Record<string, string>} */
export function facetsSet() {
  const selects = [...filters.querySelectorAll("select")].filter((select) => select.value);
  return Object.fromEntries(selects.map((select) => [select.name, select.value]));
}

/**
 * @param {string} wanted a kind, or "" for all
 * @param {Record<string, string>} set facets
 */
export function choose(wanted, set) {
  for (const radio of filters.querySelectorAll("input")) radio.checked = radio.value === wanted;
  for (const select of filters.querySelectorAll("select")) select.value = set[select.name] ?? "";
}

/** Writes how many of each kind were found; nothing without groups. @param {readonly Group[] | null} groups */
export function count(groups) {
  for (const [name, total] of totals) {
    const found = groups?.filter((group) => !name || group.kind === name).reduce((sum, group) => sum + group.total, 0);
    total.textContent = found === undefined ? "" : String(found);
    if (found === undefined) total.parentElement?.removeAttribute("data-count");
    else total.parentElement?.setAttribute("data-count", String(found));
  }
}
