// @ts-check
/*
 * In a long facet, a field that keeps the values which hold all its words. It narrows what can be chosen, never the list,
 * so it has no place in the address.
 */

import { plain } from "./cases-find.mjs";
import { announce } from "./page.mjs";
import { t } from "./strings.mjs";

/** @param {Element} facet in which there may be such a field */
export function findable(facet) {
  const field = facet.querySelector("input[type=text]");
  const rest = facet.querySelector("details");
  const none = facet.querySelector(".ep-facet__none");
  if (!(field instanceof HTMLInputElement) || !(none instanceof HTMLElement) || !rest) return;
  const values = [...facet.querySelectorAll(".ep-facet__value")].map((value) => ({
    value: /** @type {HTMLElement} */ (value),
    text: plain(value.querySelector(".ep-facet__label")?.textContent ?? ""),
  }));
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    for (const { value, text } of values) value.hidden = !words.every((word) => text.includes(word));
    const left = values.filter(({ value }) => !value.hidden).length;
    none.hidden = left > 0;
    if (words.length) rest.open = true;
    announce(t("{{ n }} of {{ all }}", { n: left, all: values.length }));
  });
}
