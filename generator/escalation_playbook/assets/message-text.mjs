// @ts-check
/*
 * A message's text and the fields for its words, in the calculator's answer and on the message's own page.
 */
import { set, write } from "./slots.mjs";

/** @typedef {import("./calculator-reply.mjs").Ask} Ask */
/** @typedef {import("./calculator-reply.mjs").MessageView} MessageView */
/** @typedef {import("./calculator-reply.mjs").Piece} Piece */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** The fields of a form in which words are typed: `[data-variable]`, each with its control and a place for its fault. */
export class WordFields {
  /** @param {Element} form */
  constructor(form) {
    /** @type {Field[]} */
    this.all = [...form.querySelectorAll("[data-variable] :is(input, select)")].map((each) => /** @type {Field} */ (each));
  }

  /** What is typed, by word. @returns {Record<string, string>} */
  typed() {
    const typed = this.all.filter((field) => field.value.trim());
    return Object.fromEntries(typed.map((field) => [field.dataset.name ?? "", field.value]));
  }

  /** Puts words in place of all that is typed. @param {Record<string, string>} words */
  fill(words) {
    for (const field of this.all) field.value = words[field.dataset.name ?? ""] ?? "";
  }

  /** Shows the fields that are asked for, and why a value cannot be used. @param {Ask[]} asks */
  draw(asks) {
    const asked = new Map(asks.map((ask) => [ask.name, ask]));
    for (const field of this.all) {
      const ask = asked.get(field.dataset.name ?? "");
      const row = field.closest("[data-variable]");
      if (!(row instanceof HTMLElement)) continue;
      row.hidden = !ask;
      const place = row.querySelector(".ep-field__fault");
      write(place, ask?.fault ?? "");
      if (place instanceof HTMLElement) place.hidden = !ask?.fault;
      set(field, "aria-invalid", ask?.fault ? "true" : null);
    }
  }
}

/**
 * The paragraphs of a message, the subject first; words that were filled in and words that are missing are told apart.
 * @param {MessageView} message
 */
export function drawn({ subject, paragraphs }) {
  const parts = paragraphs.map((pieces) => paragraph(pieces, ""));
  return subject.length ? [paragraph(subject, "ep-message__subject"), ...parts] : parts;
}

/**
 * @param {Piece[]} pieces
 * @param {string} name class of the paragraph
 */
function paragraph(pieces, name) {
  const made = document.createElement("p");
  if (name) made.className = name;
  for (const piece of pieces) {
    const place = document.createElement("span");
    place.textContent = piece.text;
    if (piece.name) place.className = piece.filled ? "ep-message__filled" : "ep-message__missing";
    made.append(piece.name ? place : piece.text);
  }
  return made;
}
