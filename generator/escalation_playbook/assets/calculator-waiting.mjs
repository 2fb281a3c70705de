// @ts-check
/*
 * What is said while there is no Python yet, and when there is none.
 */
import { EngineError } from "./engine.mjs";

/** @typedef {{title: string, why: string, detail: string}} Failure `detail` is for who mends it */

/** What did not work, by the engine's stage. */
const FAILURES = {
  network: "Python could not be loaded (network, ",
  start: "Python did not start (",
  playbook: "The playbook was refused (",
  run: "Python broke off (",
  stopped: "Python was stopped (",
};

/**
 * Loading: what, how far, and that answers are safe.
 * @param {import("./engine.mjs").Progress} progress
 * @param {number} answered
 */
export function loadingWords({ loaded, total }, answered) {
  const far = total ? "Starting Python. " : "";
  const what = loaded < total ? `Loading Python, ${megabytes(loaded)} of ${megabytes(total)} MB. ` : far;
  const kept = answered ? countedAnswers(answered) : "answers are";
  return `${what}Keep answering: your ${kept} kept and scored when it is ready.`;
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
    title: answering ? "The calculator stopped" : "The calculator did not start",
    why: `${FAILURES[stage]}${time}).`,
    detail: error instanceof Error ? error.message : "",
  };
}

/** That answers are safe; nothing when there are none. @param {number} answered */
export function keptWords(answered) {
  return answered ? ` Your ${countedAnswers(answered)} kept.` : "";
}

/** @param {number} answered */
function countedAnswers(answered) {
  return answered === 1 ? "answer is" : `${answered} answers are`;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
