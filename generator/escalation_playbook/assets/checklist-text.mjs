// @ts-check
/*
 * How far a checklist is, as a sentence and as text for a ticket's note. All words but these stand in the page.
 */
import { t, tn } from "./strings.mjs";

/** @typedef {{name: string, where: string, redact: string, required: boolean, given: boolean}} Item */

/** @param {Element | null | undefined} place */
const said = (place) => place?.textContent?.trim() ?? "";

/** @param {HTMLFormElement} form @returns {Item[]} */
function items(form) {
  const rows = [...form.querySelectorAll("[data-area]:not([hidden]) [data-item]:not([hidden])")];
  return rows.map((row) => ({
    name: said(row.querySelector("[data-name]")),
    where: said(row.querySelector("[data-where]")),
    redact: said(row.querySelector("[data-redact]")),
    required: row.getAttribute("data-needed") === "required",
    given: row.querySelector("input")?.checked ?? false,
  }));
}

/** Whether it is known which items are asked for: with several areas, one must be chosen. @param {HTMLFormElement} form */
const areaOpen = (form) => form.querySelector("select[name=area]")?.matches(':has(option[value=""]:checked)') ?? false;

/** @param {HTMLFormElement} form */
export function evidenceCount(form) {
  if (areaOpen(form)) return t("Choose the product area to count.");
  const all = items(form);
  const n = all.filter((item) => item.given).length;
  const missing = all.filter((item) => item.required && !item.given).length;
  if (!missing) return t("{{ n }} of {{ all }}, all that is required", { n, all: all.length });
  return tn("{{ given }} of {{ all }}, 1 required missing", "{{ given }} of {{ all }}, {{ n }} required missing", missing, { given: n, all: all.length });
}

/** What is there, with what to take out of it, and what is missing, with where it is found. @param {HTMLFormElement} form */
export function evidenceText(form) {
  const chosen = form.querySelector("select[name=area]");
  const area = chosen instanceof HTMLSelectElement && chosen.value ? said(chosen.selectedOptions[0]) : "";
  const all = items(form);
  const part = (/** @type {string} */ title, /** @type {Item[]} */ found, /** @type {(item: Item) => string} */ line) =>
    found.length ? ["", title, ...found.map(line)] : [];
  const open = (/** @type {Item} */ { name, where }) => `  [ ] ${name}: ${where}`;
  return [
    area ? t("Evidence, {{ area }}", { area }) : t("Evidence"),
    ...(areaOpen(form) ? [] : [evidenceCount(form)]),
    ...part(t("There"), all.filter((item) => item.given), ({ name, redact }) => `  [x] ${redact ? t("{{ name }} (take out: {{ what }})", { name, what: redact }) : name}`),
    ...part(t("Missing, required"), all.filter((item) => item.required && !item.given), open),
    ...part(t("Missing, optional"), all.filter((item) => !item.required && !item.given), open),
  ].join("\n");
}

/** @param {HTMLFormElement} form */
function answers(form) {
  return [...form.querySelectorAll("[data-question]")].map((question) => {
    const chosen = question.querySelector("input:checked");
    const answer = chosen instanceof HTMLInputElement ? chosen.value : "";
    return {
      question: said(question.querySelector("[data-name]")),
      answer,
      word: said(chosen?.closest("label")),
      then: answer === "no" || answer === "unknown" ? said(question.querySelector(`dd[data-of="${answer}"]`)) : "",
    };
  });
}

/** @param {HTMLFormElement} form */
export function riskCount(form) {
  const all = answers(form);
  const yes = all.filter((each) => each.answer === "yes").length;
  const open = all.filter((each) => !each.answer).length;
  if (yes === all.length) return t("{{ n }} of {{ all }} are yes: it may go live", { n: yes, all: all.length });
  if (open) return t("{{ n }} of {{ all }} are yes, {{ open }} not answered", { n: yes, all: all.length, open });
  return t("{{ n }} of {{ all }} are yes: first what no and unknown ask for", { n: yes, all: all.length });
}

/** Each question with its answer, and what that asks for. @param {HTMLFormElement} form */
export function riskText(form) {
  const lines = answers(form).flatMap(({ question, answer, word, then }) => [
    `  [${answer ? word : " "}] ${question}`,
    ...(then ? [`    ${then}`] : []),
  ]);
  return [t("Before a hotfix goes live"), riskCount(form), "", ...lines].join("\n");
}
