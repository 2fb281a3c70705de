// Runs the calculator's tests in Pyodide, under Node, with the calculator loaded as its lock file says.
// usage: node run.mjs VENDOR FOLDER DEPENDENCIES TESTS
// FOLDER holds pyodide-lock.json, the wheel that it names and replies.json; DEPENDENCIES are Python packages (pytest).

import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [vendor, folder, dependencies, ...tests] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(vendor, "pyodide.mjs")).href);
const pyodide = await loadPyodide({
  indexURL: resolve(vendor),
  lockFileURL: resolve(folder, "pyodide-lock.json"),
  packageCacheDir: resolve(folder), // where the wheel is looked for; nothing else is loaded
  env: { PYTHONTZPATH: "", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" }, // zones come from tzdata, as on the machine that made the replies
});
await pyodide.loadPackage("escalation-calculator", { errorCallback: (/** @type {string} */ said) => {
  console.error(said);
  process.exit(1);
} });
pyodide.mountNodeFS("/tests", dirname(dirname(fileURLToPath(import.meta.url))));
for (const name of ["_pytest", "iniconfig", "packaging", "pluggy", "pygments", "pytest", "tzdata"]) {
  pyodide.mountNodeFS(`/dependencies/${name}`, resolve(dependencies, name));
}
pyodide.FS.writeFile("/dependencies/py.py", readFileSync(join(dependencies, "py.py"))); // pytest's own
pyodide.mountNodeFS("/given", resolve(folder));
pyodide.globals.set("files", pyodide.toPy(tests.map((name) => `/tests/${name}`)));
const program = `
import sys
sys.path += ["/tests", "/dependencies"]
sys.dont_write_bytecode = True
import escalation_calculator, pytest
assert "/dependencies" not in escalation_calculator.__file__ and "/tests" not in escalation_calculator.__file__
print("Python", sys.version.split()[0], sys.platform, escalation_calculator.__file__)
quiet = ["-q", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", "/tests", "-p", "wasm.without_hypothesis"]
int(pytest.main([*quiet, *files]))
`;
try {
  process.exitCode = pyodide.runPython(program);
} catch (error) {
  console.error(String(/** @type {any} */ (error).message).slice(-2_000)); // Node would print the whole runtime
  process.exitCode = 1;
}
