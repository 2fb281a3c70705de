// @ts-check
/*
 * What the reader must be told about a link: said aloud, and kept in sight until it is put away.
 */
import { Slots, write } from "./slots.mjs";
import { tn } from "./strings.mjs";

/** More than this of a link, or of one sentence, helps nobody. */
const MOST = 12;
const LONGEST = 300;

export class Notices {
  /** @param {Element} calculator @param {() => void} dismissed */
  constructor(calculator, dismissed) {
    this.slots = new Slots(calculator);
    /** @type {string[]} */
    this.link = [];
    this.slots.at("notice-dismiss").addEventListener("click", () => {
      this.link = [];
      dismissed();
    });
  }

  /** @param {string} title @param {string[]} sentences */
  draw(title, sentences) {
    this.slots.write("notice-title", title);
    const shown = sentences.slice(0, MOST).map((each) => (each.length > LONGEST ? `${each.slice(0, LONGEST)} …` : each));
    if (sentences.length > MOST) shown.push(tn("{{ n }} more part of it is not understood.", "{{ n }} more parts of it are not understood.", sentences.length - MOST));
    this.slots.rows("notice-list", "notice", shown, ([row], sentence) => write(row, sentence));
    this.slots.show("notices", sentences.length > 0);
  }
}
