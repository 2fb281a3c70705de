// @ts-check
/*
 * A checklist on its page: counted, copied as text, and sent by its address, whose fragment says what is ticked. Without
 * this, its boxes can be ticked all the same. Nothing is kept or sent.
 */
import { evidenceCount, evidenceText, riskCount, riskText } from "./checklist-text.mjs";
import { copyFrom } from "./page.mjs";
import { Slots } from "./slots.mjs";

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/** @param {Control} control @returns {control is HTMLInputElement} */
const ticks = (control) => control instanceof HTMLInputElement;

/** @param {HTMLFormElement} form */
function checklist(form) {
  const slots = new Slots(form);
  const controls = /** @type {Control[]} */ ([...form.querySelectorAll("input[name], select[name]")]);
  const [count, text] = form.dataset.epChecklist === "evidence" ? [evidenceCount, evidenceText] : [riskCount, riskText];

  /** What is ticked and chosen, as the fragment says it; an item of several areas stands there once. */
  const fragment = () => {
    const said = controls.filter((each) => each.value && (!ticks(each) || each.checked)).map((each) => [each.name, each.value]);
    const once = new Map(said.map((pair) => [pair.join("="), pair]));
    return String(new URLSearchParams([...once.values()]));
  };

  const read = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    for (const control of controls) {
      if (ticks(control)) control.checked = said.getAll(control.name).includes(control.value);
      else {
        control.value = said.get(control.name) ?? "";
        if (control.selectedIndex < 0) control.value = "";
      }
    }
  };

  /** An area shows what it asks for beside what all do; what it says of an item counts more. */
  const show = () => {
    const area = controls.find((each) => each.name === "area")?.value ?? "";
    const own = new Set([...form.querySelectorAll(`[data-area="${CSS.escape(area)}"] [data-item]`)].map((row) => row.getAttribute("data-item")));
    for (const section of form.querySelectorAll("[data-area]")) {
      const its = section.getAttribute("data-area");
      if (section instanceof HTMLElement) section.hidden = area !== "" && its !== area && its !== "any";
      for (const row of section.querySelectorAll("[data-item]")) {
        if (row instanceof HTMLElement) row.hidden = area !== "" && its !== area && own.has(row.dataset.item ?? "");
      }
    }
    slots.write("count", count(form));
  };

  const keep = () => {
    const said = fragment();
    if (location.hash.slice(1) === said) return;
    history.replaceState(history.state, "", `${location.pathname}${location.search}${said && `#${said}`}`);
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "checkbox") {
      for (const same of controls) if (ticks(same) && same.value === target.value) same.checked = target.checked;
    }
    show();
    keep();
  });
  form.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-do]") : null;
    if (!(button instanceof HTMLElement)) return;
    if (button.dataset.do === "copy-text") void copyFrom(button, text(form));
    else if (button.dataset.do === "copy-link") void copyFrom(button, location.href);
    else {
      for (const control of controls) if (ticks(control)) control.checked = false;
      show();
      keep();
    }
  });
  window.addEventListener("hashchange", () => {
    if (location.hash && !location.hash.includes("=")) return; // a place on the page
    read();
    show();
  });

  if (location.hash.includes("=")) read();
  for (const each of form.querySelectorAll("[data-ep-needs-script]")) each.removeAttribute("hidden");
  show();
}

for (const form of document.querySelectorAll("form[data-ep-checklist]")) if (form instanceof HTMLFormElement) checklist(form);
