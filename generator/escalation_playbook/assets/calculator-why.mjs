// @ts-check
/*
 * Why the answer is what it is: the points on their scale and what each factor adds, or what each answer to the
 * table's questions would give; and how the criteria stand.
 */
import { drawBadge } from "./calculator-bar.mjs";
import { set, write } from "./slots.mjs";
import { t, tn } from "./strings.mjs";

/** @typedef {import("./slots.mjs").Slots} Slots */
/** @typedef {import("./calculator-reply.mjs").Axis} Axis */
/** @typedef {import("./calculator-reply.mjs").Bar} Bar */
/** @typedef {import("./calculator-reply.mjs").Criterion} Criterion */
/** @typedef {import("./calculator-reply.mjs").Scale} Scale */
/** @typedef {import("./calculator-reply.mjs").View} View */

/** How the points or the table came to it. @param {Slots} slots @param {View} view */
export function drawWhy(slots, { axes, badges, bars, basis, scale, state }) {
  const code = badges[0]?.code ?? "";
  slots.write("why-title", state === "open" ? t("So far") : code === "–" ? t("Why") : t("Why {{ priority }}", { priority: code ?? "" }));
  slots.write("basis", basis);
  if (scale) drawPoints(slots, scale, bars, badges[0]?.priority);
  else drawAxes(slots, axes);
}

/** The page has every option already, in the same order. @param {Slots} slots @param {Axis[]} axes */
function drawAxes(slots, axes) {
  const places = slots.at("axes").querySelectorAll(".ep-axes__step");
  axes.flatMap((axis) => axis.steps).forEach((step, index) => {
    const place = places[index];
    set(place, "data-given", step.given ? "yes" : "no");
    place?.querySelectorAll(".ep-badge").forEach((drawn, end) => {
      const badge = step.badges[end];
      if (drawn instanceof HTMLElement) drawn.hidden = !badge;
      if (badge) drawBadge(drawn, badge);
    });
    write(place?.querySelector(".ep-axes__to + .ep-badge + .ep-axes__to"), step.badges.length > 1 ? t("to") : "");
  });
}

/**
 * @param {Slots} slots
 * @param {Scale} scale
 * @param {Bar[]} bars
 * @param {string | undefined} priority
 */
function drawPoints(slots, scale, bars, priority) {
  const drawing = slots.at("why").querySelector(".ep-scale");
  set(drawing, "data-priority", priority);
  set(drawing, "aria-label", scale.label);
  set(drawing?.querySelector(".ep-scale__fill"), "width", percent(scale.points, scale.out_of));
  set(drawing?.querySelector(".ep-scale__open"), "width", percent(scale.most, scale.out_of));
  const longest = Math.max(...bars.map((bar) => bar.of));
  slots.rows("bars", "bar", bars, ([row], bar) => {
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

/**
 * The criteria: met ones with where they lead, unknown ones with what they need, the others folded.
 * @param {Slots} slots
 * @param {View} view
 * @param {(kind: "criterion", id: string) => string | null} place where a criterion has its page
 */
export function drawCriteria(slots, { criteria, criteria_count }, place) {
  const said = { met: ["met", t("Met:"), "check"], unknown: ["unknown", t("Unknown:"), "unknown"], not_met: ["unmet", t("Not met:"), "dash"] };
  /** @param {Element[]} row @param {Criterion} criterion */
  const fill = ([row], criterion) => {
    const [state, words, icon] = said[criterion.status];
    set(row, "data-state", state);
    set(row, "title", criterion.because);
    set(row?.querySelector("use"), "href", `#ep-icon-${icon}`);
    write(row?.querySelector(".ep-hidden"), `${words} `);
    write(row?.querySelector("a"), criterion.title);
    set(row?.querySelector("a"), "href", place("criterion", criterion.id));
    write(row?.querySelector(".ep-met__where"), criterion.needs || criterion.leads_to);
  };
  const unmet = criteria.filter((criterion) => criterion.status === "not_met");
  slots.write("criteria-count", criteria_count);
  slots.rows("met", "met", criteria.filter((criterion) => criterion.status !== "not_met"), fill);
  slots.show("unmet-box", unmet.length > 0);
  slots.write("unmet-count", tn("{{ n }} other is not met", "{{ n }} others are not met", unmet.length));
  slots.rows("unmet", "met", unmet, fill);
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return `${whole > 0 ? Math.round((10000 * Math.min(part, whole)) / whole) / 100 : 0}%`;
}
