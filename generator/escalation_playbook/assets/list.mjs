// @ts-check
/*
 * A list that stands whole in its page, narrowed by words and by choices. What is chosen stands in the address, so that it
 * can be sent. Without it the whole list shows.
 */

import { announce } from "./page.mjs";
import { t } from "./strings.mjs";

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/** @param {HTMLElement} list @returns {Control[]} */
const controls = (list) => [...list.querySelectorAll(".ep-bar :is(input, select)")].map((each) => /** @type {Control} */ (each));

/** Whether a control has a value that narrows the list. @param {Control} control */
const isSet = (control) => control.value !== "" && (control.type !== "radio" || /** @type {HTMLInputElement} */ (control).checked);

/**
 * Give the controls what the address says; what it says wrongly stays unset.
 * @param {Control[]} all
 */
function read(all) {
  const given = new URLSearchParams(location.search);
  for (const control of all) {
    const value = control.name ? given.get(control.name) ?? "" : "";
    if (control.type === "radio") /** @type {HTMLInputElement} */ (control).checked = control.value === value;
    else control.value = value;
    if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.value = "";
  }
  for (const radio of all.filter((each) => each.type === "radio" && !each.value)) {
    const chosen = all.some((each) => each.name === radio.name && isSet(each));
    /** @type {HTMLInputElement} */ (radio).checked = !chosen;
  }
}

/**
 * What is typed letter by letter makes one step of the history, each choice its own: the back button takes it back.
 * @param {Control[]} all @param {boolean} typed
 */
function write(all, typed) {
  const address = new URL(location.href);
  for (const name of new Set(all.map((control) => control.name).filter(Boolean))) address.searchParams.delete(name);
  for (const control of all.filter((each) => each.name && isSet(each))) address.searchParams.set(control.name, control.value.trim());
  if (address.href === location.href) return;
  if (typed && history.state === "typed") history.replaceState("typed", "", address);
  else history.pushState(typed ? "typed" : "", "", address);
}

/**
 * In `[data-ep-list]`: a bar with controls, items `[data-ep-item]`, and `[data-ep-none]` for when nothing is left. A search
 * field keeps the items that hold all its words; any other control, by its name, those that have its value among their
 * `data-<name>`. The value "" is all.
 * @param {HTMLElement} list
 */
function narrowed(list) {
  const all = controls(list);
  const items = [...list.querySelectorAll("[data-ep-item]")].map((item) => ({
    item: /** @type {HTMLElement} */ (item),
    text: `${item.id} ${item.textContent ?? ""}`.toLowerCase(),
  }));
  const none = list.querySelector("[data-ep-none]");
  const apply = () => {
    const words = all.filter((each) => each.type === "search").flatMap((each) => each.value.toLowerCase().split(/\s+/).filter(Boolean));
    const choices = all.filter((each) => each.type !== "search" && isSet(each));
    let left = 0;
    for (const { item, text } of items) {
      const kept = words.every((word) => text.includes(word))
        && choices.every((each) => (item.dataset[each.name] ?? "").split(" ").includes(each.value));
      item.hidden = !kept;
      left += kept ? 1 : 0;
    }
    if (none instanceof HTMLElement) none.hidden = left > 0;
    if (words.length || choices.length) for (const fold of list.querySelectorAll("details.ep-fold:has([data-ep-item]:not([hidden]))")) fold.setAttribute("open", "");
    return left;
  };
  const changed = (/** @type {boolean} */ typed) => {
    const left = apply();
    write(all, typed);
    announce(t("{{ n }} of {{ all }}", { n: left, all: items.length }));
  };
  read(all);
  apply();
  list.addEventListener("input", ({ target }) => changed(target instanceof HTMLInputElement && target.type === "search"));
  window.addEventListener("popstate", () => {
    read(all);
    apply();
  });
  list.querySelector("[data-ep-clear]")?.addEventListener("click", () => {
    for (const control of all) if (control.type === "radio") /** @type {HTMLInputElement} */ (control).checked = !control.value; else control.value = "";
    changed(false);
    all[0]?.focus();
  });
  for (const control of list.querySelectorAll("[data-ep-needs-script]")) control.removeAttribute("hidden");
}

for (const list of document.querySelectorAll("[data-ep-list]")) if (list instanceof HTMLElement) narrowed(list);
