// @ts-check
/*
 * The answer panel: draws what the calculator says, word for word. Nothing is worked out here but lengths of bars.
 */
import { set, Slots, write } from "./slots.mjs";

/** @typedef {{priority: string, code: string, name: string}} Badge */
/** @typedef {{label: string, text: string, href: string}} Way */
/** @typedef {{title: string, name: string, level: string, duty: string, local: string, ways: Way[]}} Owner */
/** @typedef {{label: string, time: string, distance: string, late: boolean, next: boolean}} ClockRow */
/** @typedef {{title: string, zone: string, rows: ClockRow[], then: string, note: string}} Clock */
/** @typedef {{name: string, answer: string, points: number | null, least: number, most: number, of: number, text: string}} Bar */
/** @typedef {{points: number, most: number, out_of: number, text: string, ticks: {priority: string, at_least: number}[]}} Scale */
/** @typedef {{id: string, title: string, status: "met" | "not_met" | "unknown", leads_to: string, because: string, needs: string}} Criterion */
/** @typedef {{name: string, question: string, tip: string, badge: Badge | null}} Decider */
/** @typedef {{title: string, text: string}} Callout */
/**
 * The answer in words, as `escalation_calculator.view.View` gives it.
 * @typedef {object} View
 * @property {"empty" | "open" | "scored"} state
 * @property {Badge[]} badges
 * @property {string} headline
 * @property {string} why
 * @property {Owner} owner
 * @property {string} called
 * @property {string} told
 * @property {Clock} clock
 * @property {Scale} scale
 * @property {Bar[]} bars
 * @property {Criterion[]} criteria
 * @property {string} criteria_count
 * @property {string} decide_title
 * @property {Decider[]} deciders
 * @property {string} decide_note
 * @property {Callout[]} callouts
 * @property {string} spoken
 */

/** How many questions that decide are listed; the others open. */
const FEW = 3;

/** Parts that only an answer has. */
const ANSWER = ["decide", "message", "why", "criteria", "people", "take"];

export class Panel {
  /** @param {Element} calculator @param {Element} bar the short form of the answer on narrow screens */
  constructor(calculator, bar) {
    this.slots = new Slots(calculator);
    this.bar = new Slots(bar);
    this.panel = /** @type {HTMLElement} */ (calculator.querySelector(".ep-answer"));
    this.criteria = calculator instanceof HTMLElement ? (calculator.dataset.criteria ?? "") : "";
  }

