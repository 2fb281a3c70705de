// The page's side of the calculator: takes over the worker in which Python starts, carries requests there and back.
// It knows nothing of priorities; what goes through it is JSON, in and out of `escalation_calculator.wire.evaluate`.

import { t } from "./strings.mjs";

/**
 * @typedef {object} Ready
 * @property {string} model
 * @property {number} version of the model
 * @property {string} python version of Python
 * @property {string} zone the reader's zone, empty when its rules are not known here
 */

/** @typedef {{loaded: number, total: number}} Progress bytes; `loaded` never falls and ends at `total` */
/** @typedef {"network" | "start" | "playbook" | "run" | "stopped"} Stage */

/** What `start.js` left behind. @typedef {{start: () => Worker, early?: Worker, zone: string}} Python */

/** Why there is no answer, for the person who reads the page and for the one who mends it. */
export class EngineError extends Error {
  /**
   * @param {Stage} stage `network`: a file did not arrive; `start`: Python did not; `playbook`: it was refused;
   *   `run`: an answer broke off; `stopped`: by the page
   * @param {string} message
   */
  constructor(stage, message) {
    super(message);
    this.name = "EngineError";
    this.stage = stage;
  }
}

const python = () => /** @type {Python} */ (/** @type {any} */ (globalThis).epPython);

/** The reader's time zone. */
export const zone = () => python().zone;

/** The worker that has been starting since the page's head, the first time it is asked for; else a fresh one. */
export function worker() {
  const { early, start } = python();
  delete python().early;
  return early ?? start();
}

/**
 * Takes over a worker. Requests may be made at once: they wait until Python is ready.
 * @param {Worker} worker
 * @param {(progress: Progress) => void} [onProgress]
 */
export function takeOver(worker, onProgress = () => {}) {
  const ready = /** @type {PromiseWithResolvers<Ready>} */ (promised());
  const sources = /** @type {PromiseWithResolvers<string>} */ (promised());
  /** @type {Map<number, {resolve: (text: string) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  /** @type {EngineError | undefined} */
  let failure;
  let asked = 0;
  let supersede = () => {};

  worker.addEventListener("error", (event) => {
    event.preventDefault();
    fail(new EngineError("start", event.message || t("The worker did not start.")));
  });
  worker.addEventListener("message", ({ data }) => {
    if (data.kind === "progress") onProgress(data.progress);
    else if (data.kind === "absent") fail(new EngineError("network", t("{{ file }} could not be fetched.", { file: "worker.mjs" })));
    else if (data.kind === "ready") ready.resolve(data.ready);
    else if (data.kind === "sources") sources.resolve(data.hash);
    else if (data.kind === "failed") fail(new EngineError(data.stage, data.message));
    else {
      const asker = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.kind === "answer") asker?.resolve(data.text);
      else asker?.reject(new EngineError("run", data.message));
    }
  });
  worker.postMessage({ kind: "again" }); // what it said before anybody listened

  /** @param {EngineError} cause */
  function fail(cause) {
    failure ??= cause;
    worker.terminate();
    ready.reject(failure);
    sources.reject(failure);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  }

  /**
   * One request as the calculator takes it, its answer as the calculator gives it.
   * @param {string} text
   * @returns {Promise<string>}
   */
  function askText(text) {
    const id = ++asked;
    return new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      waiting.set(id, { resolve, reject });
      ready.promise.then(
        () => waiting.has(id) && worker.postMessage({ kind: "ask", id, text }),
        () => {}, // a failure has already told all that wait
      );
    });
  }

  /**
   * One request. Of those that a page makes again with each change only the newest matters: an older one still unanswered
   * gives `null`.
   * @param {{do: string}} request
   * @returns {Promise<any>}
   */
  async function ask(request) {
    const answer = askText(JSON.stringify(request));
    if (request.do === "score" || request.do === "fill") {
      const id = asked;
      supersede();
      supersede = () => {
        waiting.get(id)?.resolve("null");
        waiting.delete(id);
      };
    }
    return JSON.parse(await answer);
  }

  return {
    ready: ready.promise,
    /** Hash over the calculator's sources as they run here; known shortly after the start. */
    sources: sources.promise,
    ask,
    askText,
    /** Ends the worker; whoever still waits is told. */
    stop: () => fail(new EngineError("stopped", t("The calculator was stopped."))),
  };
}

/** A promise with its ends; a rejection that nobody asks for is no error. @returns {PromiseWithResolvers<any>} */
function promised() {
  /** @type {any} */
  const ends = {};
  ends.promise = new Promise((resolve, reject) => Object.assign(ends, { resolve, reject }));
  ends.promise.catch(() => {});
  return ends;
}
