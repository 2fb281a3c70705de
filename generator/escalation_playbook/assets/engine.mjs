// The page's side of the calculator: fetches the runtime, starts Python in a worker, carries requests there and back.
// It knows nothing of priorities; what goes through it is JSON, in and out of `escalation_calculator.wire.evaluate`.

/**
 * What the build wrote about the files to fetch; addresses are relative to `base`.
 * @typedef {object} Manifest
 * @property {string} worker module of the worker
 * @property {string} pyodide module that starts Python
 * @property {string} program module with the runtime's JavaScript
 * @property {string} wasm the runtime itself
 * @property {string} library standard library, a gzipped archive
 * @property {string} wheel the calculator
 * @property {string} playbook the checked playbook as JSON
 * @property {string} zones TZif files, in base64, of the zones the playbook names
 * @property {string} zone folder with one TZif file for every zone
 * @property {object} lock what Pyodide wants to know of the packages it may load: none
 * @property {Record<string, number>} bytes size of each file above, as it is before a host compresses it
 */

/**
 * What is running, for the foot of the page.
 * @typedef {object} Identity
 * @property {string} python version of Python
 * @property {string} sources hash over the calculator's sources
 * @property {string | null} zone the reader's zone, when its rules are known here
 * @property {any} playbook the calculator's answer to the playbook
 */

/** @typedef {{loaded: number, total: number}} Progress bytes; `loaded` never falls and ends at `total` */
/** @typedef {"network" | "start" | "playbook" | "run"} Stage */

/** Why there is no answer, for the person who reads the page and for who mends it. */
export class EngineError extends Error {
  /**
   * @param {Stage} stage `network`: a file did not arrive; `start`: Python did not; `playbook`: it refused the playbook; `run`: it broke off
   * @param {string} message
   */
  constructor(stage, message) {
    super(message);
    this.name = "EngineError";
    this.stage = stage;
  }
}

/**
 * Bytes of all files together. A compressed file tells no length, or a smaller one than it brings, so the sizes
 * are those the build wrote down, and no file counts for more than its size.
 */
class Meter {
  /** @param {Record<string, number>} bytes @param {(progress: Progress) => void} report */
  constructor(bytes, report) {
    this.bytes = bytes;
    this.report = report;
    this.total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
    /** @type {Record<string, number>} */
    this.seen = {};
  }

  /** @param {string} name @param {number} size */
  add(name, size) {
    this.seen[name] = Math.min(this.bytes[name] ?? 0, (this.seen[name] ?? 0) + size);
    this.report({ loaded: Object.values(this.seen).reduce((sum, each) => sum + each, 0), total: this.total });
  }

  /** @param {string} name */
  done(name) {
    this.add(name, this.bytes[name] ?? 0);
  }
}

/**
 * @param {URL} address
 * @returns {Promise<Response>}
 */
async function get(address) {
  const name = address.pathname.split("/").pop();
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin" });
  } catch {
    throw new EngineError("network", `${name} could not be fetched`);
  }
  if (!response.ok) throw new EngineError("network", `${name} could not be fetched (${response.status})`);
  return response;
}

/**
 * The response with its bytes counted as they pass.
 * @param {Response} response
 * @param {(size: number) => void} count
 */
