// @ts-check
/*
 * The search dialog: opened by the field in the header, by "/" and by Ctrl or Cmd with K. Text goes in as text only.
 */

import { here, keep, leave, onStep } from "./search-back.mjs";
import { addFacets, addKinds, choose as chooseFilters, count, facetsSet, filters, kind } from "./search-filters.mjs";
import { facets, kinds, load, look, within } from "./search-index.mjs";
import { drawing, fill, make } from "./search-results.mjs";
import { pieces, t } from "./strings.mjs";

/** @typedef {import("./search-back.mjs").Kept} Kept */
/** @typedef {import("./search-index.mjs").Answer} Answer */

/** How long typing must rest before the index is asked, in milliseconds. */
const REST = 120;

/** Other words that are named. */
const NAMED = 3;

/** Letters of what was typed that are said again. */
const SAID = 60;
const cut = (/** @type {string} */ words) => (words.length > SAID ? `${words.slice(0, SAID).trimEnd()}…` : words);

const input = make("input", {
  class: "ep-search__input", type: "text", role: "combobox", "aria-label": t("Search"), "aria-expanded": "false", "aria-autocomplete": "list",
  "aria-controls": "ep-search-results", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", dir: "auto",
  placeholder: t("Search criteria, contacts, messages, cases"),
});
const close = make("button", { class: "ep-search__close", type: "button", "aria-label": t("Close") },
  make("kbd", { class: "ep-key" }, t("Esc")), drawing("ep-icon-close", { class: "ep-icon" }));
const list = make("div", { class: "ep-search__results", id: "ep-search-results", role: "listbox", "aria-label": t("Results") });
const empty = make("div", { class: "ep-search__empty" });
const status = make("p", { class: "ep-hidden", role: "status" });
const note = make("p", { class: "ep-search__note" });
const dialog = make("dialog", { class: "ep-search", "aria-label": t("Search") },
  make("div", { class: "ep-search__head" }, drawing("ep-icon-search", { class: "ep-icon" }), input, close),
  filters, list, empty, status,
  make("div", { class: "ep-search__foot" },
    make("div", { class: "ep-search__keys", "aria-hidden": "true" },
      make("span", {}, make("kbd", { class: "ep-key" }, "↑"), " ", make("kbd", { class: "ep-key" }, "↓"), ` ${t("choose")}`),
      make("span", {}, make("kbd", { class: "ep-key" }, t("Enter")), ` ${t("open")}`),
      make("span", {}, make("kbd", { class: "ep-key" }, t("Tab")), ` ${t("filters")}`)),
    note));

/** @type {HTMLAnchorElement[]} */
let options = [];
let chosen = -1;
/** Counts the questions, so that a late answer to an old one is not shown. */
let asked = 0;
/** Whether the dialog closes because a result is opened. */
let going = false;
/** Whether something else was typed since the options were shown. */
let stale = false;
/** What was perhaps meant, when nothing was found. */
let meant = "";

/** @returns {Kept} */
const now = () => ({ words: input.value, kind: kind(), set: facetsSet(), chosen: Math.max(0, chosen) });

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

/** @param {string} path @param {string} words */
const link = (path, words) => make("a", { href: within(path) }, words);

/** @param {string} words @param {() => void} act */
function button(words, act) {
  const found = make("button", { class: "ep-search__act", type: "button" }, words);
  found.addEventListener("click", () => {
    act();
    input.focus();
    void ask();
  });
  return found;
}

/**
 * Words in place of results: the first line says what is so, the others what to do.
 * @param {string} what
 * @param {(Node | string)[][]} then
 */
function instead(what, ...then) {
  options = [];
  choose(0);
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  empty.replaceChildren(make("p", { dir: "auto" }, what), ...then.map((line) => make("p", {}, ...line)));
  empty.hidden = false;
  list.hidden = true;
  status.textContent = what;
}

const elsewhere = () => pieces("Look through {{ criteria }}, {{ messages }} or the {{ cases }}.", {
  criteria: link("criteria/", t("Criteria")), messages: link("messages/", t("Messages")), cases: link("kb/", t("Knowledge base")),
});

/** @param {string} words */
const perhaps = (words) => pieces("Did you mean {{ words }}?", { words: button(words, () => { input.value = words; }) });

/** @param {Answer} answer @param {string} words */
function show(answer, words) {
  options = fill(list, answer.groups);
  for (const [index, option] of options.entries()) {
    option.addEventListener("pointermove", () => { if (chosen !== index) choose(index); });
    option.addEventListener("click", (event) => go(event, index));
  }
  count(answer.groups);
  input.setAttribute("aria-expanded", String(options.length > 0));
  list.hidden = !options.length;
  empty.hidden = options.length > 0;
  meant = options.length ? "" : answer.meant;
  note.replaceChildren(...notes(answer, words));
  if (options.length) {
    choose(0);
    const found = t("{{ n }} found", { n: answer.groups.reduce((sum, group) => sum + group.total, 0) });
    status.textContent = answer.instead ? `${note.textContent} ${found}` : found;
  } else nothing(answer, words);
}

