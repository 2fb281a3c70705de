// @ts-check
/*
 * A message on its own page: which channel and language show, and the words typed for it. Python fills them in, the very
 * one that fills the message of the calculator; it starts with the first word, or when the address holds a ticket's facts.
 */
import { fragmentHere } from "./calculator-link.mjs";
import { EngineError, takeOver, worker, zone } from "./engine.mjs";
import { takeWords } from "./handed-words.mjs";
import { drawn, WordFields } from "./message-text.mjs";
import { Slots, write } from "./slots.mjs";
import { t } from "./strings.mjs";

/** @typedef {import("./calculator-reply.mjs").MessageView} MessageView */
/** @typedef {import("./calculator-reply.mjs").Sheet} Sheet */

/** How often coming and late times are looked at again, in milliseconds. */
const AGAIN = 30_000;

class Letter {
  /** @param {HTMLElement} place @param {HTMLFormElement} form */
  constructor(place, form) {
    this.place = place;
    this.slots = new Slots(form);
    this.fields = new WordFields(form);
    /** @type {ReturnType<typeof takeOver> | null} */
    this.engine = null;
    /** @type {HTMLElement[]} */
    this.languages = [...place.querySelectorAll("[data-language]")].map((each) => /** @type {HTMLElement} */ (each));
    /** @type {HTMLInputElement[]} */
    this.channels = [...place.querySelectorAll("input[name=channel]")].map((each) => /** @type {HTMLInputElement} */ (each));
    this.spoken = /** @type {HTMLSelectElement | null} */ (place.querySelector("select[name=language]"));
    this.read();
    this.show();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("focusin", ({ target }) => target instanceof Element && target.matches("[data-name]") && this.start());
    form.addEventListener("input", () => void this.ask());
    place.querySelector(".ep-bar")?.addEventListener("change", () => this.chosen());
    this.slots.at("again").addEventListener("click", () => {
      this.engine?.stop();
      this.engine = null;
      this.slots.show("again", false);
      void this.ask();
    });
    window.addEventListener("popstate", () => {
      this.read();
      this.show();
      void (this.engine || fragmentHere() ? this.ask() : null);
    });
    document.addEventListener("visibilitychange", () => this.again());
    setInterval(() => this.again(), AGAIN);
    for (const each of place.querySelectorAll("[data-ep-needs-script]")) each.removeAttribute("hidden");
    if (fragmentHere() || Object.keys(this.fields.typed()).length) void this.ask();
  }

  /** The language that shows. */
  get language() {
    return this.spoken?.value || (this.languages[0]?.dataset.language ?? "");
  }

  /** Takes channel, language and words from the address; what it says wrongly stays as it is at first. */
  read() {
    const words = takeWords();
    if (Object.keys(words).length) this.fields.fill(words);
    const given = new URLSearchParams(location.search);
    const channel = this.channels.find((each) => each.value === given.get("channel")) ?? this.channels[0];
    if (channel) channel.checked = true;
    if (!this.spoken) return;
    this.spoken.value = given.get("language") ?? "";
    if (this.spoken.selectedIndex < 0) this.spoken.selectedIndex = 0;
  }

  /** Shows the channels and the language that are chosen. */
  show() {
    const channel = this.channels.find((each) => each.checked)?.value ?? "";
    for (const each of this.languages) {
      each.hidden = each.dataset.language !== this.language;
      if (each instanceof HTMLDetailsElement) each.open = !each.hidden;
      const parts = [...each.querySelectorAll("[data-channel]")].map((part) => /** @type {HTMLElement} */ (part));
      const there = parts.some((part) => part.dataset.channel === channel);
      for (const part of parts) part.hidden = there && part.dataset.channel !== channel;
    }
    this.place.dataset.state = "ready";
  }

  /** Another channel or language: what is read stays where it is on the screen, and the address says which it is. */
  chosen() {
    const before = this.reading();
    this.show();
    const after = before && this.place.querySelector(`[data-language="${this.language}"] [data-channel="${before.channel}"]`);
    if (after) window.scrollBy(0, after.getBoundingClientRect().top - before.top);
    const address = new URL(location.href);
    const channel = this.channels.find((each) => each.checked)?.value ?? "";
    const own = this.languages[0]?.dataset.language;
    for (const [name, value] of [["channel", channel], ["language", this.language === own ? "" : this.language]]) {
      if (value) address.searchParams.set(name ?? "", value);
      else address.searchParams.delete(name ?? "");
    }
    history.replaceState(history.state, "", address);
    if (this.engine) void this.ask();
  }

