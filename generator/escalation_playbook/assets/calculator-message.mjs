// @ts-check
/*
 * The message in the answer panel: which one, for which channel, in which language, with which words; and its text as
 * the calculator filled it. What is typed here is sent with each request and stands in no link but the one to the
 * message's own page, in its fragment, which reaches no server.
 */
import { withWords } from "./handed-words.mjs";
import { drawn, WordFields } from "./message-text.mjs";
import { SAID_FOR } from "./page.mjs";
import { set, Slots } from "./slots.mjs";
import { t, tn } from "./strings.mjs";

/** @typedef {import("./calculator-reply.mjs").MessageView} MessageView */

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
    this.messages = this.slots.at("message-page").getAttribute("href") ?? "";
    /** The language asked for; a message that lacks it comes in the playbook's own. */
    this.language = "";
    this.text = "";
    /** @type {string[]} */
    this.missing = [];
    this.count = 0;
    /** By how much the text is too long for its channel, as a sentence. */
    this.tooLong = "";
    this.drawn = "";
    this.saying = 0;
    this.blank = [...this.slots.at("message-text").childNodes];
    this.fields = new WordFields(this.slots.at("words"));
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
    return this.fields.typed();
  }

  /** Another ticket has other words. @param {Record<string, string>} [words] */
  reset(words = {}) {
    this.fields.fill(words);
    this.pick.value = "";
    this.language = "";
  }

  /** @param {MessageView} message @param {boolean} empty nothing is answered yet @param {string} fragment the answers */
  draw(message, empty, fragment) {
    const waiting = empty && !this.pick.value;
    const now = JSON.stringify([message, waiting, fragment]);
    if (now === this.drawn) return;
    this.drawn = now;
    this.text = message.text;
    this.missing = message.missing;
    const box = this.slots.at("message-text");
    box.classList.toggle("ep-message--blank", waiting);
    set(box, "lang", waiting ? null : message.language);
    set(box, "dir", waiting ? "auto" : message.direction);
    if (waiting) box.replaceChildren(...this.blank);
    else box.replaceChildren(...drawn(message));
    this.slots.write("message-title", message.heading);
    this.slots.write("message-suggested", this.pick.value || waiting ? t("Suggested") : t("Suggested: {{ message }}", { message: message.title }));
    this.slots.show("message-actions", !waiting);
    this.count = message.words;
    this.tooLong = message.too_long;
    this.about(false);
    for (const button of this.switches) {
      const { channel = "" } = button.dataset;
      button.hidden = channel === message.channel || !message.channels.includes(channel);
    }
    for (const option of this.spoken.options) option.hidden = option.disabled = !message.languages.includes(option.value);
    this.spoken.value = message.language;
    this.spoken.hidden = message.languages.length < 2;
    set(this.slots.at("message-page"), "href", `${this.messages}${message.id}/${withWords(fragment, message.asks)}`);
    this.slots.show("message-inside", this.inside !== "");
    this.slots.write("message-inside", message.stage === "hand-off" ? t("Show customer message") : t("Show hand-off"));
    const asks = waiting ? [] : message.asks;
    this.slots.show("words", asks.length > 0);
    this.fields.draw(asks);
  }

  /** Beside the buttons: how long the message is, or what it lacks. @param {boolean} copied */
  about(copied) {
    clearTimeout(this.saying);
    const missing = this.missing.length;
    const lacking = copied
      ? tn("Copied, {{ n }} word missing", "Copied, {{ n }} words missing", missing)
      : tn("{{ n }} word missing", "{{ n }} words missing", missing);
    const long = missing ? lacking : tn("{{ n }} word", "{{ n }} words", this.count);
    this.slots.write("message-about", this.tooLong ? `${long} · ${this.tooLong}` : long);
  }

  /** A message that lacks words was taken along: it is said beside the button, for as long as the button says it. */
  copied() {
    this.about(true);
    this.saying = window.setTimeout(() => this.about(false), SAID_FOR);
  }

  /** What is to be said with "Copied" when words are missing. */
  get warning() {
    const missing = this.missing.length;
    if (!missing) return "";
    return tn("{{ n }} word is missing and stands in brackets.", "{{ n }} words are missing and stand in brackets.", missing);
  }
}
