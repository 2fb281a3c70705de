// @ts-check
/*
 * What is said while there is no Python yet, and when there is none.
 */
import { EngineError } from "./engine.mjs";
import { english, t, tn } from "./strings.mjs";

/** @typedef {{title: string, why: string, detail: string}} Failure `detail` is for who mends it */

/** What did not work, by the engine's stage. */
const FAILURES = {
  network: english("Python could not be loaded (network, {{ time }})."),
  start: english("Python did not start ({{ time }})."),
  playbook: english("The playbook was refused ({{ time }})."),
  run: english("Python broke off ({{ time }})."),
  stopped: english("Python was stopped ({{ time }})."),
};

/**
 * Loading: what, how far, and that answers are safe.
 * @param {import("./engine.mjs").Progress} progress
 * @param {number} answered
 */
export function loadingWords({ loaded, total }, answered) {
  const far = total ? t("Starting Python.") : "";
  const what = loaded < total ? t("Loading Python, {{ loaded }} of {{ total }} MB.", { loaded: megabytes(loaded), total: megabytes(total) }) : far;
  const kept = answered
    ? tn("Keep answering: your answer is kept and scored when it is ready.", "Keep answering: your {{ n }} answers are kept and scored when it is ready.", answered)
    : t("Keep answering: your answers are kept and scored when it is ready.");
  return `${what} ${kept}`.trim();
}

/**
 * @param {unknown} error
 * @param {boolean} answering whether there was an answer before
 * @returns {Failure}
 */
export function failureOf(error, answering) {
  const stage = error instanceof EngineError ? error.stage : "run";
  const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return {
    title: answering ? t("The calculator stopped") : t("The calculator did not start"),
    why: t(FAILURES[stage], { time }),
    detail: error instanceof Error ? error.message : "",
  };
}

/** That answers are safe; nothing when there are none. @param {number} answered */
export function keptWords(answered) {
  return answered ? ` ${tn("Your answer is kept.", "Your {{ n }} answers are kept.", answered)}` : "";
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
