// @ts-check
/*
 * What stands under the message for whoever takes the ticket over: a list of evidence to tick, and the questions before
 * a hotfix. The ticks live on this page only: they are sent with each request and stand in no link.
 */
import { Slots, write } from "./slots.mjs";
import { t, tn } from "./strings.mjs";

/** @typedef {import("./calculator-reply.mjs").Evidence} Evidence */
/** @typedef {import("./calculator-reply.mjs").Risk} Risk */

export class EvidenceList {
  /** @param {Element} calculator @param {() => void} changed called when something is ticked */
  constructor(calculator, changed) {
    this.slots = new Slots(calculator);
    /** @type {Set<string>} */
    this.ticked = new Set();
    this.slots.at("evidence-rows").addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      if (target.checked) this.ticked.add(target.value);
      else this.ticked.delete(target.value);
      changed();
    });
  }

  /** The ids of what is there. */
  given() {
    return [...this.ticked];
  }

  /** Another ticket has other evidence. */
  reset() {
    this.ticked.clear();
  }

  /** @param {Evidence} evidence @param {Risk[]} risks @param {boolean} empty nothing is answered yet */
  draw(evidence, risks, empty) {
    this.slots.show("evidence", !empty && evidence.rows.length > 0);
    this.slots.write("evidence-count", evidence.count);
    this.slots.write("evidence-note", evidence.note);
    this.slots.rows("evidence-rows", "evidence", evidence.rows, ([row], item) => {
      const box = row?.querySelector("input");
      if (box) {
        box.value = item.id;
        box.checked = this.ticked.has(item.id);
      }
      write(row?.querySelector(".ep-gather__name"), item.name);
      hide(row?.querySelector(".ep-gather__optional"), item.required);
      write(row?.querySelector(".ep-gather__where"), item.where);
      write(row?.querySelector(".ep-gather__redact"), item.redact && t("Take out: {{ what }}", { what: item.redact }));
      hide(row?.querySelector(".ep-gather__redact"), !item.redact);
    });
    this.slots.show("risks", !empty && risks.length > 0);
    this.slots.write("risks-count", tn("{{ n }} question", "{{ n }} questions", risks.length));
    this.slots.rows("risks-rows", "risk", risks, ([row], risk) => write(row, risk.question));
  }
}

/** @param {Element | null | undefined} place @param {boolean} hidden */
function hide(place, hidden) {
  if (place instanceof HTMLElement) place.hidden = hidden;
}
