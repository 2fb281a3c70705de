// @ts-check
/*
 * The message in the answer panel: which one, for which channel, in which language, with which words; and its text as
 * the calculator filled it. What is typed here is sent with each request and stands in no link.
 */
import { SAID_FOR } from "./page.mjs";
import { set, Slots, write } from "./slots.mjs";

/** @typedef {import("./calculator-reply.mjs").MessageView} MessageView */
/** @typedef {import("./calculator-reply.mjs").Piece} Piece */

export class MessageForm {
  /** @param {Element} calculator @param {() => void} changed called when another message or another word is wanted */
  constructor(calculator, changed) {
    this.slots = new Slots(calculator);
    this.changed = changed;
    this.pick = /** @type {HTMLSelectElement} */ (this.slots.at("message-pick"));
    this.spoken = /** @type {HTMLSelectElement} */ (this.slots.at("message-language"));
    /** @type {HTMLButtonElement[]} */
    this.switches = [...this.slots.at("message-channels").querySelectorAll("button")];
    this.channel = "";
    /** The language asked for; a message that lacks it comes in the playbook's own. */
    this.language = "";
    this.text = "";
    /** @type {string[]} */
    this.missing = [];
    this.count = 0;
    this.drawn = "";
    this.saying = 0;
    this.blank = [...this.slots.at("message-text").childNodes];
    /** @type {(HTMLInputElement | HTMLSelectElement)[]} */
    this.fields = [...this.slots.at("words").querySelectorAll("input, select")].filter(isField);
    this.pick.addEventListener("change", changed);
    this.spoken.addEventListener("change", () => {
      this.language = this.spoken.value;
      changed();
    });
    this.slots.at("words").addEventListener("input", changed);
    this.slots.at("message-channels").addEventListener("click", ({ target }) => {
      const channel = target instanceof HTMLElement ? target.dataset.channel : undefined;
      if (channel === undefined) return;
      this.channel = channel;
      changed();
    });
    this.slots.at("message-inside").addEventListener("click", () => {
      this.pick.value = this.pick.selectedOptions[0]?.dataset.stage === "hand-off" ? "" : this.inside;
      changed();
    });
  }

  /** The id of the message by which a ticket is handed over inside; empty when there is none. */
  get inside() {
    return [...this.pick.options].find((option) => option.dataset.stage === "hand-off")?.value ?? "";
  }

  /** What is typed, by variable. @returns {Record<string, string>} */
  variables() {
    const typed = this.fields.filter((field) => field.value.trim());
    return Object.fromEntries(typed.map((field) => [field.dataset.name ?? "", field.value]));
  }

  /** Another ticket has other words. @param {Record<string, string>} [words] */
  reset(words = {}) {
    for (const field of this.fields) field.value = words[field.dataset.name ?? ""] ?? "";
    this.pick.value = "";
    this.language = "";
  }

  /** @param {MessageView} message @param {boolean} empty nothing is answered yet */
  draw(message, empty) {
    const waiting = empty && !this.pick.value;
    const now = JSON.stringify([message, waiting]);
    if (now === this.drawn) return;
    this.drawn = now;
    this.text = message.text;
    this.missing = message.missing;
    const box = this.slots.at("message-text");
    box.classList.toggle("ep-message--blank", waiting);
    set(box, "lang", waiting ? null : message.language);
    set(box, "dir", waiting ? "auto" : message.direction);
    if (waiting) box.replaceChildren(...this.blank);
    else box.replaceChildren(...drawn(message.subject, "ep-message__subject"), ...message.paragraphs.flatMap((part) => drawn(part, "")));
    this.slots.write("message-title", message.heading);
    this.slots.write("message-suggested", this.pick.value || waiting ? "Suggested" : `Suggested: ${message.title}`);
    this.slots.show("message-actions", !waiting);
    this.count = message.words;
    this.about("");
    for (const button of this.switches) {
      const { channel = "" } = button.dataset;
      button.hidden = channel === message.channel || !message.channels.includes(channel);
    }
    for (const option of this.spoken.options) option.hidden = option.disabled = !message.languages.includes(option.value);
    this.spoken.value = message.language;
    this.spoken.hidden = message.languages.length < 2;
    this.slots.show("message-inside", this.inside !== "");
    this.slots.write("message-inside", message.stage === "hand-off" ? "Show customer message" : "Show hand-off");
    const asked = new Map(waiting ? [] : message.asks.map((ask) => [ask.name, ask]));
    this.slots.show("words", asked.size > 0);
    for (const field of this.fields) {
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

  /** Beside the buttons: how long the message is, or what it lacks. @param {string} before */
  about(before) {
    clearTimeout(this.saying);
    const missing = this.missing.length;
    const words = missing === 1 ? "1 word missing" : `${missing} words missing`;
    this.slots.write("message-about", missing ? before + words : `${this.count} words`);
  }

  /** A message that lacks words was taken along: it is said beside the button, for as long as the button says it. */
  copied() {
    this.about("Copied, ");
    this.saying = window.setTimeout(() => this.about(""), SAID_FOR);
  }

  /** What is to be said with "Copied" when words are missing. */
  get warning() {
    const missing = this.missing.length;
    if (!missing) return "";
    return missing === 1 ? "1 word is missing and stands in brackets." : `${missing} words are missing and stand in brackets.`;
  }
}

/** @param {Element} element @returns {element is HTMLInputElement | HTMLSelectElement} */
const isField = (element) => element instanceof HTMLInputElement || element instanceof HTMLSelectElement;

/**
 * A paragraph; words that were filled in and words that are missing are told apart.
 * @param {Piece[]} pieces
 * @param {string} name class of the paragraph
 */
function drawn(pieces, name) {
  if (!pieces.length) return [];
  const paragraph = document.createElement("p");
  if (name) paragraph.className = name;
  for (const piece of pieces) {
    const place = document.createElement("span");
    place.textContent = piece.text;
    if (piece.name) place.className = piece.filled ? "ep-message__filled" : "ep-message__missing";
    paragraph.append(piece.name ? place : piece.text);
  }
  return [paragraph];
}