  /**
   * @param {"loading" | "ready" | "open" | "scored" | "failed"} state
   * @param {string | null} priority
   */
  state(state, priority) {
    for (const place of [this.panel, this.bar.root]) {
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
    this.head("Preparing the calculator", words);
    this.slots.show("progress", true);
    set(this.slots.at("progress"), "max", String(total || 1));
    set(this.slots.at("progress"), "value", String(loaded));
    this.slots.show("failed", false);
    this.slots.show("slow", true);
    for (const part of ["pair", "message"]) this.slots.show(part, true);
    this.short([], "Preparing the calculator", total ? `${Math.floor((100 * loaded) / total)} %` : "");
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
    this.short([], title, "");
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
      this.why(view);
      this.met(view);
    }
    const next = view.clock.rows.find((row) => row.next);
    const due = next ? `${next.label} ${next.time}` : (view.clock.rows.at(-1)?.distance ?? "");
    this.short(empty ? [] : view.badges, empty ? view.headline : view.owner.name, empty ? "" : due);
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
    this.slots.write("deciders-count", `${more.length} more can change it`);
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
  owner({ owner, called, told }) {
    this.slots.show("owner-blank", false);
    this.slots.write("owner-title", owner.title);
    this.slots.write("owner-local", owner.local);
    this.slots.write("owner-name", owner.name);
    this.slots.write("owner-duty", owner.duty);
    this.slots.rows("owner-ways", "way", owner.ways, ([label, place], way) => {
      write(label, way.label);
      const link = place?.querySelector("a");
      write(link, way.text);
      set(link, "href", /^(tel|mailto):/.test(way.href) ? way.href : null);
    });
    const others = [["Called", called], ["Told", told]].filter(([, names]) => names);
    this.slots.show("people", others.length > 0);
    this.slots.rows("people-rows", "people", others, ([label, place], [word, names]) => {
      write(label, word ?? "");
      write(place, names ?? "");
    });
  }

  /** @param {Clock} clock @param {boolean} empty */
  clock(clock, empty) {
    this.slots.write("clock-title", empty ? "Clock" : clock.title);
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

  /** @param {View} view */
  why({ scale, bars, badges, state }) {
    const code = badges[0]?.code ?? "";
    this.slots.write("why-title", state === "open" ? "So far" : code === "–" ? "Why" : `Why ${code}`);
    this.slots.write("scale-text", scale.text);
    const drawing = this.slots.at("why").querySelector(".ep-scale");
    set(drawing, "data-priority", badges[0]?.priority);
    const reach = scale.most > scale.points ? `, up to ${scale.most} with what is open` : "";
    const ticks = scale.ticks.map((tick) => `${tick.priority} from ${tick.at_least}`).join(", ");
    set(drawing, "aria-label", `${scale.text}${reach}. ${ticks}.`);
    set(drawing?.querySelector(".ep-scale__fill"), "width", percent(scale.points, scale.out_of));
    set(drawing?.querySelector(".ep-scale__open"), "width", percent(scale.most, scale.out_of));
    const longest = Math.max(...bars.map((bar) => bar.of));
    this.slots.rows("bars", "bar", bars, ([row], bar) => {
      const open = bar.points === null;
      set(row, "data-state", open ? "open" : "answered");
      set(row, "title", bar.answer);
      write(row?.querySelector(".ep-bars__name"), bar.name);
      set(row?.querySelector(".ep-bars__track"), "width", percent(bar.of, longest));
      set(row?.querySelector(".ep-bars__fill"), "width", percent(bar.points ?? 0, longest));
      write(row?.querySelector(".ep-bars__points b"), open ? "" : String(bar.points));
      write(row?.querySelector(".ep-bars__points span"), open ? bar.text : ` / ${bar.of}`);
    });
  }

  /** @param {View} view */
  met({ criteria, criteria_count }) {
    const said = { met: ["met", "Met: ", "check"], unknown: ["unknown", "Unknown: ", "unknown"], not_met: ["unmet", "Not met: ", "dash"] };
    /** @param {Element[]} row @param {Criterion} criterion */
    const fill = ([row], criterion) => {
      const [state, words, icon] = said[criterion.status];
      set(row, "data-state", state);
      set(row, "title", criterion.because);
      set(row?.querySelector("use"), "href", `#ep-icon-${icon}`);
      write(row?.querySelector(".ep-hidden"), words ?? "");
      write(row?.querySelector("a"), criterion.title);
      set(row?.querySelector("a"), "href", `${this.criteria}#${criterion.id}`);
      write(row?.querySelector(".ep-met__where"), criterion.needs || criterion.leads_to);
    };
    const unmet = criteria.filter((criterion) => criterion.status === "not_met");
    this.slots.write("criteria-count", criteria_count);
    this.slots.rows("met", "met", criteria.filter((criterion) => criterion.status !== "not_met"), fill);
    this.slots.show("unmet-box", unmet.length > 0);
    this.slots.write("unmet-count", unmet.length === 1 ? "1 other is not met" : `${unmet.length} others are not met`);
    this.slots.rows("unmet", "met", unmet, fill);
  }

  /** The bar at the bottom of a narrow screen. @param {Badge[]} badges @param {string} owner @param {string} next */
  short(badges, owner, next) {
    const place = this.bar.root;
    if (place instanceof HTMLElement) place.hidden = false;
    const single = badges.length === 1 && badges[0]?.priority !== "standard" ? badges[0] : null;
    this.bar.show("bar-code", single !== null || badges.length > 1);
    this.bar.show("bar-single", single !== null);
    set(this.bar.at("bar-single").querySelector(".ep-mark"), "data-priority", single?.priority ?? "standard");
    this.bar.write("bar-text", single?.code ?? "");
    this.bar.rows("bar-range", "end", badges.length > 1 ? badges : [], ([to, badge], item) => {
      if (to instanceof HTMLElement) to.hidden = item === badges[0];
      drawBadge(badge, item);
    });
    this.bar.write("bar-owner", badges.length === 1 && !single ? `${badges[0]?.name}: ${owner}` : owner);
    this.bar.write("bar-next", next);
  }
}

/** @param {Element | null | undefined} place @param {Badge} badge */
function drawBadge(place, badge) {
  set(place, "data-priority", badge.priority);
  set(place?.querySelector(".ep-mark"), "data-priority", badge.priority);
  write(place?.querySelector("span"), badge.priority === "standard" ? badge.name : badge.code);
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return `${whole > 0 ? Math.round((10000 * Math.min(part, whole)) / whole) / 100 : 0}%`;
}
