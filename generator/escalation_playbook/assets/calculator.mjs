// @ts-check
/*
 * The calculator on its page: joins the form, the answer panel and Python. Every answer comes from
 * `escalation_calculator.wire`; nothing is scored and no time is worked out here.
 */
import { copyOrShow } from "./calculator-copy.mjs";
import { EvidenceList } from "./calculator-evidence.mjs";
import { Form } from "./calculator-form.mjs";
import { address, damageOf, fragmentHere, goTo, issueOf, leaveBehind, opened, pairsOf, show, take } from "./calculator-link.mjs";
import { MessageForm } from "./calculator-message.mjs";
import { Notices } from "./calculator-notices.mjs";
import { Panel } from "./calculator-panel.mjs";
import { failureOf, keptWords, loadingWords } from "./calculator-waiting.mjs";
import { Ticket } from "./calculator-ticket.mjs";
import { EngineError, takeOver, worker, zone } from "./engine.mjs";
import { Slots } from "./slots.mjs";
import { t } from "./strings.mjs";

/** @typedef {import("./calculator-reply.mjs").Reply} Reply */
/** @typedef {import("./calculator-waiting.mjs").Failure} Failure */

/** How often coming and late times are looked at again, in milliseconds. */
const AGAIN = 30_000;
/** How long an answer rests before it is spoken, in milliseconds. */
const QUIET = 700;
/** Over what is told of a link. */
const LINK = t("About this link");

class Session {
  /** @param {HTMLElement} place @param {HTMLFormElement} form @param {Element} bar */
  constructor(place, form, bar) {
    this.place = place;
    this.running = false;
    /** Why there is no Python, until it is tried again. @type {Failure | null} */
    this.failure = null;
    this.progress = { loaded: 0, total: 0 };
    this.engine = this.start();
    this.slots = new Slots(place);
    this.form = new Form(form);
    /** Not there when the playbook has neither issue types nor words. @type {Ticket | null} */
    this.ticket = null;
    if (place.querySelector("[data-part=begin]")) {
      this.ticket = new Ticket(place, this.form, (request) => this.engine.ask(request), () => this.filled());
    }
    this.panel = new Panel(place, bar);
    this.message = new MessageForm(place, () => void this.ask());
    this.evidence = new EvidenceList(place, () => void this.ask());
    this.notices = new Notices(place, () => {
      this.form.unplaced.clear();
      this.touched = true;
      void this.ask();
    });
    /** @type {Reply | null} */
    this.reply = null;
    /** The answer that is on its way: the one shown is of the answers before. @type {Promise<Reply | null> | null} */
    this.coming = null;
    /** A link whose notices are still to be asked for. */
    this.link = "";
    /** What must be told of the last link, whatever Python says of it. @type {string[]} */
    this.damage = [];
    /** Whether the reader changed anything since the link was opened. */
    this.touched = false;
    this.spoken = "";
    this.speaking = 0;
    /** What was typed before all was cleared, for the way back. @type {{fragment: string, words: Record<string, string>} | null} */
    this.left = null;
    const fragment = take() || opened();
    if (fragment) {
      const early = this.form.answers(); // the reader was quicker than this script: their answers count
      this.open(fragment);
      for (const [name, value] of Object.entries(early)) this.form.set(name, value);
    }
    this.form.mark();
    if (!fragment) this.ticket?.begin();
    this.listen();
    this.waiting();
  }

  start() {
    const engine = takeOver(worker(), (progress) => {
      this.progress = progress;
      if (engine === this.engine && !this.running && !this.failure) this.waiting();
    });
    void engine.ready.then(({ python }) => {
      if (engine !== this.engine) return;
      this.running = true;
      write(this.slots.at("python"), python);
      void this.ask();
    }).catch((error) => engine === this.engine && this.failed(error));
    void engine.sources
      .then((hash) => write(this.slots.at("sources"), `sha256 ${hash}`))
      .catch(() => {}); // said by the other one
    return engine;
  }

