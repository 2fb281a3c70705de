// @ts-check
/*
 * The list of all cases as data: reading the file, narrowing, counting, ordering. Words, days and durations are told by
 * the file; nothing is decided here.
 */

/** Facet → the values that are wanted of it. @typedef {ReadonlyMap<string, ReadonlySet<string>>} Wanted */
/** @typedef {"newest" | "oldest" | "gravest" | "longest"} Order */

/**
 * The file as the build writes it: facet → its values with their words, days and durations with theirs, newest first.
 * @typedef {{ facets: Record<string, [string, string][]>, days: [string, string][], took: [number, string][], rows: (string | number | number[])[][] }} File
 */

/**
 * @typedef {object} Case
 * @property {string} id
 * @property {string} title
 * @property {string} second
 * @property {[string, string]} day as data and in words
 * @property {string} took
 * @property {readonly (readonly number[])[]} at of each facet the places of the values that it has
 * @property {string} text all that is looked through
 */

/**
 * @typedef {object} Found
 * @property {readonly Case[]} cases
 * @property {readonly Int32Array[]} counts of each facet, how many cases each value would leave
 */

/** Of each row, what stands before the places of its values. */
const FIELDS = 6;
/** What a case may have several of: it is chosen, and no part of the text, in which its many words would be found everywhere. */
const SEVERAL = "criterion";
const ASCII = /^[\0-\x7f]*$/;

/** Every case, and the orders in which they can stand. */
export class Cases {
  /** @param {File} file */
  constructor(file) {
    this.facets = Object.entries(file.facets).map(([name, values]) => ({
      name,
      values,
      places: new Map(values.map(([value], place) => [value, place])),
    }));
    const none = /** @type {const} */ (["", ""]);
    const words = this.facets.map(({ name, values }) => (name === SEVERAL ? [] : values.map(([, label]) => plain(label))));
    // Most have one value, and the same few lists serve them all.
    const single = this.facets.map(({ values }) => values.map((_, place) => [place]));
    this.all = file.rows.map((row) => {
      const [id, title, second, ticket, day, took] = row;
      const at = /** @type {(number | number[])[]} */ (row.slice(FIELDS))
        .map((place, facet) => (typeof place === "number" ? single[facet]?.[place] ?? [] : place));
      return /** @type {Case} */ ({
        id,
        title,
        second,
        day: file.days[Number(day)] ?? none,
        took: (file.took[Number(took)] ?? none)[1],
        at,
        text: `${plain(`${id}\n${title}\n${second}\n${ticket}`)}\n${at.map(([place = -1], facet) => words[facet]?.[place]).join("\n")}`,
      });
    });
    this.took = file.rows.map((row) => Number(row[FIELDS - 1]));
    /** @type {Map<Order, readonly number[]>} */
    this.orders = new Map();
  }

  /** The cases in an order, each by its place among all; made when it is asked for. @param {Order} wanted */
  order(wanted) {
    const known = this.orders.get(wanted);
    if (known) return known;
    const newest = [...this.all.keys()];
    const priority = this.facets.findIndex((facet) => facet.name === "priority");
    const rank = (/** @type {number} */ index) => this.all[index]?.at[priority]?.[0] ?? 0;
    const took = (/** @type {number} */ index) => this.took[index] ?? 0;
    const made = {
      newest: () => newest,
      oldest: () => newest.reverse(),
      gravest: () => newest.sort((one, other) => rank(one) - rank(other)),
      longest: () => newest.sort((one, other) => took(other) - took(one)),
    }[wanted]();
    this.orders.set(wanted, made);
    return made;
  }

  /** The word or words of a facet's value. @param {string} name @param {string} value */
  label(name, value) {
    const facet = this.facets.find((each) => each.name === name);
    return facet?.values[facet.places.get(value) ?? -1]?.[1] ?? "";
  }

  /** What a case has of a facet that allows one value, as data. @param {Case} one @param {string} facet */
  value(one, facet) {
    const place = this.facets.findIndex((each) => each.name === facet);
    return this.facets[place]?.values[one.at[place]?.[0] ?? -1]?.[0] ?? "";
  }

  /**
   * The cases that hold every word and, of each facet, one of the values wanted.
   * @param {string} words
   * @param {Wanted} wanted
   * @param {Order} order
   * @returns {Found}
   */
  find(words, wanted, order) {
    const sought = plain(words).split(/\s+/).filter(Boolean);
    const allowed = this.facets.map(({ name, values }) => {
      const chosen = wanted.get(name);
      return chosen?.size ? values.map(([value]) => chosen.has(value)) : null;
    });
    const counts = this.facets.map(({ values }) => new Int32Array(values.length));
    const cases = [];
    for (const index of this.order(order)) {
      const one = /** @type {Case} */ (this.all[index]);
      if (!sought.every((word) => one.text.includes(word))) continue;
      let against = 0;
      let last = -1;
      one.at.forEach((places, facet) => {
        const values = allowed[facet];
        if (!values || places.some((place) => values[place])) return;
        against += 1;
        last = facet;
      });
      if (against === 0) cases.push(one);
      // A value is counted as if nothing else of its own facet were wanted: that is what choosing it would add.
      if (against > 1) continue;
      one.at.forEach((places, facet) => {
        const count = counts[facet];
        if ((against === 0 || last === facet) && count) for (const place of places) count[place] = (count[place] ?? 0) + 1;
      });
    }
    return { cases, counts };
  }
}

/** A text as it is compared: small letters, without accents; most have none, which is seen at once. @param {string} text */
export function plain(text) {
  return ASCII.test(text) ? text.toLowerCase() : text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
