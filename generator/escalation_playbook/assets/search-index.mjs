// @ts-check
/*
 * Asks the search index of the built site, and turns its pages into entries: a case or a page is one entry; a page of
 * criteria, messages or roles is one entry for each heading (or head cell of a row) that has an id.
 */

/**
 * @typedef {{element: string, id: string, text: string, location: number}} Anchor a place in a page that has an id
 * @typedef {{raw_url: string, raw_content: string, locations: number[], anchors: Anchor[],
 *   meta: Record<string, string>, filters: Record<string, string[]>}} Page
 * @typedef {{results: {id: string, data: () => Promise<Page>}[]}} Found
 * @typedef {Record<string, string | {any: string[]}>} Filters
 * @typedef {{options: (options: object) => Promise<void>, filters: () => Promise<Record<string, Record<string, number>>>,
 *   search: (words: string | null, options: {filters: Filters}) => Promise<Found>}} Pagefind
 *
 * @typedef {{text: string, found: boolean}} Piece words of a sentence, found or between
 * @typedef {{href: string, title: Piece[], text: Piece[], end: string, priority: string, word: string,
 *   named: boolean}} Entry `named`: the words looked for are its whole id, or its ticket
 * @typedef {{kind: string, total: number, entries: Entry[]}} Group
 */

/** The site's root: this module lies in assets/ep/. */
const ROOT = new URL("../../", import.meta.url);

/** Kinds in the order of need, each as the pages name it. */
export const KINDS = ["Criteria", "Messages", "Roles", "Cases", "Pages"];

/** Kinds with one entry for each head inside a page. */
const INSIDE = new Set(["Criteria", "Messages", "Roles"]);

/** What only cases have, as they name it, with the word shown. */
export const FACETS = new Map([["priority", "Priority"], ["area", "Area"], ["segment", "Segment"]]);

/** Entries of a kind among others, and alone. */
const FEW = 4;
const MANY = 30;

/** Words of text beside an entry. */
const LENGTH = 22;

/** @type {Promise<Pagefind> | null} */
let loading = null;

/** @returns {Promise<Pagefind>} */
export function load() {
  loading ??= (async () => {
    /** @type {Pagefind} */
    const pagefind = await import(new URL("pagefind/pagefind.js", ROOT).href);
    // Its own worker would lie outside the page's security policy.
    await pagefind.options({ noWorker: true });
    await pagefind.filters();
    return pagefind;
  })();
  loading.catch(() => { loading = null; }); // the next opening tries again
  return loading;
}

