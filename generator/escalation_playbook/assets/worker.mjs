// Python in a worker: starts it with the files the page hands over, then answers requests with one function of it.
// Of the calculator nothing is known here but the name of its door.

/** @typedef {{starter: string, program: string, lock: any, zone: string}} Start */

/** @type {Record<string, (value: any) => void>} */
const receive = {};
/** @type {Record<string, Promise<any>>} */
const file = {};
for (const name of ["wasm", "library", "wheel", "playbook", "rules", "own"]) {
  file[name] = new Promise((resolve) => (receive[name] = resolve));
}

/** @type {(text: string) => string} */
let evaluate;

/** @param {object} message */
const tell = (message) => self.postMessage(message);

/** @param {any} error @param {string} stage */
const failed = (error, stage) => tell({ kind: "failed", stage: error.stage ?? stage, message: String(error.message ?? error) });

self.addEventListener("message", ({ data }) => {
  if (data.kind === "file") receive[data.name]?.(data.value);
  else if (data.kind === "start") start(data).catch((error) => failed(error, "start"));
  else answer(data.id, data.text);
});

/** @param {number} id @param {string} text */
function answer(id, text) {
  try {
    tell({ kind: "answer", id, text: evaluate(text) });
  } catch (error) {
    tell({ kind: "broke", id, message: String(error) });
  }
}

/** @param {Start} given */
async function start({ starter, program, lock, zone }) {
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    script(starter, "starter"),
    script(program, "program"),
  ]);
  const indexURL = new URL(".", program).href;
  const done = giveFiles();
  const pyodide = await loadPyodide({
    indexURL,
    createPyodideModule,
    stdLibURL: new URL("library", program).href,
    lockFileContents: lock,
    packageBaseUrl: indexURL,
    env: { HOME: "/home/pyodide", PYTHONTZPATH: "/zones" }, // without the second, zoneinfo asks for the build's settings
  });
  done();
  pyodide.unpackArchive(await file.wheel, "wheel");
  const known = writeZones(pyodide.FS, await file.rules, zone, await file.own);
  evaluate = pyodide.pyimport("escalation_calculator.wire").evaluate;
  const loaded = JSON.parse(evaluate(`{"do":"load","playbook":${await file.playbook}}`));
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

/** @param {string} address @param {string} name */
async function script(address, name) {
  try {
    const module = await import(address);
    tell({ kind: "arrived", name });
    return module;
  } catch {
    throw Object.assign(new Error(`${address.split("/").pop()} could not be fetched.`), { stage: "network" });
  }
}

/**
 * Pyodide fetches its runtime and library itself; while it starts, it gets those that the page has fetched and
 * compiled since before this worker ran.
 * @returns {() => void} what ends this
 */
function giveFiles() {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async (resource, options) => {
    const name = String(resource).split("/").pop();
    if (name === "library") return new Response(await file.library);
    if (name === "pyodide.asm.wasm") return new Response();
    return fetch(resource, options);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => {
    try {
      const module = /** @type {WebAssembly.Module} */ (await file.wasm);
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      failed(error, "start"); // Pyodide would only warn, and wait for ever
      throw error;
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
 * @param {string} zone the reader's
 * @param {ArrayBuffer | null} own its TZif file
 * @returns {string} the reader's zone, if its rules are known
 */
function writeZones(FS, rules, zone, own) {
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

tell({ kind: "listens" });
