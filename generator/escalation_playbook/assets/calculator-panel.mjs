// @ts-check
/*
 * The answer panel: draws what the calculator says, word for word. Nothing is worked out here but lengths of bars.
 */
import { Bar, drawBadge } from "./calculator-bar.mjs";
import { drawCriteria, drawWhy } from "./calculator-why.mjs";
import { set, Slots, write } from "./slots.mjs";
import { t } from "./strings.mjs";

/** @typedef {import("./calculator-reply.mjs").Badge} Badge */
/** @typedef {import("./calculator-reply.mjs").Callout} Callout */
/** @typedef {import("./calculator-reply.mjs").Clock} Clock */
/** @typedef {import("./calculator-reply.mjs").Decider} Decider */
/** @typedef {import("./calculator-reply.mjs").Mention} Mention */
/** @typedef {import("./calculator-reply.mjs").View} View */
/** @typedef {import("./calculator-reply.mjs").Way} Way */

/** How many questions that decide are listed; the others open. */
const FEW = 3;

/** Parts that only an answer has. */
const ANSWER = ["decide", "message", "evidence", "risks", "why", "criteria", "people", "take"];

/**
 * Where the pages stand that an answer leads to, as the page says it; null where one has none.
 * @param {Element} calculator
 * @returns {(kind: "criterion" | "level" | "role", id: string) => string | null}
 */
function places(calculator) {
  const { places: given = "{}", up = "" } = calculator instanceof HTMLElement ? calculator.dataset : {};
  /** @type {Record<string, Record<string, string>>} */
  const found = JSON.parse(given);
  return (kind, id) => {
    const address = found[kind]?.[id];
    return address === undefined ? null : up + address;
  };
}

export class Panel {
  /** @param {Element} calculator @param {Element} bar the short form of the answer on narrow screens */
  constructor(calculator, bar) {
    this.slots = new Slots(calculator);
    this.bar = new Bar(bar);
    this.panel = /** @type {HTMLElement} */ (calculator.querySelector(".ep-answer"));
    this.bar.hideWhile(this.slots.at("headline"));
    this.place = places(calculator);
  }

  /**
   * @param {"loading" | "ready" | "open" | "scored" | "failed"} state
   * @param {string | null} priority
   */
  state(state, priority) {
    for (const place of [this.panel, this.bar.slots.root]) {
      set(place, "data-state", state);
      set(place, "data-priority", priority);
    }
  }

  /**
   * While Python loads: the rows stand, the words come later.
   * @param {string} words
   * @param {number} loaded @param {number} total
   */
  loading(words, loaded, total) {
    this.state("loading", null);
    this.head(t("Preparing the calculator"), words);
    this.slots.show("progress", true);
    set(this.slots.at("progress"), "max", String(total || 1));
    set(this.slots.at("progress"), "value", String(loaded));
    this.slots.show("failed", false);
    this.slots.show("slow", true);
    for (const part of ["pair", "message"]) this.slots.show(part, true);
    this.bar.draw([], t("Preparing the calculator"), total ? `${Math.floor((100 * loaded) / total)} %` : "");
  }

  /** @param {string} title @param {string} words @param {string} detail for who mends it */
  failed(title, words, detail) {
    this.state("failed", null);
    this.head(title, words);
    this.slots.show("progress", false);
    this.slots.show("slow", false);
    this.slots.show("failed", true);
    this.slots.offer("detail", detail);
    for (const part of ["pair", "callouts", "then", ...ANSWER]) this.slots.show(part, false);
    this.bar.draw([], title, "");
  }

  /**
   * @param {View} view
   * @param {boolean} close whether the first callout is to be heeded before the rest is read
   */
  draw(view, close) {
    const scored = view.state === "scored";
    const empty = view.state === "empty";
    this.state(view.state === "empty" ? "ready" : view.state, scored ? (view.badges[0]?.priority ?? null) : null);
    for (const part of ["progress", "slow", "failed"]) this.slots.show(part, false);
    for (const part of ["pair", "message", "callouts", "then"]) this.slots.show(part, true);
    for (const part of ["why", "criteria", "take"]) this.slots.show(part, !empty);
    this.head(view.headline, view.why);
    this.code(scored ? (view.badges[0] ?? null) : null);
    this.range(view.state === "open" ? view.badges : []);
    this.decide(view);
    this.owner(view);
    this.clock(view.clock, empty);
    this.notes("callouts", empty ? [] : view.callouts.slice(0, close ? 1 : 0), true);
    this.notes("then", empty ? [] : view.callouts.slice(close ? 1 : 0), false);
    if (!empty) {
      drawWhy(this.slots, view);
      drawCriteria(this.slots, view, this.place);
    }
    const next = view.clock.rows.find((row) => row.next);
    const due = next ? `${next.label} ${next.time}` : (view.clock.rows.at(-1)?.distance ?? "");
    this.bar.draw(empty ? [] : view.badges, empty ? view.headline : view.owner.name, empty ? "" : due);
  }

  /** @param {string} headline @param {string} why */
  head(headline, why) {
    this.slots.write("headline", headline);
    this.slots.write("why-words", why);
    if (this.panel.dataset.state !== "scored") this.code(null);
    if (this.panel.dataset.state !== "open") this.range([]);
  }

  /** @param {Badge | null} badge */
  code(badge) {
    this.slots.show("code", badge !== null && badge.priority !== "standard");
    this.slots.write("code-text", badge?.code ?? "");
    set(this.slots.at("code").querySelector(".ep-mark"), "data-priority", badge?.priority ?? "standard");
  }

