// @ts-check
/*
 * Why the answer is what it is: the points on their scale, what each factor adds, how the criteria stand.
 */
import { set, write } from "./slots.mjs";

/** @typedef {import("./slots.mjs").Slots} Slots */
/** @typedef {import("./calculator-reply.mjs").Criterion} Criterion */
/** @typedef {import("./calculator-reply.mjs").View} View */

/** Scale and bars: how the points came about. @param {Slots} slots @param {View} view */
export function drawWhy(slots, { scale, bars, badges, state }) {
  const code = badges[0]?.code ?? "";
  slots.write("why-title", state === "open" ? "So far" : code === "–" ? "Why" : `Why ${code}`);
  slots.write("scale-text", scale.text);
  const drawing = slots.at("why").querySelector(".ep-scale");
  set(drawing, "data-priority", badges[0]?.priority);
  const reach = scale.most > scale.points ? `, up to ${scale.most} with what is open` : "";
  const ticks = scale.ticks.map((tick) => `${tick.priority} from ${tick.at_least}`).join(", ");
  set(drawing, "aria-label", `${scale.text}${reach}. ${ticks}.`);
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
 * @param {string} page address of the page of criteria
 */
export function drawCriteria(slots, { criteria, criteria_count }, page) {
  const said = { met: ["met", "Met: ", "check"], unknown: ["unknown", "Unknown: ", "unknown"], not_met: ["unmet", "Not met: ", "dash"] };
  /** @param {Element[]} row @param {Criterion} criterion */
  const fill = ([row], criterion) => {
    const [state, words, icon] = said[criterion.status];
    set(row, "data-state", state);
    set(row, "title", criterion.because);
    set(row?.querySelector("use"), "href", `#ep-icon-${icon}`);
    write(row?.querySelector(".ep-hidden"), words ?? "");
    write(row?.querySelector("a"), criterion.title);
    set(row?.querySelector("a"), "href", `${page}#${criterion.id}`);
    write(row?.querySelector(".ep-met__where"), criterion.needs || criterion.leads_to);
  };
  const unmet = criteria.filter((criterion) => criterion.status === "not_met");
  slots.write("criteria-count", criteria_count);
  slots.rows("met", "met", criteria.filter((criterion) => criterion.status !== "not_met"), fill);
  slots.show("unmet-box", unmet.length > 0);
  slots.write("unmet-count", unmet.length === 1 ? "1 other is not met" : `${unmet.length} others are not met`);
  slots.rows("unmet", "met", unmet, fill);
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return `${whole > 0 ? Math.round((10000 * Math.min(part, whole)) / whole) / 100 : 0}%`;
}
