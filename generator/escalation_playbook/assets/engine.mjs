// The page's side of the calculator: fetches the runtime, starts Python in a worker, carries requests there and back.
// It knows nothing of priorities; what goes through it is JSON, in and out of `escalation_calculator.wire.evaluate`.

/**
 * What the build wrote about the files to fetch; addresses are relative to `base`.
 * @typedef {object} Manifest
 * @property {Record<File, string>} files
 * @property {Record<File, number>} bytes size of each file, as it is before a host compresses it
 * @property {string} zones folder with one file for every time zone
 * @property {object} lock what Python is told of packages it could load: none
 */
/** @typedef {"starter" | "program" | "wasm" | "library" | "wheel" | "playbook" | "rules"} File */

/**
 * @typedef {object} Ready
 * @property {string} model
 * @property {number} version of the model
 * @property {string} python version of Python
 * @property {string} zone the reader's zone, empty when its rules are not known here
 */

/** @typedef {{loaded: number, total: number}} Progress bytes; `loaded` never falls and ends at `total` */
/** @typedef {"network" | "start" | "playbook" | "run" | "stopped"} Stage */

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

/**
 * Starts fetching and Python at once. Requests may be made at once, too: they wait until it is ready.
 * @param {object} [options]
 * @param {string | URL} [options.base] folder that the build laid, with a slash at its end
 * @param {string} [options.zone] the reader's time zone
 * @param {(progress: Progress) => void} [options.onProgress]
 */