  /** The first channel of which something is on the screen. */
  reading() {
    for (const part of this.place.querySelectorAll("[data-language]:not([hidden]) [data-channel]:not([hidden])")) {
      const { top, bottom } = part.getBoundingClientRect();
      if (bottom > 0 && part instanceof HTMLElement) return { channel: part.dataset.channel ?? "", top };
    }
    return null;
  }

  start() {
    if (this.engine) return this.engine;
    let loaded = false;
    const engine = (this.engine = takeOver(worker(), (progress) => {
      if (loaded || engine !== this.engine) return;
      const sizes = { n: (progress.loaded / 1e6).toFixed(1), all: (progress.total / 1e6).toFixed(1) };
      this.tell(progress.loaded < progress.total
        ? t("Loading Python, {{ n }} of {{ all }} MB. Keep typing: your words are kept and filled in when it is ready.", sizes)
        : t("Starting Python. Keep typing: your words are kept and filled in when it is ready."));
    }));
    engine.ready.then(() => {
      loaded = true;
      if (engine === this.engine) this.tell("");
    }).catch((error) => engine === this.engine && this.failed(error));
    return engine;
  }

  /** Asks for the message in the language that shows, with all that is typed by now. */
  async ask() {
    const engine = this.start();
    try {
      const reply = await engine.ask(this.request());
      if (!reply || engine !== this.engine) return;
      if (!reply.ok) throw new EngineError("run", reply.errors?.[0]?.message ?? "");
      this.draw(reply.sheet);
    } catch (error) {
      if (engine === this.engine) this.failed(error);
    }
  }

  request() {
    return {
      do: "fill",
      message: this.place.dataset.epMessage ?? "",
      link: fragmentHere(),
      language: this.language,
      variables: this.fields.typed(),
      now: new Date().toISOString(),
      zone: zone(),
      address: new URL(this.place.dataset.calculator ?? "", location.href).href,
    };
  }

  /** The same message, seen from a later moment. */
  again() {
    if (this.engine && !document.hidden && !this.slots.at("state").textContent) void this.ask();
  }

  /** @param {Sheet} sheet */
  draw(sheet) {
    for (const message of sheet.messages) this.drawOne(message);
    const asks = new Map(sheet.messages.flatMap((message) => message.asks.map((ask) => [ask.name, ask])));
    this.fields.draw([...asks.values()]);
    this.slots.show("facts", sheet.facts !== "" || sheet.notices.length > 0);
    this.slots.write("facts-words", sheet.facts);
    for (const above of document.querySelectorAll(".ep-crumbs a")) above.setAttribute("href", `../#${fragmentHere()}`);
    this.slots.at("facts-link").setAttribute("href", `${this.place.dataset.calculator}#${fragmentHere()}`);
    this.slots.show("notices", sheet.notices.length > 0);
    const notices = sheet.notices.map((notice) => Object.assign(document.createElement("li"), { textContent: notice }));
    this.slots.at("notices").replaceChildren(...notices);
  }

  /** @param {MessageView} message */
  drawOne(message) {
    const part = this.place.querySelector(`[data-language="${message.language}"] [data-channel="${message.channel}"]`);
    part?.querySelector("[data-text]")?.replaceChildren(...drawn(message));
    write(part?.querySelector("[data-plain]"), message.text);
    write(part?.querySelector("[data-length]"), message.length);
    write(part?.querySelector("[data-lacks]"), message.lacks);
    const over = part?.querySelector("[data-too-long]");
    write(over, message.too_long);
    if (over instanceof HTMLElement) over.hidden = !message.too_long;
  }

  /** @param {unknown} error */
  failed(error) {
    const why = error instanceof Error ? error.message : "";
    this.tell(t("Python could not fill it in. Your words are kept; the text can be copied and filled in by hand. ({{ why }})", { why }));
    this.slots.show("again", true);
  }

  /** How far the filling is. @param {string} words */
  tell(words) {
    this.slots.write("state", words);
  }
}

for (const place of document.querySelectorAll("[data-ep-message]")) {
  const form = place.querySelector("form");
  if (place instanceof HTMLElement && form) new Letter(place, form);
}
