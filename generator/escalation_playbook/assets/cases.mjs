// @ts-check
/*
 * The list of all cases: narrowed by words and facets, ordered, some at a time. What is chosen stands in the address, so
 * that it can be sent, and the back button takes a choice back. Without it the page shows the newest.
 */
import { Cases } from "./cases-find.mjs";
import { findable } from "./facet-find.mjs";
import { announce } from "./page.mjs";
import { set, Slots, write } from "./slots.mjs";
import { t, tn } from "./strings.mjs";

/** @typedef {import("./cases-find.mjs").Case} Case */
/** @typedef {import("./cases-find.mjs").Order} Order */

/** So many rows are shown, and so many more each time. */
const STEP = 50;

/** Order → the column that it goes by. @type {Record<Order, [string, "ascending" | "descending"]>} */
const COLUMNS = {
  newest: ["opened", "descending"],
  oldest: ["opened", "ascending"],
  gravest: ["priority", "descending"],
  longest: ["took", "descending"],
};

/** @param {HTMLElement} root */
function list(root) {
  const slots = new Slots(root);
  const form = /** @type {HTMLElement} */ (root.querySelector("form"));
  const opener = /** @type {HTMLElement} */ (root.querySelector(".ep-cases__open"));
  const field = /** @type {HTMLInputElement} */ (root.querySelector(".ep-bar input[type=search]"));
  const select = /** @type {HTMLSelectElement} */ (root.querySelector("select"));
  const boxes = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll("input[type=checkbox]")]);
  const heads = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-column]")]);
  /** @type {Cases | undefined} */
  let cases;
  let shown = STEP;

  const order = () => /** @type {Order} */ (select.value);
  const chosen = () => boxes.filter((box) => box.checked);

  /** What is chosen, as the address holds it. */
  const address = () => {
    const said = new URLSearchParams(chosen().map((box) => [box.name, box.value]));
    if (field.value.trim()) said.set("q", field.value.trim());
    if (order() !== "newest") said.set("sort", order());
    const search = said.toString();
    return location.pathname + (search && `?${search}`);
  };

  const read = () => {
    const said = new URLSearchParams(location.search);
    field.value = said.get("q") ?? "";
    for (const box of boxes) {
      box.checked = said.getAll(box.name).includes(box.value);
      if (box.checked) box.closest("details")?.setAttribute("open", "");
    }
    const sort = said.get("sort") ?? "";
    select.value = Object.hasOwn(COLUMNS, sort) ? sort : "newest";
  };

  const show = () => {
    if (!cases) return "";
    const data = cases;
    const wanted = Map.groupBy(chosen(), (box) => box.name);
    const values = new Map([...wanted].map(([name, each]) => [name, new Set(each.map((box) => box.value))]));
    const found = data.find(field.value, values, order());
    for (const box of boxes) {
      const facet = data.facets.findIndex((each) => each.name === box.name);
      const place = data.facets[facet]?.places.get(box.value) ?? -1;
      const count = String(found.counts[facet]?.[place] ?? 0);
      const label = box.closest("label");
      set(label, "data-count", count);
      write(label?.lastElementChild, count);
    }
    const rows = found.cases.slice(0, shown);
    slots.rows("rows", "case", rows, ([row], one) => { if (row) fill(data, row, one); });
    for (const head of heads) {
      const [column, direction] = COLUMNS[order()];
      set(head, "aria-sort", head.dataset.column === column ? direction : null);
    }
    const all = data.all.length;
    const narrowed = chosen().length > 0 || field.value.trim() !== "";
    const said = narrowed
      ? tn("{{ found }} of {{ n }} case", "{{ found }} of {{ n }} cases", all, { found: found.cases.length })
      : tn("{{ n }} case", "{{ n }} cases", all);
    slots.write("count", said);
    slots.rows("set", "set", chosen(), ([token], box) => {
      write(token?.children[1], data.label(box.name, box.value));
    });
    slots.show("clear", narrowed);
    slots.show("none", found.cases.length === 0);
    const left = found.cases.length - rows.length;
    slots.write("shown", left ? t("{{ first }} to {{ last }} of {{ all }}", { first: 1, last: rows.length, all: found.cases.length }) : "");
    slots.offer("more", left ? t("Show {{ n }} more", { n: Math.min(STEP, left) }) : "");
    write(opener, chosen().length ? t("Filters, {{ n }} set", { n: chosen().length }) : t("Filters"));
    return said;
  };

  /** Something was chosen: what is typed letter by letter makes one step of the history, each choice its own. */
  const change = (/** @type {boolean} */ typed) => {
    shown = STEP;
    const said = show();
    if (address() !== location.pathname + location.search) {
      if (typed && history.state === "typed") history.replaceState("typed", "", address());
      else history.pushState(typed ? "typed" : "", "", address());
    }
    if (said) announce(said);
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  for (const control of [...boxes, select]) control.addEventListener("change", () => change(false));
  field.addEventListener("input", () => change(true));
  slots.at("clear").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    field.value = "";
    change(false);
    field.focus();
  });
  slots.at("set").addEventListener("click", (event) => {
    const token = event.target instanceof Element ? event.target.closest("button") : null;
    const box = token && chosen()[[...slots.at("set").children].indexOf(token)];
    if (!box) return;
    box.checked = false;
    change(false);
    (slots.at("set").querySelector("button") ?? field).focus();
  });
  slots.at("more").addEventListener("click", () => {
    const before = shown;
    shown += STEP;
    show();
    /** @type {HTMLElement | null | undefined} */ (slots.at("rows").children[before]?.querySelector("a"))?.focus();
  });
  opener.addEventListener("click", () => {
    set(opener, "aria-expanded", String(form.toggleAttribute("data-open")));
  });
  window.addEventListener("popstate", () => { read(); shown = STEP; show(); });

  for (const facet of root.querySelectorAll(".ep-facet")) findable(facet);
  read();
  for (const control of root.querySelectorAll("[data-ep-needs-script]")) control.removeAttribute("hidden");
  const page = document.documentElement.dataset;
  if ("epComing" in page) page.epComing = "reading";
  fetch(root.dataset.epCases ?? "")
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
    .then((file) => {
      cases = new Cases(file);
      return new Promise((done) => { setTimeout(done); }); // a task of its own: thousands are many to read and to show at once
    })
    .then(() => {
      show();
      root.dataset.state = "ready";
    })
    .catch(() => slots.show("failed", true))
    .finally(() => { delete page.epComing; });
}

/** @param {Cases} cases @param {Element} row @param {Case} one */
function fill(cases, row, one) {
  const [badge, title, segment, state, took, opened] = row.children;
  const priority = cases.value(one, "priority");
  for (const place of badge?.querySelectorAll("[data-priority]") ?? []) set(place, "data-priority", priority);
  const code = badge?.firstElementChild?.lastChild;
  const words = priority === "standard" ? cases.label("priority", priority) : priority;
  if (code instanceof Text) code.data = words;
  else badge?.firstElementChild?.append(words);
  const link = title?.firstElementChild;
  set(link, "href", `${one.id}/`);
  write(link, one.title);
  write(title?.lastElementChild, one.second);
  write(segment, cases.label("segment", cases.value(one, "segment")) || t("not known"));
  const stands = cases.value(one, "state");
  set(state, "data-open", stands === "open" || stands === "contained" ? "yes" : "no");
  write(state, cases.label("state", stands));
  write(took, one.took || "–");
  set(opened?.firstElementChild, "datetime", one.day[0]);
  write(opened?.firstElementChild, one.day[1]);
}

for (const root of document.querySelectorAll("[data-ep-cases]")) if (root instanceof HTMLElement) list(root);
