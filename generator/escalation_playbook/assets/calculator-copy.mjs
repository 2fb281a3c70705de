// @ts-check
/*
 * Copying; where the browser does not allow it, the text stands below the button, selected, to be copied by hand.
 */
import { announce, copyFrom } from "./page.mjs";
import { t } from "./strings.mjs";

/**
 * @param {import("./slots.mjs").Slots} slots
 * @param {HTMLElement} button
 * @param {string} text
 * @param {string} [more] to be said with "Copied"
 * @returns {Promise<boolean>} whether it is on the clipboard
 */
export async function copyOrShow(slots, button, text, more = "") {
  const done = await copyFrom(button, text);
  const byHand = slots.at("by-hand");
  byHand.hidden = done;
  const field = byHand.querySelector("textarea");
  if (done && more) announce(t("Copied. {{ more }}", { more }));
  if (done || !field) return done;
  button.closest(".ep-answer__part")?.append(byHand);
  field.value = text;
  field.focus();
  field.select();
  return false;
}
