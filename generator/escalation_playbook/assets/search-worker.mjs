// @ts-check
/*
 * Pagefind in a worker of our own. It is asked by `search-beside.mjs`.
 */

/** @typedef {{id: string, data: () => Promise<object>}} Result */

/** @type {any} */
let pagefind = null;

/** How the page of each result is fetched. @type {Map<string, () => Promise<object>>} */
const pages = new Map();

/** @type {Record<string, (...given: any[]) => Promise<any>>} */
const answers = {
  open: async (address) => {
    pagefind = await import(address);
    await pagefind.options({ noWorker: true }); // this is one
  },
  filters: () => pagefind.filters(),
  search: async (words, options) => {
    /** @type {{results: Result[]}} */
    const { results } = await pagefind.search(words, options);
    for (const { id, data } of results) pages.set(id, data);
    return results.map(({ id }) => id).join(" "); // thousands of them pass over sooner as one
  },
  data: async (id) => pages.get(id)?.(),
};

self.onmessage = async ({ data: { id, what, given } }) => {
  try {
    postMessage({ id, answer: await answers[what]?.(...given) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
postMessage({ id: 0 });
