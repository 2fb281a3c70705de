// @ts-check
/*
 * How the search shows what it found: groups of options, each a link. Text goes in as text only.
 */

import { t } from "./strings.mjs";

/**
 * @typedef {import("./search-index.mjs").Entry} Entry
 * @typedef {import("./search-index.mjs").Group} Group
 * @typedef {import("./search-words.mjs").Piece} Piece
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * @param {string} shape the id of a symbol in the header
 * @param {Record<string, string>} attributes
 */
export function drawing(shape, attributes) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${shape}`);
  for (const [key, value] of Object.entries({ "aria-hidden": "true", ...attributes })) svg.setAttribute(key, value);
  svg.append(use);
  return svg;
}

/** @param {Piece[]} pieces */
const words = (pieces) => pieces.map((piece) => (piece.found ? make("mark", {}, piece.text) : piece.text));

/** @param {Entry} entry @param {number} index */
function option(entry, index) {
  const badge = entry.priority
    ? [make("span", { class: "ep-badge", "data-priority": entry.priority },
      drawing("ep-mark", { class: "ep-mark", "data-priority": entry.priority }), entry.badge)] : [];
  const language = entry.language ? { lang: entry.language } : undefined;
  return make("a", { class: "ep-search__item", id: `ep-search-${index}`, role: "option", href: entry.href, tabindex: "-1", "aria-selected": "false" },
    ...badge,
    make("span", { class: "ep-search__words" },
      make("span", { class: "ep-search__title", dir: "auto" }, ...words(entry.title)),
      make("span", { class: "ep-search__text", dir: "auto", ...language }, ...words(entry.text))),
    make("span", { class: "ep-search__end", dir: "auto" }, entry.end));
}

/**
 * Fills the list with what was found.
 * @param {HTMLElement} list
 * @param {Group[]} groups
 * @returns {HTMLAnchorElement[]} the options, in order
 */
export function fill(list, groups) {
  /** @type {HTMLAnchorElement[]} */
  const options = [];
  list.replaceChildren(...groups.filter((group) => group.entries.length).map((group) => {
    const items = group.entries.map((entry, index) => option(entry, options.length + index));
    options.push(...items);
    const count = group.total > items.length ? t("{{ n }} of {{ all }}", { n: items.length, all: group.total }) : `${group.total}`;
    return make("div", { class: "ep-search__group", role: "group", "aria-label": t(group.kind) },
      make("div", { class: "ep-search__name", "aria-hidden": "true" }, t(group.kind), make("span", { class: "ep-search__count" }, count)),
      make("div", { role: "presentation" }, ...items));
  }));
  list.scrollTop = 0;
  return options;
}