export function startEngine({ base = new URL("engine/", import.meta.url), zone = "", onProgress = () => {} } = {}) {
  const root = new URL(base, document.baseURI);
  const ready = /** @type {PromiseWithResolvers<Ready>} */ (promised());
  const sources = /** @type {PromiseWithResolvers<string>} */ (promised());
  const listens = /** @type {PromiseWithResolvers<void>} */ (promised());
  const arrived = { starter: () => {}, program: () => {} };
  /** @type {Map<number, {resolve: (text: string) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  /** @type {EngineError | undefined} */
  let failure;
  let asked = 0;
  let supersede = () => {};

  const script = new URL("worker.mjs", import.meta.url);
  // A worker started from an address answers to the headers of its own file; one started from a blob: to this page's
  // policy. There a static import would count as a worker (worker-src), a dynamic one counts as a script.
  const source = URL.createObjectURL(
    new Blob([`import(${JSON.stringify(script.href)}).catch(() => postMessage({ kind: "absent" }))`], {
      type: "text/javascript",
    }),
  );
  const worker = new Worker(source, { type: "module", name: "calculator" });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    fail(new EngineError("start", event.message || "The worker did not start."));
  });
  worker.addEventListener("message", ({ data }) => {
    if (data.kind === "listens") listens.resolve();
    else if (data.kind === "absent") fail(notFetched(script));
    else if (data.kind === "arrived") arrived[/** @type {"starter" | "program"} */ (data.name)]();
    else if (data.kind === "ready") {
      URL.revokeObjectURL(source);
      ready.resolve(data.ready);
    } else if (data.kind === "sources") sources.resolve(data.hash);
    else if (data.kind === "failed") fail(new EngineError(data.stage, data.message));
    else {
      const asker = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.kind === "answer") asker?.resolve(data.text);
      else asker?.reject(new EngineError("run", data.message));
    }
  });

  /** @param {EngineError} cause */
  function fail(cause) {
    failure ??= cause;
    worker.terminate();
    ready.reject(failure);
    sources.reject(failure);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  }

  /** What is sent before the worker's module listens would be lost. @param {object} message @param {Transferable[]} [owned] */
  const send = (message, owned = []) => listens.promise.then(() => worker.postMessage(message, owned));

  async function start() {
    const { files, bytes, zones, lock } = /** @type {Manifest} */ (
      await (await get(new URL("engine.json", root), { cache: "no-cache" })).json()
    );
    const count = meter(bytes, onProgress);
    /** @param {File} name */
    const address = (name) => new URL(files[name], root);
    /** @param {File} name */
    const arrives = async (name) => counted(await get(address(name)), (size) => count(name, size));
    arrived.starter = () => count("starter", bytes.starter);
    arrived.program = () => count("program", bytes.program);
    /** Python begins with the first file, long before the last is there. @param {string} name @param {Promise<any>} value */
    const hand = async (name, value, owned = false) => {
      const it = await value;
      await send({ kind: "file", name, value: it }, owned ? [it] : []);
    };
    await Promise.all([
      send({ kind: "start", starter: address("starter").href, program: address("program").href, lock, zone }),
      hand("wasm", arrives("wasm").then((response) => WebAssembly.compileStreaming(response))),
      hand("library", arrives("library").then(inflated), true),
      hand("wheel", arrives("wheel").then((response) => response.arrayBuffer()), true),
      hand("playbook", arrives("playbook").then((response) => response.text())),
      hand("rules", arrives("rules").then((response) => response.json())),
      hand("own", ownZone(zone, new URL(zones, root))),
    ]);
  }

  start().catch((cause) => fail(cause instanceof EngineError ? cause : new EngineError("start", String(cause))));

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
   * One request. Of score requests only the newest matters: an older one still unanswered gives `null`.
   * @param {{do: string}} request
   * @returns {Promise<any>}
   */
  async function ask(request) {
    const answer = askText(JSON.stringify(request));
    if (request.do === "score") {
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
    stop: () => fail(new EngineError("stopped", "The calculator was stopped.")),
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

/** @param {URL} address @param {number} [status] */
function notFetched(address, status) {
  const name = address.pathname.split("/").pop();
  return new EngineError("network", `${name} could not be fetched${status ? ` (${status})` : ""}.`);
}

/** @param {URL} address @param {RequestInit} [options] */
async function get(address, options) {
  const response = await fetch(address, options).catch(() => {
    throw notFetched(address);
  });
  if (!response.ok) throw notFetched(address, response.status);
  return response;
}

/**
 * Counts bytes of all files together. What is compressed tells no length, or another than what it brings: so the
 * sizes are those that the build wrote down, and no file counts for more.
 * @param {Record<string, number>} bytes
 * @param {(progress: Progress) => void} report
 */
function meter(bytes, report) {
  /** @type {Record<string, number>} */
  const seen = {};
  /** @param {Record<string, number>} sizes */
  const sum = (sizes) => Object.values(sizes).reduce((total, size) => total + size, 0);
  const total = sum(bytes);
  return (/** @type {string} */ name, /** @type {number} */ size) => {
    seen[name] = Math.min(bytes[name] ?? 0, (seen[name] ?? 0) + size);
    report({ loaded: sum(seen), total });
  };
}

/**
 * The response with its bytes counted as they pass; its type is what WebAssembly asks of it, whatever the host said.
 * @param {Response} response
 * @param {(size: number) => void} count
 */
function counted(response, count) {
  const counter = new TransformStream({
    transform(/** @type {Uint8Array} */ chunk, out) {
      count(chunk.byteLength);
      out.enqueue(chunk);
    },
    flush: () => count(Infinity), // nothing more will come
  });
  return new Response(response.body?.pipeThrough(counter), { headers: { "Content-Type": "application/wasm" } });
}

/** @param {Response} response gzipped by the build, since hosts do not compress archives */
function inflated(response) {
  const stream = /** @type {ReadableStream} */ (response.body).pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/**
 * The rules of the reader's own zone, alone out of six hundred. A zone without rules is no failure.
 * @param {string} zone
 * @param {URL} folder
 * @returns {Promise<ArrayBuffer | null>}
 */
async function ownZone(zone, folder) {
  if (!/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(zone) || zone === "Etc/Unknown") return null;
  return get(new URL(zone, folder)).then(
    (response) => response.arrayBuffer(),
    () => null,
  );
}