function counted(response, count) {
  if (!response.body) return response;
  const counter = new TransformStream({
    /** @param {Uint8Array} chunk @param {TransformStreamDefaultController} out */
    transform(chunk, out) {
      count(chunk.byteLength);
      out.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: response.headers });
}

/**
 * @param {object} options
 * @param {string | URL} options.base folder of the engine's files, with a slash at its end
 * @param {Manifest} [options.manifest] content of `engine.json`; without it, it is fetched
 * @param {string} [options.zone] the reader's time zone
 * @param {(progress: Progress) => void} [options.onProgress]
 */
export function startEngine({ base, manifest, zone, onProgress = () => {} }) {
  const root = new URL(base, document.baseURI);
  /** @type {Map<number, {resolve: (text: string) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  /** @type {Worker | undefined} */
  let worker;
  /** @type {EngineError | undefined} */
  let failure;
  let asked = 0;
  let superseded = () => {};
  /** @type {(identity: Identity) => void} */
  let isReady;
  /** @type {(error: EngineError) => void} */
  let isFailed;
  /** @type {Promise<Identity>} */
  const ready = new Promise((resolve, reject) => {
    isReady = resolve;
    isFailed = reject;
  });
  ready.catch(() => {}); // whoever asks is told; nobody has to ask

  /** @param {unknown} cause @param {Stage} stage */
  function fail(cause, stage) {
    failure ??= cause instanceof EngineError ? cause : new EngineError(stage, String(cause));
    isFailed(failure);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
    worker?.terminate();
  }

  async function start() {
    const files = manifest ?? /** @type {Manifest} */ (await (await get(new URL("engine.json", root))).json());
    if (failure) return;
    const meter = new Meter(files.bytes, onProgress);
    /** @param {keyof Manifest} name */
    const address = (name) => new URL(String(files[name]), root);
    /** @param {keyof Manifest} name */
    const arrives = async (name) => {
      const response = await get(address(name));
      return counted(response, (size) => meter.add(name, size));
    };
    // A worker started from an address answers to the headers of its own file, one started from a blob: to this page's
    // policy. There a static import would count as a worker (worker-src), a dynamic one counts as a script.
    const source = URL.createObjectURL(
      new Blob([`import(${JSON.stringify(address("worker").href)}).catch(() => postMessage({ kind: "absent" }));`], {
        type: "text/javascript",
      }),
    );
    worker = new Worker(source, { type: "module", name: "calculator" });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      fail(new EngineError("network", event.message || "the worker could not be fetched"), "start");
    });
    const module = arrives("wasm").then((response) => WebAssembly.compileStreaming(response)).then((m) => {performance.mark("compiled"); return m;});
    const library = arrives("library").then((response) =>
      new Response(/** @type {ReadableStream} */ (response.body).pipeThrough(new DecompressionStream("gzip"))).arrayBuffer(),
    );
    const wheel = arrives("wheel").then((response) => response.arrayBuffer());
    const playbook = arrives("playbook").then((response) => response.text());
    const zones = arrives("zones").then((response) => response.json());
    const own = ownZone(zone, files, root);

    /** @type {(value?: unknown) => void} */
    let isHere;
    const here = new Promise((resolve) => (isHere = resolve)); // what is sent before its module listens is lost
    worker.addEventListener("message", ({ data }) => {
      if (data.kind === "here") {performance.mark("here");isHere();}
      else if (data.kind === "absent") fail(new EngineError("network", "worker.mjs could not be fetched"), "network");
      else if (data.kind === "arrived") meter.done(data.name);
      else if (data.kind === "ready") {
        URL.revokeObjectURL(source);
        globalThis.marks = data.marks; isReady(data.identity);
      } else if (data.kind === "failed") fail(new EngineError(data.stage, data.message), "start");
      else if (data.kind === "answer") {
        waiting.get(data.id)?.resolve(data.text);
        waiting.delete(data.id);
      }
    });
    /** Each file goes over when it is there: Python begins with the first, long before the last. @param {string} name @param {any} value @param {Transferable[]} [transfer] */
    const hand = async (name, value, transfer = []) => {
      await here;
      if (!failure) worker?.postMessage({ kind: "file", name, value }, transfer);
    };
    here.then(() => meter.done("worker"));
    const begin = here.then(() => worker?.postMessage({
      kind: "start",
      pyodide: address("pyodide").href,
      program: address("program").href,
      lock: files.lock,
    }));
    await Promise.all([
      module.then((value) => hand("module", value)),
      library.then((value) => hand("library", value, [value])),
      wheel.then((value) => hand("wheel", value, [value])),
      playbook.then((value) => hand("playbook", value)),
      Promise.all([zones, own]).then(([all, mine]) => hand("zones", { ...all, ...mine })),
    ]);
  }

  start().catch((cause) => fail(cause, "network"));

  /**
   * One request as the calculator takes it, its answer as the calculator gives it.
   * @param {string} text
   * @returns {Promise<string>}
   */
  function askText(text) {
    asked += 1;
    const id = asked;
    return new Promise((resolve, reject) => {
      if (failure) {
        reject(failure);
        return;
      }
      waiting.set(id, { resolve, reject });
      const send = () => {
        if (waiting.has(id)) worker?.postMessage({ kind: "ask", id, text });
      };
      void ready.then(send, () => {}); // a failure rejects all that wait
    });
  }

  /**
   * One request. Of score requests only the newest matters: an older one still unanswered gives `null`.
   * @param {{do: string}} request
   * @returns {Promise<any>}
   */
  async function ask(request) {
    const answer = askText(JSON.stringify(request));
    if (request.do !== "score") return JSON.parse(await answer);
    const id = asked;
    superseded();
    return JSON.parse(await Promise.race([answer, new Promise((resolve) => (superseded = () => {
      waiting.delete(id);
      resolve("null");
    }))]));
  }

  /** Ends the worker; whoever still waits is told. */
  function stop() {
    fail(new EngineError("run", "the calculator was stopped"), "run");
  }

  return { ready, ask, askText, stop };
}

/**
 * Rules of the reader's own zone, alone: of six hundred zones one is fetched. A zone that is not there is no failure.
 * @param {string | undefined} zone
 * @param {Manifest} files
 * @param {URL} root
 * @returns {Promise<Record<string, string>>}
 */
async function ownZone(zone, files, root) {
  if (!zone || !/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(zone) || zone === "Etc/Unknown") return {};
  try {
    const response = await get(new URL(files.zone + zone, root));
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { [zone]: btoa(String.fromCharCode(...bytes)) };
  } catch {
    return {};
  }
}
