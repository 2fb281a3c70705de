// @ts-check
/*
 * The form of the calculator: what is answered in it, and how answers from elsewhere are put into it.
 * Names and values pass through as they stand; what they mean is not known here.
 */

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */
/** @typedef {import("./calculator-reply.mjs").Problem} Problem */
/** @typedef {{shown: string, sent: string}} Exact a value that the field can only show in another form */

/** A time as its field takes it. */
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** @param {unknown} element @returns {element is Control} */
const isControl = (element) => element instanceof HTMLInputElement || element instanceof HTMLSelectElement;

export class Form {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    /** Found by selector: as properties of the form, questions named `elements` or `reset` would hide its own. @type {Control[]} */
    this.all = [...form.querySelectorAll("input[name], select[name]")].filter(isControl);
    /** Answers that no control can show: unknown names, values that are no option. @type {Map<string, string>} */
    this.unplaced = new Map();
    /** @type {Map<string, Exact>} */
    this.exact = new Map();
    /** Factor → the fact it follows. @type {Map<string, string>} */
    this.follows = new Map();
    for (const question of form.querySelectorAll("[data-follows]")) {
      if (question instanceof HTMLElement) this.follows.set(question.dataset.factor ?? "", question.dataset.follows ?? "");
    }
  }

  /** @param {string} name @returns {Control[]} */
  controls(name) {
    return this.all.filter((control) => control.name === name);
  }

  /** @param {string} name */
  value(name) {
    const [first] = this.controls(name);
    if (first?.type !== "radio") return first?.value.trim() ?? "";
    return this.controls(name).find((radio) => radio instanceof HTMLInputElement && radio.checked)?.value ?? "";
  }

  /** Everything answered, by name. A factor whose fact is given is left out: it follows. @returns {Record<string, string>} */
  answers() {
    const names = new Set(this.all.map((control) => control.name));
    /** @type {Record<string, string>} */
    const found = Object.fromEntries(this.unplaced);
    for (const name of names) {
      const value = this.value(name);
      const exact = this.exact.get(name);
      const followed = this.follows.get(name);
      if (!value || (followed && this.value(followed))) continue;
      found[name] = exact?.shown === value ? exact.sent : value;
    }
    return found;
  }

  /**
   * Puts one value where it is asked for.
   * @param {string} name
   * @param {string} value
   * @returns {boolean} whether a control shows it now, exactly as it is
   */
  set(name, value) {
    const controls = this.controls(name);
    for (const control of controls) {
      if (control instanceof HTMLInputElement && control.type === "radio") control.checked = control.value === value;
      else if (control.type !== "datetime-local" || !value || LOCAL_TIME.test(value)) control.value = value;
    }
    return controls.length > 0 && this.value(name) === value;
  }

  /** Forgets every answer. */
  clear() {
    HTMLFormElement.prototype.reset.call(this.form);
    this.unplaced.clear();
    this.exact.clear();
    this.mark();
  }

  /**
   * The answers of a link, in place of all there are. What no control can show is kept beside them.
   * @param {Iterable<[string, string]>} pairs
   */
  fill(pairs) {
    this.clear();
    for (const [name, value] of pairs) {
      const first = !this.value(name) && !this.unplaced.has(name); // of two answers the first one counts
      if (first && !this.set(name, value) && value) this.unplaced.set(name, value);
    }
    for (const [factor, fact] of this.follows) {
      if (this.value(factor) && this.value(fact)) this.unplaced.set(factor, this.value(factor));
    }
    this.mark();
  }

  /** The reader answered: what was known otherwise about the same question is over. @param {string} name */
  answered(name) {
    this.unplaced.delete(name);
    this.exact.delete(name);
    const fact = this.follows.get(name);
    if (fact) {
      this.set(fact, "");
      this.unplaced.delete(fact);
    }
    for (const [factor, followed] of this.follows) {
      if (followed !== name) continue;
      this.unplaced.delete(factor);
      if (!this.value(name)) this.set(factor, "");
    }
    this.mark();
  }

  /**
   * What follows from what is given: factors from facts, and a time in the reader's own zone.
   * @param {Record<string, string>} derived factor → option
   * @param {string} clock name of the fact that the clocks run from
   * @param {string} local its time as its field shows it; empty when not given
   */
  follow(derived, clock, local) {
    for (const [factor, fact] of this.follows) {
      if (this.value(fact)) this.set(factor, derived[factor] ?? this.unplaced.get(factor) ?? "");
    }
    const sent = this.unplaced.get(clock);
    if (local && sent && this.set(clock, local)) {
      this.unplaced.delete(clock);
      this.exact.set(clock, { shown: local, sent });
    }
    this.mark();
  }

  /** How many questions are answered. */
  get count() {
    return Object.keys(this.answers()).length;
  }

  /** What style alone cannot know: the chosen option's line in "How to tell", and fields that are empty. */
  mark() {
    for (const line of this.form.querySelectorAll("dt[data-option]")) {
      if (!(line instanceof HTMLElement)) continue;
      const factor = line.closest("fieldset")?.dataset.factor ?? "";
      if (this.value(factor) === line.dataset.option) line.dataset.state = "chosen";
      else delete line.dataset.state;
    }
    for (const field of this.form.querySelectorAll("[data-fact]")) {
      if (field instanceof HTMLElement) field.dataset.state = this.value(field.dataset.fact ?? "") ? "given" : "empty";
    }
  }

  /**
   * Says at its field why an answer cannot be used; a field still being typed in is not interrupted.
   * @param {Problem[]} problems
   * @param {Element | null} typing
   * @returns {Problem[]} those that no field shows
   */
  faults(problems, typing) {
    const left = [...problems];
    for (const field of this.form.querySelectorAll("[data-fact]")) {
      if (!(field instanceof HTMLElement)) continue;
      const name = field.dataset.fact ?? "";
      const control = this.controls(name)[0];
      const place = field.querySelector(".ep-field__fault");
      if (!(place instanceof HTMLElement) || !control) continue;
      const at = this.unplaced.has(name) ? -1 : left.findIndex((problem) => problem.name === name);
      const [problem] = at >= 0 ? left.splice(at, 1) : [];
      if (problem && control === typing && place.hidden) continue;
      place.textContent = problem ? `${problem.message} ${problem.mend}`.trim() : "";
      place.hidden = !problem;
      if (problem) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    return left;
  }
}
