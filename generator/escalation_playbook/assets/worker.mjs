// Python in a worker: starts it with the files the page hands over, then answers requests with one function of it.
// Nothing of the calculator is known here but the name of its door.

/** @typedef {typeof import("pyodide")} Pyodide */

/** @type {Record<string, (value: any) => void>} */
const receive = {};
/** @type {Record<string, Promise<any>>} */
const file = {};
for (const name of ["module", "library", "wheel", "playbook", "zones"]) {
  file[name] = new Promise((resolve) => (receive[name] = resolve));
}

/** @type {(text: string) => string} */
let evaluate;

/** @param {object} message */
const tell = (message) => self.postMessage(message);

self.addEventListener("message", ({ data }) => {
  if (data.kind === "file") receive[data.name](data.value);
  else if (data.kind === "start") start(data).catch((error) => failed("start", error));
  else if (data.kind === "ask") {
    try {
      tell({ kind: "answer", id: data.id, text: evaluate(data.text) });
    } catch (error) {
      failed("run", error);
    }
  }
});

/** @param {string} stage @param {any} error */
function failed(stage, error) {
  tell({ kind: "failed", stage: error?.stage ?? stage, message: String(error?.message ?? error) });
}

/** @param {string} address @param {string} name @returns {Promise<any>} */
async function script(address, name) {
  try {
    const module = await import(address);
    tell({ kind: "arrived", name });
    return module;
  } catch {
    throw Object.assign(new Error(`${address.split("/").pop()} could not be fetched`), { stage: "network" });
  }
}

/** @param {{pyodide: string, program: string, lock: any}} given */
async function start(given) {
  const [{ loadPyodide }, program] = await Promise.all([script(given.pyodide, "pyodide"), script(given.program, "program")]);
  performance.mark("program");
  useWhatTheWorkerHas();
  const pyodide = await loadPyodide({
    indexURL: new URL(".", given.program).href,
    createPyodideModule: program.default,
    stdLibURL: new URL("library", given.program).href,
    lockFileContents: given.lock,
    packageBaseUrl: new URL(".", given.program).href,
    env: { HOME: "/home/pyodide", PYTHONTZPATH: "/zones" },
    /** @param {any} FS @param {any} info */
    fsInit: async (FS, info) => {},
  });
  performance.mark("python");
  pyodide.unpackArchive(await file.wheel, "wheel");
  performance.mark("wheel");
  const zones = await file.zones;
  for (const [name, text] of Object.entries(zones)) {
    const path = `/zones/${name}`;
    pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    pyodide.FS.writeFile(path, Uint8Array.from(atob(/** @type {string} */ (text)), (c) => c.charCodeAt(0)));
  }
  evaluate = pyodide.pyimport("escalation_calculator.wire").evaluate;
  performance.mark("imported");
  const playbook = JSON.parse(evaluate(`{"do":"load","playbook":${await file.playbook}}`));
  const python = pyodide.runPython("import sys; sys.version.split()[0]");
  performance.mark("loaded");
  tell({ kind: "ready", identity: { python, sources: "", zone: null, playbook },
    marks: performance.getEntriesByType("mark").map((m) => [m.name, performance.timeOrigin + m.startTime]) });
}

function useWhatTheWorkerHas() {
  const fetchAnything = self.fetch.bind(self);
  self.fetch = async (resource, options) => {
    const address = String(resource);
    if (address.endsWith("/library")) return new Response(await file.library);
    if (address.endsWith("/pyodide.asm.wasm")) return new Response();
    return fetchAnything(resource, options);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await file.module;
    performance.mark("module");
    return { module, instance: (await WebAssembly.instantiate(module, imports).then(i=>{performance.mark("instantiated");return i;})) };
  };
}

tell({ kind: "here" });
