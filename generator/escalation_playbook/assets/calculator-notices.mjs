// @ts-check
/*
 * What the reader must be told about a link: said aloud, and kept in sight until it is put away.
 */
import { Slots, write } from "./slots.mjs";

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
    this.slots.rows("notice-list", "notice", sentences, ([row], sentence) => write(row, sentence));
    this.slots.show("notices", sentences.length > 0);
  }
}
