// Starts Pyodide under Node and lets its Python make the archives for the browser.
// usage: node node.mjs VENDOR PACKAGE OUT DISTRIBUTION VERSION
// Writes `library` and `wheel` into OUT and prints one line of JSON.

import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [vendor, calculator, out, distribution, version] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(resolve(vendor), "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: resolve(vendor), env: { PYTHONTZPATH: "/zones" } });
const here = dirname(fileURLToPath(import.meta.url));
const mounted = `/calculator/${basename(calculator)}`;
pyodide.mountNodeFS(mounted, resolve(calculator));
pyodide.mountNodeFS("/here", here);
pyodide.mountNodeFS("/out", resolve(out));

/** Runs one of the Python files beside this one; what it defines can be called. @param {string} name */
async function load(name) {
  const scope = pyodide.toPy({ __name__: name });
  pyodide.runPython(await readFile(join(here, `${name}.py`), "utf8"), { globals: scope, filename: `${name}.py` });
  return scope;
}

const { Path } = pyodide.pyimport("pathlib");
const imports = await load("imports"); // first: the rest imports more than is needed
const names = imports.get("needed")(Path(mounted));
const methods = imports.get("methods")();
const archives = await load("archives");
const write = (/** @type {string} */ name, /** @type {any} */ bytes) => Path(`/out/${name}`).write_bytes(bytes);
write("library", archives.get("library")(names, imports.get("INSTEAD"), Path("/here/sitecustomize.py"), methods));
write("wheel", archives.get("wheel")(Path(mounted), distribution, version));
process.stdout.write(`${JSON.stringify({ python: pyodide.runPython("import sys; sys.version.split()[0]"), modules: names.length })}\n`);