  /** @param {Badge[]} badges */
  range(badges) {
    this.slots.show("range", badges.length > 1);
    this.slots.rows("range", "end", badges, ([to, badge], item) => {
      if (to instanceof HTMLElement) to.hidden = item === badges[0];
      drawBadge(badge, item);
    });
  }

  /** @param {View} view */
  decide(view) {
    this.slots.show("decide", view.state === "open");
    this.slots.write("decide-title", view.decide_title);
    this.slots.offer("decide-note", view.decide_note);
    const shown = view.deciders.length > FEW + 1 ? FEW : view.deciders.length;
    const more = view.deciders.slice(shown);
    this.slots.show("deciders-box", more.length > 0);
    this.slots.write("deciders-count", t("{{ n }} more can change it", { n: more.length }));
    this.deciders("deciders", view.deciders.slice(0, shown));
    this.deciders("deciders-more", more);
  }

  /** @param {string} place @param {Decider[]} deciders */
  deciders(place, deciders) {
    this.slots.rows(place, "decider", deciders, ([row], decider) => {
      const question = document.getElementById(`question-${decider.name}`);
      const link = row?.querySelector("a");
      write(row?.querySelector(".ep-decide__number"), question?.querySelector(".ep-question__number")?.textContent ?? "");
      write(link, decider.question);
      set(link, "href", `#${question ? "question" : "fact"}-${decider.name}`);
      // The sentence ends with the code; its badge stands in the code's place.
      const end = decider.badge ? `${decider.badge.code}.` : ".";
      const drawn = decider.badge !== null && decider.tip.endsWith(end);
      write(row?.querySelector(".ep-decide__words"), drawn ? decider.tip.slice(0, -end.length) : decider.tip);
      const badge = row?.querySelector(".ep-badge");
      if (badge instanceof HTMLElement) badge.hidden = !drawn;
      if (decider.badge) drawBadge(badge, decider.badge);
    });
  }

  /** @param {View} view */
  owner({ owner, called_roles, told_roles, away }) {
    this.slots.show("owner-blank", false);
    this.slots.write("owner-title", owner.title);
    this.slots.write("owner-local", owner.local);
    this.named("owner-name", owner.name, this.place("role", owner.role));
    this.slots.show("owner-at", true);
    this.named("owner-level", owner.level, this.place("level", owner.level_id));
    this.slots.write("owner-duty", owner.duty);
    this.ways("owner-ways", owner.ways);
    this.slots.show("deputy", owner.deputy !== null);
    this.named("deputy-name", owner.deputy?.name ?? "", owner.deputy && this.place("role", owner.deputy.role));
    this.slots.write("deputy-duty", owner.deputy?.duty ?? "");
    this.ways("deputy-ways", owner.deputy?.ways ?? []);
    /** @type {[string, Mention[]][]} */
    const all = [[t("Called"), called_roles], [t("Told"), told_roles], [t("Off duty"), away ? [{ text: away, role: null }] : []]];
    const others = all.filter(([, names]) => names.length);
    this.slots.show("people", others.length > 0);
    this.slots.rows("people-rows", "people", others, ([label, place], [word, names]) => {
      write(label, word);
      place?.replaceChildren(...names.map((name) => this.mention(name)));
    });
  }

  /** @param {string} place a link @param {string} name @param {string | null} address */
  named(place, name, address) {
    this.slots.write(place, name);
    set(this.slots.at(place), "href", address);
  }

  /** @param {Mention} mention @returns {Node} */
  mention({ text, role }) {
    if (!role) return document.createTextNode(text);
    const link = document.createElement("a");
    link.className = "ep-link";
    link.textContent = text;
    set(link, "href", this.place("role", role));
    return link;
  }

  /** @param {string} place @param {Way[]} ways */
  ways(place, ways) {
    this.slots.rows(place, "way", ways, ([label, text], way) => {
      write(label, way.label);
      const link = text?.querySelector("a");
      write(link, way.text);
      set(link, "href", /^(tel|mailto):/.test(way.href) ? way.href : null);
    });
  }

  /** @param {Clock} clock @param {boolean} empty */
  clock(clock, empty) {
    this.slots.write("clock-title", empty ? t("Clock") : clock.title);
    this.slots.write("clock-zone", clock.zone);
    this.slots.rows("clock-rows", "clock", clock.rows, ([row], entry) => {
      set(row, "data-state", empty ? "none" : entry.late ? "late" : entry.next ? "next" : null);
      write(row?.querySelector(".ep-clock__what"), entry.label);
      write(row?.querySelector(".ep-clock__at"), empty ? "–" : entry.time);
      const late = row?.querySelector(".ep-late");
      if (late instanceof HTMLElement) late.hidden = empty || !entry.late;
      write(late, entry.distance);
    });
    this.slots.write("clock-then", empty ? "" : clock.then);
    this.slots.offer("clock-moves", empty ? "" : clock.moves);
    this.slots.offer("clock-counted", empty ? "" : clock.counted);
    this.slots.offer("clock-note", empty ? "" : clock.note);
  }

  /** @param {string} place @param {Callout[]} callouts @param {boolean} heed */
  notes(place, callouts, heed) {
    this.slots.rows(place, "callout", callouts, ([row], callout) => {
      row?.querySelector(".ep-callout")?.classList.toggle("ep-callout--heed", heed);
      write(row?.querySelector("strong"), callout.title);
      write(row?.querySelector("p"), callout.text);
    });
  }
}