/** @param {string} path an address inside the site */
export const within = (path) => new URL(path.replace(/^\//, ""), ROOT).href;

/**
 * The values of every facet that the index knows.
 * @returns {Promise<Map<string, string[]>>}
 */
export async function facets() {
  const known = await (await load()).filters();
  return new Map([...FACETS.keys()].filter((name) => known[name]).map((name) => [name, Object.keys(known[name] ?? {}).sort()]));
}

/** @param {string} words */
const termsOf = (words) => words.toLowerCase().split(/\s+/).filter(Boolean);

/**
 * A word, with the part that was looked for apart from the rest; all of it where only its stem is the same.
 * @param {string} word
 * @param {string[]} terms
 * @param {boolean} known that the index found this word
 * @returns {Piece[]}
 */
function cut(word, terms, known) {
  const lead = /^[^\p{L}\p{N}]*/u.exec(word)?.[0].length ?? 0;
  const rest = word.slice(lead).toLowerCase();
  const term = terms.filter((one) => rest.startsWith(one)).sort((a, b) => b.length - a.length)[0];
  if (!term) return [{ text: word, found: known }];
  return [
    { text: word.slice(0, lead), found: false },
    { text: word.slice(lead, lead + term.length), found: true },
    { text: word.slice(lead + term.length), found: false },
  ];
}

/**
 * @param {string[]} words
 * @param {string[]} terms
 * @param {(index: number) => boolean} known
 * @returns {Piece[]}
 */
function pieces(words, terms, known) {
  return words.flatMap((word, index) => [...(index ? [{ text: " ", found: false }] : []), ...cut(word, terms, known(index))])
    .filter((piece) => piece.text);
}

/**
 * Some words of a stretch of the page, around the first that was found.
 * @param {Page} page
 * @param {string[]} terms
 * @param {number} from
 * @param {number} to
 */
function excerpt(page, terms, from, to) {
  const raw = page.raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const all = raw.split(raw.includes("\u200B") ? "\u200B" : /\s+/);
  const hits = new Set(page.locations);
  const first = page.locations.find((at) => at >= from && at < to) ?? from;
  const start = Math.max(from, Math.min(first - 5, to - LENGTH));
  const end = Math.min(to, start + LENGTH, all.length);
  const dots = (/** @type {boolean} */ more, /** @type {string} */ text) => (more ? [{ text, found: false }] : []);
  return [
    ...dots(start > from, "… "),
    ...pieces(all.slice(start, end), terms, (index) => hits.has(start + index)),
    ...dots(end < Math.min(to, all.length), " …"),
  ];
}

/**
 * @param {Page} page
 * @param {string[]} terms
 * @returns {Entry}
 */
function whole(page, terms) {
  const title = page.meta["title"] ?? page.raw_url;
  const from = title.split(/\s+/).length;
  return {
    href: within(page.raw_url),
    title: pieces(title.split(/\s+/), terms, () => false),
    text: excerpt(page, terms, from, Infinity),
    end: page.meta["date"] ?? "",
    priority: page.meta["priority"] ?? "",
    word: page.meta["priority_word"] ?? page.meta["priority"] ?? "",
    named: false,
  };
}

/**
 * The entries inside a page, those with the most hits in their own words first.
 * @param {Page} page
 * @param {string[]} terms
 * @returns {Entry[]}
 */
function inside(page, terms) {
  const rows = page.anchors.filter((anchor) => anchor.element === "th");
  const heads = rows.length ? rows : page.anchors.filter((anchor) => /^h[23]$/.test(anchor.element));
  const sorted = heads.sort((a, b) => a.location - b.location);
  return sorted
    .map((head, index) => {
      // A table ends where the next heading begins, whatever stands in its last row.
      const after = page.anchors.filter((other) => /^h\d$/.test(other.element) && other.location > head.location).map((other) => other.location);
      const to = Math.min(sorted[index + 1]?.location ?? Infinity, ...after);
      const words = head.text.trim().split(/\s+/);
      const from = head.location + words.length;
      return {
        inTitle: page.locations.filter((at) => at >= head.location && at < from).length,
        hits: page.locations.filter((at) => at >= head.location && at < to).length,
        entry: {
          href: `${within(page.raw_url)}#${encodeURIComponent(head.id)}`,
          title: pieces(words, terms, () => false),
          text: excerpt(page, terms, from, to),
          end: "",
          priority: "",
          word: "",
          named: head.id.toLowerCase() === terms.join(" "),
        },
      };
    })
    .filter((one) => one.hits > 0 || one.entry.named)
    .sort((a, b) => Number(b.entry.named) - Number(a.entry.named) || b.inTitle - a.inTitle || b.hits - a.hits)
    .map((one) => one.entry);
}

/**
 * What the site has on some words, in groups by kind; with facets set, cases only. What has these words for its whole
 * id, or is the case of the ticket with that number, comes before all else: the index itself knows only parts of words.
 * @param {string} words
 * @param {string} only a kind, or "" for all
 * @param {Record<string, string>} set facets that are set
 * @returns {Promise<Group[]>}
 */
export async function look(words, only, set) {
  const pagefind = await load();
  const terms = termsOf(words);
  const narrowed = Object.keys(set).length > 0;
  const name = words.trim().toLowerCase();
  const [rules, named, cases] = await Promise.all([
    narrowed ? { results: [] } : pagefind.search(words, { filters: { kind: { any: KINDS.filter((kind) => kind !== "Cases") } } }),
    name ? pagefind.search(null, { filters: { kind: "Cases", name, ...set } }) : { results: [] },
    pagefind.search(words, { filters: { kind: "Cases", ...set } }),
  ]);
  const ids = new Set(named.results.map(({ id }) => id));
  const all = [...named.results, ...cases.results.filter(({ id }) => !ids.has(id))];
  const room = (/** @type {string} */ kind) => (only === kind ? MANY : only ? 0 : FEW);
  const found = await Promise.all(rules.results.slice(0, 60).map((result) => result.data()));
  const past = await Promise.all(all.slice(0, room("Cases")).map((result) => result.data()));
  return KINDS.map((kind) => {
    const pages = found.filter((page) => page.filters["kind"]?.includes(kind));
    const entries = kind === "Cases" ? past.map((page, index) => ({ ...whole(page, terms), named: index < named.results.length }))
      : pages.flatMap((page) => (INSIDE.has(kind) ? inside(page, terms) : [whole(page, terms)]));
    return { kind, total: kind === "Cases" ? all.length : entries.length, entries: entries.slice(0, room(kind)) };
  }).sort((a, b) => Number(b.entries[0]?.named ?? false) - Number(a.entries[0]?.named ?? false));
}