  listen() {
    const { form } = this.form;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => this.changed(target));
    form.addEventListener("change", () => this.reply && this.faults(this.reply, null));
    form.addEventListener("focusout", () => this.reply && this.faults(this.reply, null));
    form.addEventListener("keydown", (event) => {
      const radio = event.target instanceof HTMLInputElement && event.target.type === "radio" ? event.target : null;
      if (!radio || (event.key !== "Delete" && event.key !== "Backspace")) return;
      event.preventDefault();
      this.takeBack(radio.name);
    });
    for (const place of [this.place, this.panel.bar.slots.root]) place.addEventListener("click", (event) => this.clicked(event));
    window.addEventListener("hashchange", () => {
      const fragment = take();
      if (fragment || !location.hash) this.open(fragment);
    });
    document.addEventListener("visibilitychange", () => void this.again());
    setInterval(() => void this.again(), AGAIN);
  }

  /** @param {Event} event */
  clicked(event) {
    const at = event.target instanceof Element ? event.target : null;
    const button = at?.closest("[data-do]");
    if (button instanceof HTMLElement) this.act(button, button.dataset.do ?? "");
    const link = at?.closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute("href")?.slice(1) ?? "");
    if (!target) return;
    event.preventDefault(); // the fragment of the address holds the answers
    goTo(target);
  }

  /** @param {HTMLElement} button @param {string} what */
  act(button, what) {
    if (what === "retry") {
      this.engine.stop();
      this.progress = { loaded: 0, total: 0 };
      this.failure = null;
      this.engine = this.start();
      this.waiting();
      this.panel.panel.focus();
    } else if (what === "clear") this.clear();
    else if (what === "take-back") this.takeBack(button.closest("fieldset")?.dataset.factor ?? "");
    else if (what.startsWith("copy-")) void this.copy(button, what);
  }

  /** Copies what belongs to the answers that are given now. @param {HTMLElement} button @param {string} what */
  async copy(button, what) {
    while (this.coming) await this.coming.catch(() => {});
    if (!this.reply) return;
    if (what === "copy-link") await copyOrShow(this.slots, button, this.reply.link);
    else if (what === "copy-note") await copyOrShow(this.slots, button, this.reply.note);
    else if (await copyOrShow(this.slots, button, this.message.text, this.message.warning)) this.message.copied();
  }

  /** @param {EventTarget | null} target */
  changed(target) {
    const name = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.name : "";
    if (!name) return; // no answer: a ticket's text, its issue type
    this.form.answered(name);
    this.ticket?.answered(name);
    this.filled();
  }

  /** Answers were filled in. */
  filled() {
    this.touched = true;
    void this.ask();
  }

  /** Makes a question unknown again. @param {string} name */
  takeBack(name) {
    const unknown = this.form.set(name, "");
    this.form.answered(name);
    this.ticket?.answered(name);
    this.touched = true;
    const [first] = this.form.controls(name);
    const here = document.activeElement;
    if (!(here instanceof HTMLInputElement && here.name === name)) first?.focus();
    else if (unknown) this.form.controls(name).find((control) => control.value === "")?.focus();
    void this.ask();
  }

  /** Forgets this ticket; one step back in the history brings it again. */
  clear() {
    this.left = { fragment: fragmentHere(), words: this.message.variables() };
    leaveBehind();
    this.open("");
    if (this.left.fragment) this.notices.draw(t("All answers are cleared"), [t("One step back in the browser brings them again.")]);
    this.form.form.querySelector("input")?.focus();
  }

  /** Takes the answers of a link in place of all there are. @param {string} fragment */
  open(fragment) {
    this.form.fill(pairsOf(fragment));
    const issue = issueOf(fragment);
    const known = this.ticket ? this.ticket.reset(issue) : !issue;
    this.message.reset(fragment && this.left?.fragment === fragment ? this.left.words : {});
    this.evidence.reset();
    this.damage = damageOf(fragment);
    if (!known) this.damage.push(t("There is no issue type “{{ issue }}” here.", { issue: issue.slice(0, 80) }));
    this.notices.link = this.damage;
    this.notices.draw(LINK, this.notices.link);
    this.link = fragment;
    this.touched = false;
    void this.ask();
  }

  /** The same answers, seen from a later moment. */
  async again() {
    if (this.reply && !document.hidden) await this.ask();
  }

  async ask() {
    if (!this.running) {
      if (this.failure) this.tellFailure(this.failure);
      else this.waiting();
      return;
    }
    const { link } = this;
    const coming = (this.coming = this.engine.ask(this.request()));
    try {
      const reply = await coming;
      if (reply?.ok && link === this.link) this.told(link, reply.notices);
      if (reply?.ok) this.draw(reply);
      else if (reply) this.failed(new EngineError("run", reply.errors?.[0]?.message ?? ""));
    } catch (error) {
      this.failed(error);
    } finally {
      if (coming === this.coming) this.coming = null;
    }
  }

  request() {
    return {
      do: "score",
      answers: this.form.answers(),
      now: new Date().toISOString(),
      zone: zone(),
      message: this.message.pick.value,
      channel: this.message.channel,
      language: this.message.language,
      variables: this.message.variables(),
      address: address(),
      evidence: this.evidence.given(),
      issue: this.ticket?.issue.value ?? "",
      link: this.link,
    };
  }

  /**
   * What is to be said of the link itself; its answers stand in the form.
   * @param {string} link @param {string[]} notices
   */
  told(link, notices) {
    if (link) this.notices.link = [...this.damage, ...notices];
    this.link = "";
  }

  /** @param {Reply} reply */
  draw(reply) {
    const first = !this.reply;
    const empty = reply.view.state === "empty";
    this.reply = reply;
    this.place.dataset.state = empty ? "ready" : reply.view.state;
    this.form.follow(reply.derived, this.place.dataset.clock ?? "", reply.classified_local);
    this.panel.draw(reply.view, reply.result.close !== null);
    this.message.draw(reply.message, empty, reply.fragment);
    this.evidence.draw(reply.evidence, reply.change_risk, empty);
    this.faults(reply, document.activeElement);
    if (this.touched || !this.notices.link.length) this.remember(reply, empty);
    this.ticket?.mark();
    this.clearable();
    this.speak(empty && first ? "" : reply.view.spoken);
    if (!empty && !performance.getEntriesByName("ep-first-score").length) performance.mark("ep-first-score");
  }

  /** @param {Reply} reply @param {Element | null} typing */
  faults(reply, typing) {
    const left = this.form.faults(reply.problems, typing);
    const sentences = left
      .filter((problem) => this.form.unplaced.has(problem.name))
      .map((problem) => `${problem.message} ${problem.mend}`.trim());
    const all = [...this.notices.link, ...sentences];
    if (all.length || this.touched) this.notices.draw(LINK, all);
  }

  /**
   * Keeps the address equal to the answers; what the calculator did not understand stays in it until it is put away.
   * @param {Reply} reply
   * @param {boolean} empty
   */
  remember(reply, empty) {
    const unusable = new Set(reply.problems.map((problem) => problem.name));
    const written = new URLSearchParams(reply.fragment); // also holds an answer that a number overrules
    const kept = [...this.form.unplaced].filter(([name]) => unusable.has(name) && !written.has(name));
    if (!empty || this.form.count) show([reply.fragment, String(new URLSearchParams(kept))].filter(Boolean).join("&"));
    else if (fragmentHere()) show("");
  }

  /** @param {string} words */
  speak(words) {
    if (words === this.spoken) return;
    this.spoken = words;
    clearTimeout(this.speaking);
    this.speaking = window.setTimeout(() => this.slots.write("spoken", words), QUIET);
  }

  clearable() {
    const button = /** @type {HTMLButtonElement} */ (this.slots.at("clear"));
    button.disabled = !this.form.count && !Object.keys(this.message.variables()).length;
  }

  /** Loading: what, and how far. */
  waiting() {
    this.clearable();
    this.place.dataset.state = "loading";
    this.panel.loading(loadingWords(this.progress, this.form.count), this.progress.loaded, this.progress.total);
  }

  /** @param {unknown} error */
  failed(error) {
    this.running = false;
    this.failure = failureOf(error, this.reply !== null);
    this.place.dataset.state = "failed";
    this.tellFailure(this.failure);
    this.speak(`${this.failure.title}. ${this.failure.why}`);
  }

  /** @param {Failure} failure */
  tellFailure({ title, why, detail }) {
    this.clearable();
    this.panel.failed(title, `${why}${keptWords(this.form.count)}`, detail);
  }
}

/**
 * The page could not even be made ready: there is no session, and nothing but loading it again can help.
 * @param {HTMLElement} place @param {Element} bar @param {unknown} error
 */
function notStarted(place, bar, error) {
  const { title, why, detail } = failureOf(new EngineError("start", error instanceof Error ? error.message : String(error)), false);
  place.dataset.state = "failed";
  new Panel(place, bar).failed(title, why, detail);
  place.querySelector("[data-do=retry]")?.addEventListener("click", () => location.reload());
}

/** @param {HTMLElement} place @param {string} words */
function write(place, words) {
  const code = place.querySelector("code");
  if (!code) return;
  code.textContent = words;
  place.hidden = false;
}

customElements.define(
  "ep-calculator",
  class extends HTMLElement {
    /** @type {Session | undefined} */
    session;

    connectedCallback() {
      const form = this.querySelector("form");
      const bar = this.parentElement?.querySelector(".ep-answer-bar");
      if (!form || !bar || this.session) return;
      try {
        this.session = new Session(this, form, bar);
      } catch (error) {
        notStarted(this, bar, error);
      }
    }
  },
);
