// @ts-check
/*
 * Where a ticket begins: the issue type with what it presets, and the pasted text with what its words suggest. What is
 * suggested comes from Python; nothing is answered before the reader uses it. The text goes nowhere, and into no link.
 */
import { set, Slots, write } from "./slots.mjs";
import { t, tn } from "./strings.mjs";

/** @typedef {import("./calculator-form.mjs").Form} Form */
/** @typedef {import("./calculator-reply.mjs").Suggestions} Suggestions */
/** @typedef {{about: string, label: string, says: string, quotes: string, issue: string, value: string}} Row `about` is the factor or fact; empty for an issue type */

/** How long typing rests before the text is looked at, in milliseconds. */
const QUIET = 300;
/** More of a text is not sent; Python reads less, and says so. */
const LONGEST = 200_001;

export class Ticket {
  /**
   * @param {Element} calculator
   * @param {Form} form
   * @param {(request: {do: string, text: string}) => Promise<any>} ask
   * @param {() => void} changed called when answers were filled in
   */
  constructor(calculator, form, ask, changed) {
    this.slots = new Slots(calculator);
    this.form = form;
    this.ask = ask;
    this.changed = changed;
    this.issue = /** @type {HTMLSelectElement} */ (this.slots.at("issue"));
    this.text = /** @type {HTMLTextAreaElement} */ (this.slots.at("ticket-text"));
    /** What the chosen issue type has answered, and nobody has touched since. @type {Map<string, string>} */
    this.preset = new Map();
    /** @type {Row[]} */
    this.rows = [];
    this.turn = 0;
    this.waiting = 0;
    this.issue.addEventListener("change", () => this.choose());
    this.text.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => void this.look(), QUIET);
    });
    this.slots.at("suggestions").addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      const row = button && this.rows[[...this.slots.at("suggestions").querySelectorAll("button")].indexOf(button)];
      if (row) this.use(row);
    });
  }

  /** The reader was quicker than this script. */
  begin() {
    if (this.issue.value) this.choose();
    if (this.text.value) void this.look();
  }

  /**
   * Another ticket: nothing of this one stays.
   * @param {string} issue its issue type; its answers are given already
   * @returns {boolean} whether there is such an issue type
   */
  reset(issue) {
    clearTimeout(this.waiting);
    this.turn += 1;
    this.preset.clear();
    this.issue.value = issue;
    const unknown = this.issue.selectedIndex < 0;
    if (unknown) this.issue.value = "";
    this.text.value = "";
    this.show([], "");
    return !unknown;
  }

  /** The chosen issue type answers what is open; what the reader has answered stays. */
  choose() {
    const option = this.issue.selectedOptions[0];
    for (const [name, value] of this.preset) {
      if (this.form.value(name) === value) this.fill(name, "");
    }
    this.preset.clear();
    for (const [name, value] of Object.entries(JSON.parse(option?.dataset.presets ?? "{}"))) {
      if (name !== this.issue.dataset.areas && this.form.value(name)) continue;
      this.fill(name, String(value));
      this.preset.set(name, String(value));
    }
    this.mark();
    this.changed();
  }

  /** The reader answered: this is no preset any more. @param {string} name */
  answered(name) {
    this.preset.delete(name);
    this.mark();
  }

  /** @param {string} name @param {string} value */
  fill(name, value) {
    this.form.set(name, value);
    this.form.answered(name);
  }

  /** What the text suggests; of several texts only the last one matters. */
  async look() {
    const turn = ++this.turn;
    const text = this.text.value.slice(0, LONGEST);
    if (!text.trim()) return this.show([], "");
    this.slots.write("suggest-status", t("Looking at the words."));
    try {
      const reply = await this.ask({ do: "suggest", text });
      if (turn !== this.turn) return;
      if (!reply.ok) throw new Error();
      const rows = rowsOf(reply.suggestions);
      const said = rows.length
        ? tn("{{ n }} suggestion. Use what is right; the rest stays unknown.", "{{ n }} suggestions. Use what is right; the rest stays unknown.", rows.length)
        : t("No word of it suggests an answer.");
      this.show(rows, `${said} ${reply.suggestions.notice}`.trim());
    } catch {
      if (turn === this.turn) this.show([], t("Nothing can be suggested: the calculator is not running."));
    }
  }

  /** Uses a suggestion, or takes it back. @param {Row} row */
  use(row) {
    const value = this.used(row) ? "" : row.value;
    if (row.issue) {
      this.issue.value = value;
      this.choose();
    } else {
      this.fill(row.about, value);
      this.answered(row.about);
      this.changed();
    }
  }

  /** @param {Row} row */
  used(row) {
    return (row.issue ? this.issue.value : this.form.value(row.about)) === row.value;
  }

  /** @param {Row[]} rows @param {string} said */
  show(rows, said) {
    this.rows = rows;
    this.slots.write("suggest-status", said);
    this.slots.rows("suggestions", "suggestion", rows, ([item], row) => {
      const [label, says, quotes] = item?.querySelectorAll("[data-text]") ?? [];
      write(label, row.label);
      write(says, row.says);
      write(quotes, row.quotes);
      write(item?.querySelector("button .ep-hidden"), `: ${row.label}, ${row.says}`);
    });
    this.slots.show("suggestions", rows.length > 0);
    this.mark();
  }

  /** What is a preset, which suggestions are used, and what the issue type says. */
  mark() {
    for (const place of this.form.form.querySelectorAll("[data-preset]")) {
      if (place instanceof HTMLElement) place.hidden = !this.preset.has(place.dataset.preset ?? "");
    }
    this.slots.offer("issue-says", this.issue.selectedOptions[0]?.dataset.says ?? "");
    const buttons = this.slots.at("suggestions").querySelectorAll("button");
    this.rows.forEach((row, index) => {
      const used = this.used(row);
      set(buttons[index], "aria-pressed", String(used));
      write(buttons[index]?.querySelector("[data-word]"), used ? t("Used") : t("Use"));
    });
  }
}

/** @param {Suggestions} found @returns {Row[]} */
function rowsOf(found) {
  /** @param {{text: string}[]} causes */
  const quotes = (causes) => [...new Set(causes.map((cause) => t("“{{ text }}”", { text: cause.text })))].join(", ");
  return [
    ...found.issues.map((each) => ({ about: "", label: t("Issue type"), says: each.name, quotes: quotes(each.causes), issue: each.issue, value: each.issue })),
    ...found.answers.map((each) => ({ about: each.name, label: each.label, says: each.says, quotes: quotes(each.causes), issue: "", value: String(each.value) })),
  ];
}