/** What stands in the foot. @param {Answer} answer @param {string} words @returns {(Node | string)[]} */
function notes(answer, words) {
  if (answer.lacking) return [`${t("Past cases could not be searched.")} `, link("kb/", t("All cases"))];
  if (answer.instead) return [`${t("Nothing has “{{ words }}”.", { words: cut(words) })} `, ...perhaps(answer.meant)];
  if (answer.meant && options.length) return perhaps(answer.meant);
  const also = answer.also.slice(0, NAMED).join(", ");
  const first = kind() ? answer.groups.find(({ entries, total }) => entries.length && total > entries.length) : undefined;
  return [
    ...(first ? [`${t("These are the first {{ n }}; one more word narrows them.", { n: first.entries.length })} `] : []),
    ...(also ? [t("Also searched: {{ words }}", { words: also })] : []),
  ];
}

/** @param {Answer} answer @param {string} words */
function nothing(answer, words) {
  const narrowed = kind() || Object.keys(facetsSet()).length;
  const set = Object.keys(facetsSet()).length > 0;
  const place = { words: cut(words), kind: t(kind()) };
  const none = kind()
    ? (set ? t("Nothing has “{{ words }}” in {{ kind }} with these filters.", place) : t("Nothing has “{{ words }}” in {{ kind }}.", place))
    : (set ? t("Nothing has “{{ words }}” with these filters.", place) : t("Nothing has “{{ words }}”.", place));
  instead(none,
    ...(answer.meant ? [perhaps(answer.meant)] : []),
    ...(narrowed ? [[button(t("Search everything"), () => chooseFilters("", {}))]] : []),
    [`${t("Try one word, or its beginning.")} `, ...elsewhere()]);
}

async function ask() {
  const mine = ++asked;
  const words = input.value.trim();
  keep(now());
  if (!words) {
    count(null);
    note.replaceChildren();
    meant = "";
    instead(t("Type a word, or its beginning."), [t("A criterion, a contact, a message, a past case; or an id or the number of a ticket.")]);
    status.textContent = "";
    dialog.dataset.answers = "";
    return;
  }
  try {
    const answer = await look(words, kind(), facetsSet());
    if (mine !== asked) return;
    show(answer, words);
  } catch {
    if (mine !== asked) return;
    count(null);
    note.replaceChildren();
    instead(t("The search index could not be loaded."), elsewhere());
  }
  stale = false;
  dialog.dataset.answers = words;
}

/** @param {MouseEvent} event @param {number} index */
function go(event, index) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; // it opens beside this page
  choose(index);
  keep(now());
  going = true;
  dialog.close(); // the place may be on this page
}

/** @param {Kept | null} kept what to look for again */
async function open(kept = null) {
  if (dialog.open) return;
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
  if (kept) {
    addKinds(kept.kind ? [kept.kind] : []);
    input.value = kept.words;
  }
  input.select();
  const first = ask();
  await Promise.allSettled([kinds().then(addKinds), facets().then(addFacets)]);
  await first;
  if (!kept || !dialog.open || input.value !== kept.words) return;
  chooseFilters(kept.kind, kept.set);
  await ask();
  choose(kept.chosen);
}

/** Opens what is chosen, or what the words just typed find first. @param {KeyboardEvent} event */
async function enter(event) {
  if (stale) {
    clearTimeout(timer);
    await ask();
    if (stale || !dialog.open) return; // typed on, or closed, meanwhile
  }
  if (meant) {
    input.value = meant;
    void ask();
  } else options[chosen]?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
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
    void enter(event);
  }
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement) || target.closest("dialog:not([open])")) return false; // closed, and left a moment later
  const keyless = target instanceof HTMLInputElement && ["radio", "checkbox", "button", "submit", "reset", "range"].includes(target.type);
  return !keyless && (target.isContentEditable || target.matches("input, textarea, select"));
}

let timer = 0;
input.addEventListener("input", () => {
  stale = true;
  clearTimeout(timer);
  timer = setTimeout(ask, REST);
});
input.addEventListener("keydown", onKey);
filters.addEventListener("change", ask);
list.addEventListener("mousedown", (event) => event.preventDefault()); // what opens beside this page leaves the focus in the field
close.addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("close", () => {
  clearTimeout(timer);
  asked++;
  if (!going) leave();
  going = false;
});
onStep((own) => {
  if (dialog.open && own) keep(now()); // it was opened again before the step back was made
  else if (dialog.open && !here()) dialog.close();
  else if (!dialog.open && here()) void open(here());
});
document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!(slash || k) || event.defaultPrevented) return;
  event.preventDefault();
  void open();
});
for (const field of document.querySelectorAll("[data-ep-search]")) {
  if (!(field instanceof HTMLButtonElement)) continue;
  field.disabled = false;
  field.addEventListener("click", () => {
    const words = field.dataset.epWords ?? "";
    void open(words ? { words, kind: "", set: {}, chosen: 0 } : null);
  });
  field.addEventListener("pointerenter", () => { void load(); }, { once: true });
}
if (here()) void open(here());
