// @ts-check
/*
 * Pagefind beside the page: a question to an index of thousands of cases takes a while, and no key may wait for it. Its
 * own worker would lie outside the page's security policy; one that is started from a blob: lies within.
 */

/** @typedef {import("./search-cases.mjs").Pagefind} Pagefind */

/**
 * @param {string} address of Pagefind's script
 * @param {() => void} lost called when the worker has broken down: the next question needs another one
 * @returns {Promise<Pagefind>}
 */
export async function beside(address, lost) {
  const script = JSON.stringify(new URL("search-worker.mjs", import.meta.url).href);
  const lines = ["URL.revokeObjectURL(location.href);", `import(${script}).catch(()=>postMessage({id:0,error:${script}}));`];
  const worker = new Worker(URL.createObjectURL(new Blob([lines.join("\n")], { type: "text/javascript" })), { type: "module", name: "search" });
  /** @type {{resolve: (answer: any) => void, reject: (error: Error) => void}[]} */
  const waiting = [];
  worker.addEventListener("message", ({ data: { id, answer, error } }) => {
    if (error === undefined) waiting[id]?.resolve(answer);
    else waiting[id]?.reject(new Error(error));
    delete waiting[id];
  });
  const told = () => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  worker.addEventListener("error", () => {
    lost();
    worker.terminate();
    waiting.forEach(({ reject }) => reject(new Error(address)));
  });
  /** @param {string} what @param {unknown[]} given */
  const ask = (what, ...given) => {
    worker.postMessage({ id: waiting.length, what, given });
    return told();
  };
  try {
    await told(); // that it listens
    await ask("open", address);
  } catch (error) {
    worker.terminate(); // the next one begins anew
    throw error;
  }
  return {
    filters: () => ask("filters"),
    search: async (words, options) => {
      /** @type {string} */
      const found = await ask("search", words, options);
      return { results: found.split(" ").filter(Boolean).map((id) => ({ id, data: () => ask("data", id) })) };
    },
  };
}
