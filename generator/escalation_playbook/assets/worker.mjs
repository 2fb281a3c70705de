// Python in a worker: fetches the files that the build laid, starts it with them, then answers requests with one
// function of it. Of the calculator nothing is known here but the name of its door.

/**
 * What the build wrote about the files to fetch; addresses are relative to its own.
 * @typedef {object} Manifest
 * @property {Record<File, string>} files
 * @property {Record<File, number>} bytes size of each file, as it is before a host compresses it
 * @property {string} zones folder with one file for every time zone
 * @property {object} lock what Python is told of packages it could load: none
 */
/** @typedef {"starter" | "program" | "wasm" | "library" | "wheel" | "playbook" | "rules"} File */

/** The wheel in Python's file system; its bytecode names this place, too. */
const WHEEL = "/calculator.whl";
/** The reader's time zone, written by whoever started this worker. */
const zone = /** @type {any} */ (self).zone ?? "";

/** @type {(text: string) => string} */
let evaluate;
/** The last message of each kind. @type {Map<string, object>} */
const said = new Map();

/**
 * Tells the page now, and again when it asks: its scripts may come later than this worker.
 * @param {{kind: string, [more: string]: any}} message
 */
function tell(message) {
  said.set(message.kind, message);
  self.postMessage(message);
}

/** @param {any} error @param {string} stage */
const failed = (error, stage) => tell({ kind: "failed", stage: error.stage ?? stage, message: String(error.message ?? error) });

self.addEventListener("message", ({ data }) => {
  if (data.kind === "ask") answer(data.id, data.text);
  else said.forEach((message) => self.postMessage(message));
});

/** @param {number} id @param {string} text */
function answer(id, text) {
  try {
    self.postMessage({ kind: "answer", id, text: evaluate(text) });
  } catch (error) {
    self.postMessage({ kind: "broke", id, message: String(error) });
  }
}

start().catch((error) => failed(error, "start"));

async function start() {
  const root = new URL("engine/", import.meta.url);
  /** @type {Manifest} */
  const { files, bytes, zones, lock } = await (await get(new URL("engine.json", root), { cache: "no-cache" })).json();
  const count = meter(bytes);
  /** @param {File} name */
  const address = (name) => new URL(files[name], root);
  /** @param {File} name */
  const arrives = async (name) => counted(await get(address(name)), (size) => count(name, size));
  /** @param {File} name */
  const script = async (name) => {
    const module = await import(address(name).href).catch(() => Promise.reject(notFetched(address(name))));
    count(name, Infinity);
    return module;
  };
  const fetched = {
    starter: script("starter"),
    program: script("program"),
    wasm: arrives("wasm").then((response) => WebAssembly.compileStreaming(response)),
    library: arrives("library").then(inflated),
    wheel: arrives("wheel").then((response) => response.arrayBuffer()),
    playbook: arrives("playbook").then((response) => response.text()),
    rules: arrives("rules").then((response) => response.json()),
    own: ownZone(new URL(zones, root)),
  };
  for (const file of Object.values(fetched)) file.catch((error) => failed(error, "start"));

  const { loadPyodide } = await fetched.starter;
  const { default: createPyodideModule } = await fetched.program;
  const done = giveFiles(fetched.wasm, fetched.library);
  const indexURL = new URL(".", address("program")).href;
  const pyodide = await loadPyodide({
    indexURL,
    createPyodideModule,
    stdLibURL: address("library").href,
    lockFileContents: lock,
    packageBaseUrl: indexURL,
    env: { HOME: "/home/pyodide", PYTHONTZPATH: "/zones" }, // without the second, zoneinfo asks for the build's settings
  });
  done();
  pyodide.FS.writeFile(WHEEL, new Uint8Array(await fetched.wheel)); // imported as it is: unpacking costs more
  pyodide.pyimport("sys").path.append(WHEEL);
  const known = writeZones(pyodide.FS, await fetched.rules, await fetched.own);
  evaluate = pyodide.pyimport("escalation_calculator.wire").evaluate;
  const loaded = JSON.parse(evaluate(`{"do":"load","checked":true,"playbook":${await fetched.playbook}}`));
  if (!loaded.ok) {
    throw Object.assign(new Error(loaded.errors?.[0]?.message ?? "The playbook was refused."), { stage: "playbook" });
  }
  tell({ kind: "ready", ready: { model: loaded.model, version: loaded.version, python: loaded.python, zone: known } });
  setTimeout(() => {
    const gc = pyodide.pyimport("gc");
    gc.freeze(); // what was made at the start stays
    gc.enable(); // off until here: see sitecustomize.py
    tell({ kind: "sources", hash: pyodide.pyimport("escalation_calculator.identity").sources_hash() });
  }, 100); // after the first score
}

/** @param {URL} address @param {number} [status] */
function notFetched(address, status) {
  const name = address.pathname.split("/").pop();
  return Object.assign(new Error(`${name} could not be fetched${status ? ` (${status})` : ""}.`), { stage: "network" });
}

/** @param {URL} address @param {RequestInit} [options] */
async function get(address, options) {
  const response = await fetch(address, options).catch(() => Promise.reject(notFetched(address)));
  if (!response.ok) throw notFetched(address, response.status);
  return response;
}

/**
 * Counts bytes of all files together, and tells. What is compressed tells no length, or another than what it brings:
 * so the sizes are those that the build wrote down, and no file counts for more.
 * @param {Record<string, number>} bytes
 */
function meter(bytes) {
  /** @type {Record<string, number>} */
  const seen = {};
  /** @param {Record<string, number>} sizes */
  const sum = (sizes) => Object.values(sizes).reduce((total, size) => total + size, 0);
  const total = sum(bytes);
  return (/** @type {string} */ name, /** @type {number} */ size) => {
    seen[name] = Math.min(bytes[name] ?? 0, (seen[name] ?? 0) + size);
    tell({ kind: "progress", progress: { loaded: sum(seen), total } });
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
 * @param {URL} folder
 * @returns {Promise<ArrayBuffer | null>}
 */
async function ownZone(folder) {
  if (!/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(zone) || zone === "Etc/Unknown") return null;
  return get(new URL(zone, folder)).then(
    (response) => response.arrayBuffer(),
    () => null,
  );
}

/**
 * Pyodide fetches its runtime and library itself; while it starts, it gets those that are on their way already.
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {Promise<ArrayBuffer>} library
 * @returns {() => void} what ends this
 */
function giveFiles(wasm, library) {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async (resource, options) => {
    const name = String(resource).split("/").pop();
    if (name === "pyodide.asm.wasm") return new Response();
    if (name === "python_stdlib.bin") return new Response(await library);
    return fetch(resource, options);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => {
    try {
      const module = await wasm;
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      failed(error, "start"); // Pyodide would only warn, and wait for ever
      return new Promise(() => {}); // the page ends this worker
    }
  };
  return () => {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
}

/**
 * @param {any} FS
 * @param {Record<string, string>} rules zone → TZif file in base64
 * @param {ArrayBuffer | null} own the TZif file of the reader's zone
 * @returns {string} the reader's zone, if its rules are known
 */
function writeZones(FS, rules, own) {
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  for (const [name, text] of Object.entries(rules)) {
    files.set(name, Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  }
  if (own) files.set(zone, new Uint8Array(own));
  for (const [name, bytes] of files) {
    FS.mkdirTree(`/zones/${name}`.replace(/\/[^/]*$/, ""));
    FS.writeFile(`/zones/${name}`, bytes);
  }
  return files.has(zone) ? zone : "";
}
