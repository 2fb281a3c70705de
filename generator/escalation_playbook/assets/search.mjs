// @ts-check
/*
 * The search dialog: opened by the field in the header, by "/" and by Ctrl or Cmd with K. Text goes in as text only.
 */

import { FACETS, facets, KINDS, load, look, within } from "./search-index.mjs";

/** @typedef {import("./search-index.mjs").Entry} Entry */
/** @typedef {import("./search-index.mjs").Group} Group */
/** @typedef {import("./search-index.mjs").Piece} Piece */

/** How long typing must rest before the index is asked, in milliseconds. */
const REST = 120;

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * @param {string} shape the id of a symbol in the header
 * @param {Record<string, string>} attributes
 */
function drawing(shape, attributes) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${shape}`);
  for (const [key, value] of Object.entries({ "aria-hidden": "true", ...attributes })) svg.setAttribute(key, value);
  svg.append(use);
  return svg;
}

/** @param {Piece[]} pieces */
const marked = (pieces) => pieces.map((piece) => (piece.found ? make("mark", {}, piece.text) : piece.text));

const input = make("input", {
  class: "ep-search__input", type: "text", role: "combobox", "aria-label": "Search", "aria-expanded": "false", "aria-autocomplete": "list",
  "aria-controls": "ep-search-results", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
  placeholder: "Search criteria, contacts, messages, cases",
});
const close = make("button", { class: "ep-search__close", type: "button", "aria-label": "Close" },
  make("kbd", { class: "ep-key" }, "Esc"), drawing("ep-icon-close", { class: "ep-icon" }));
const kinds = make("fieldset", { class: "ep-search__kinds" }, make("legend", { class: "ep-hidden" }, "What to search"));
const list = make("div", { class: "ep-search__results", id: "ep-search-results", role: "listbox", "aria-label": "Results" });
const empty = make("div", { class: "ep-search__empty" });
const status = make("p", { class: "ep-hidden", role: "status" });
const dialog = make("dialog", { class: "ep-search", "aria-label": "Search" },
  make("div", { class: "ep-search__head" }, drawing("ep-icon-search", { class: "ep-icon" }), input, close),
  kinds, list, empty, status,
  make("div", { class: "ep-search__foot ep-search__keys", "aria-hidden": "true" },
    make("span", {}, make("kbd", { class: "ep-key" }, "↑"), " ", make("kbd", { class: "ep-key" }, "↓"), " choose"),
    make("span", {}, make("kbd", { class: "ep-key" }, "Enter"), " open"),
    make("span", {}, make("kbd", { class: "ep-key" }, "Tab"), " filters")));

/** Counts beside the kinds, by kind; "" is everything. @type {Map<string, HTMLElement>} */
const totals = new Map();
for (const kind of ["", ...KINDS]) {
  const radio = make("input", { type: "radio", name: "ep-search-kind", value: kind });
  radio.checked = !kind;
  const total = make("span", { class: "ep-search__total" });
  totals.set(kind, total);
  kinds.append(make("label", { class: "ep-search__kind" }, radio, kind || "Everything", total));
}

/** Filled once the index says which there are; its place is kept. */
const narrow = make("div", { class: "ep-search__facets" });
kinds.append(narrow);

/** @type {HTMLAnchorElement[]} */
let options = [];
let chosen = -1;
/** Counts the questions, so that a late answer to an old one is not shown. */
let asked = 0;

const only = () => kinds.querySelector("input:checked")?.getAttribute("value") ?? "";

/** @returns {Record<string, string>} */
function set() {
  const selects = [...kinds.querySelectorAll("select")].filter((select) => select.value);
  return Object.fromEntries(selects.map((select) => [select.name, select.value]));
}

/** @param {number} index */
function choose(index) {
  options[chosen]?.setAttribute("aria-selected", "false");
  chosen = options.length ? (index + options.length) % options.length : -1;
  const option = options[chosen];
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

/**
 * Words in place of results: the first line says what is so, the second what to do.
 * @param {string} what
 * @param {(Node | string)[]} then
 */
function instead(what, ...then) {
  empty.replaceChildren(make("p", {}, what), make("p", {}, ...then));
  empty.hidden = false;
  list.hidden = true;
  status.textContent = what;
}

/** @param {string} path @param {string} words */
const link = (path, words) => make("a", { href: within(path) }, words);

/** @param {Entry} entry @param {number} index */
function option(entry, index) {
  const badge = entry.priority
    ? [make("span", { class: "ep-badge", "data-priority": entry.priority },
      drawing("ep-mark", { class: "ep-mark", "data-priority": entry.priority }), entry.word)] : [];
  const item = make("a", { class: "ep-search__item", id: `ep-search-${index}`, role: "option", href: entry.href, tabindex: "-1", "aria-selected": "false" },
    ...badge,
    make("span", { class: "ep-search__words" },
      make("span", { class: "ep-search__title" }, ...marked(entry.title)), make("span", { class: "ep-search__text" }, ...marked(entry.text))),
    make("span", { class: "ep-search__end" }, entry.end));
  item.addEventListener("pointermove", () => { if (chosen !== index) choose(index); });
  item.addEventListener("click", () => dialog.close()); // the place may be on this page
  return item;
}

/** @param {Group[]} groups @param {string} words */
function show(groups, words) {
  options = [];
  list.replaceChildren(...groups.filter((group) => group.entries.length).map((group) => {
    const items = group.entries.map((entry) => {
      const item = option(entry, options.length);
      options.push(item);
      return item;
    });
    const count = group.total > items.length ? `${items.length} of ${group.total}` : `${group.total}`;
    return make("div", { class: "ep-search__group", role: "group", "aria-label": group.kind },
      make("div", { class: "ep-search__name", "aria-hidden": "true" }, group.kind, make("span", { class: "ep-search__count" }, count)),
      make("div", { role: "presentation" }, ...items));
  }));
  const all = groups.reduce((sum, group) => sum + group.total, 0);
  for (const [kind, total] of totals) {
    const count = kind ? groups.find((group) => group.kind === kind)?.total ?? 0 : all;
    total.textContent = String(count);
    total.parentElement?.setAttribute("data-count", String(count));
  }
  input.setAttribute("aria-expanded", String(options.length > 0));
  list.scrollTop = 0;
  choose(0);
  empty.hidden = options.length > 0;
  list.hidden = !empty.hidden;
  if (options.length) status.textContent = `${all} found`;
  else instead(`Nothing has “${words}”${only() ? ` in ${only()}` : ""}.`, "Try one word, or its beginning. Or look through ", link("criteria/", "Criteria"), " or the ", link("kb/", "Knowledge base"), ".");
}

function clear() {
  options = [];
  chosen = -1;
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  for (const total of totals.values()) {
    total.textContent = "";
    total.parentElement?.removeAttribute("data-count");
  }
}

async function ask() {
  const mine = ++asked;
  const words = input.value.trim();
  if (!words) {
    clear();
    instead("Type a word, or its beginning.", "A criterion, a contact, a message, a past case.");
    status.textContent = "";
    return;
  }
  try {
    const groups = await look(words, only(), set());
    if (mine === asked) show(groups, words);
  } catch {
    if (mine !== asked) return;
    clear();
    instead("The search index could not be loaded.", "Look through ", link("criteria/", "Criteria"), ", ", link("messages/", "Messages"), " or the ", link("kb/", "Knowledge base"), ".");
  }
}

async function addFacets() {
  const known = await facets();
  if (narrow.hasChildNodes()) return;
  for (const [name, values] of known) {
    const word = FACETS.get(name) ?? name;
    const first = make("option", { value: "" }, `${word}: any`);
    narrow.append(make("label", { class: "ep-select ep-search__facet" }, make("span", { class: "ep-hidden" }, word),
      make("select", { class: "ep-select__input", name }, first, ...values.map((value) => make("option", { value }, value))),
      drawing("ep-icon-down", { class: "ep-icon" })));
  }
}

function open() {
  if (dialog.open) return;
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
  input.select();
  addFacets().catch(() => undefined);
  void ask();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const steps = new Map([["ArrowDown", 1], ["ArrowUp", -1]]);
  const step = steps.get(event.key);
  if (step !== undefined) {
    event.preventDefault();
    choose(chosen + step);
  } else if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    options[chosen]?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
  }
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  const keyless = target instanceof HTMLInputElement && ["radio", "checkbox", "button", "submit", "reset", "range"].includes(target.type);
  return !keyless && (target.isContentEditable || target.matches("input, textarea, select"));
}

let timer = 0;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, REST);
});
input.addEventListener("keydown", onKey);
kinds.addEventListener("change", ask);
close.addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!(slash || k) || event.defaultPrevented) return;
  event.preventDefault();
  open();
});
for (const button of document.querySelectorAll("[data-ep-search]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.disabled = false;
  button.addEventListener("click", open);
  button.addEventListener("pointerenter", () => { load().catch(() => undefined); }, { once: true });
}
