// @ts-check
/*
 * The message in the answer panel: which one, for which channel, with which words; and its text as the calculator
 * filled it. What is typed here is sent with each request and stands in no link.
 */
import { SAID_FOR } from "./page.mjs";
import { set, Slots, write } from "./slots.mjs";

/** @typedef {import("./calculator-reply.mjs").MessageView} MessageView */
/** @typedef {import("./calculator-reply.mjs").Piece} Piece */

/** How a channel is called in a sentence. @type {Record<string, string>} */
const CHANNELS = { email: "e-mail", chat: "chat" };

export class MessageForm {
  /** @param {Element} calculator @param {() => void} changed called when another message or another word is wanted */
  constructor(calculator, changed) {
    this.slots = new Slots(calculator);
    this.changed = changed;
    this.pick = /** @type {HTMLSelectElement} */ (this.slots.at("message-pick"));
    this.channel = "";
    this.text = "";
    /** @type {string[]} */
    this.missing = [];
    this.count = 0;
    this.drawn = "";
    this.saying = 0;
    this.blank = [...this.slots.at("message-text").childNodes];
    /** @type {HTMLInputElement[]} */
    this.fields = [...this.slots.at("words").querySelectorAll("input")];
    this.pick.addEventListener("change", changed);
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
    if (waiting) box.replaceChildren(...this.blank);
    else box.replaceChildren(...drawn(message.subject, "ep-message__subject"), ...message.paragraphs.flatMap((part) => drawn(part, "")));
    this.slots.write("message-title", message.audience === "customer" ? "Message to the customer" : "Message inside");
    this.slots.write("message-suggested", this.pick.value || waiting ? "Suggested" : `Suggested: ${message.title}`);
    this.slots.show("message-actions", !waiting);
    this.count = message.words;
    this.about("");
    const others = message.channels.filter((channel) => channel !== message.channel);
    this.slots.rows("message-channels", "switch", others, ([button], channel) => {
      write(button, `Fit to ${CHANNELS[channel] ?? channel}`);
      set(button, "data-channel", channel);
    });
    this.slots.show("message-inside", this.inside !== "");
    this.slots.write("message-inside", message.stage === "hand-off" ? "Show customer message" : "Show hand-off");
    const asked = new Set(waiting ? [] : message.asks.map((ask) => ask.name));
    this.slots.show("words", asked.size > 0);
    for (const field of this.fields) {
      const row = field.closest("[data-variable]");
      if (row instanceof HTMLElement) row.hidden = !asked.has(field.dataset.name ?? "");
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
