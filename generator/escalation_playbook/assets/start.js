// @ts-check
/*
 * Starts the calculator's Python in a worker. Python takes longest of all, so this small script stands first in the
 * head of the calculator's page, before its styles and modules; the worker then needs nothing more of the page. With
 * `data-later`, a script of the page starts it when somebody needs it.
 */
{
  const { src: here, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { Temporal } = /** @type {any} */ (globalThis);
  // The reader's. Intl loads the data of a language first, a long task; but not every browser has Temporal.
  const zone = /** @type {string} */ (Temporal?.Now.timeZoneId() ?? Intl.DateTimeFormat().resolvedOptions().timeZone);

  /**
   * A worker started from an address answers to the headers of its own file; one started from a blob: to this page's
   * policy. There a static import would count as a worker (worker-src), a dynamic one counts as a script.
   * @returns {Worker}
   */
  const start = () => {
    const lines = [
      "URL.revokeObjectURL(location.href);",
      `self.zone = ${JSON.stringify(zone)};`, // what is set for one page may not reach its workers
      "const absent = () => postMessage({ kind: 'absent' });",
      `import(${JSON.stringify(new URL("worker.mjs", here).href)}).catch(() => { absent(); self.onmessage = absent; });`,
    ];
    const source = URL.createObjectURL(new Blob([lines.join("\n")], { type: "text/javascript" }));
    return new Worker(source, { type: "module", name: "calculator" });
  };

  /** @type {Worker | undefined} taken over by the calculator when its own scripts have arrived */
  let early;
  try {
    if (dataset.later === undefined) early = start();
  } catch {
    // the calculator starts it again, and tells why it cannot
  }
  // a reader may be led to a place on the page, which is another fragment, before its other scripts have come
  Object.assign(globalThis, { epPython: { start, early, zone, fragment: location.hash.slice(1) } });
}
