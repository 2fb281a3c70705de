// @ts-check
/*
 * A day or a month among the words of a search, however it is said: “march 2026”, “16 nov”, “2026-03”, “16.3.2026”.
 */

import { saysLittle, wordsOf } from "./search-words.mjs";

/** Letters of a month's name that are enough. */
const LEAST = 3;

const YEAR = /^(?:19|20)\d\d$/;
const DAY = /^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/;
const YEAR_FIRST = /(?<![\p{L}\p{N}])((?:19|20)\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?![\p{L}\p{N}])/u;
const YEAR_LAST = /(?<![\p{L}\p{N}])(?:(\d{1,2})[-/.])?(\d{1,2})[-/.]((?:19|20)\d\d)(?![\p{L}\p{N}])/u;

/** What was said of a day: which days it can be, and the words beside it. @typedef {{days: RegExp, rest: string}} Said */

/** The names of the months as compared, in the languages of the page and of its reader. @type {string[][] | null} */
let months = null;

/** @returns {string[][]} */
function named() {
  if (months) return months;
  const languages = Intl.DateTimeFormat.supportedLocalesOf([document.documentElement.lang || "en", "en", ...navigator.languages]);
  const forms = /** @type {const} */ (["long", "short"]);
  return months = languages.flatMap((language) => forms.map((month) => {
    const format = new Intl.DateTimeFormat(language, { month, timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, at) => wordsOf(format.format(Date.UTC(2000, at, 15))).join(""));
  }));
}

/** The number of a month, or 0. @param {string} word as compared */
function monthOf(word) {
  if (word.length < LEAST) return 0;
  return named().reduce((found, names) => found || names.findIndex((name) => name.startsWith(word)) + 1, 0);
}

/**
 * @param {string | undefined} year
 * @param {string | undefined} month
 * @param {string | undefined} day
 */
const daysOf = (year, month, day) => new RegExp(`^${year ?? "\\d{4}"}-${month?.padStart(2, "0")}-${day?.padStart(2, "0") ?? "\\d\\d"}$`);

/** What the numbers can mean: 10/06 is in June, or else in October. @param {string} typed @returns {Said[]} */
function inNumbers(typed) {
  const [whole, year, month, day] = YEAR_FIRST.exec(typed) ?? [];
  if (whole) return [{ days: daysOf(year, month, day), rest: typed.replace(whole, " ") }];
  const [all, first, second, last] = YEAR_LAST.exec(typed) ?? [];
  if (!all) return [];
  const rest = typed.replace(all, " ");
  return [{ days: daysOf(last, second, first), rest }, ...(first ? [{ days: daysOf(last, first, second), rest }] : [])];
}

/** What a month's name and the numbers beside it mean. @param {string} typed @returns {Said[]} */
function inWords(typed) {
  const words = wordsOf(typed);
  const at = words.findIndex(monthOf);
  const month = words[at];
  if (!month) return [];
  const beside = [at - 1, at + 1, at + 2].filter((place) => YEAR.test(words[place] ?? "") || DAY.test(words[place] ?? ""));
  const numbers = beside.map((place) => words[place] ?? "");
  const rest = words.filter((word, place) => place !== at && !beside.includes(place));
  // What may happen is not of May, and “set” is a beginning of a month only in some languages.
  if (rest.some((word) => !saysLittle(word)) && !beside.length && (saysLittle(month) || month.length <= LEAST)) return [];
  const day = numbers.find((number) => DAY.test(number))?.match(/\d+/)?.[0];
  return [{ days: daysOf(numbers.find((number) => YEAR.test(number)), String(monthOf(month)), day), rest: rest.join(" ") }];
}

/**
 * The days that are meant, the newest first, and what was typed beside them; null where no day is meant that is known.
 * @param {string} typed
 * @param {readonly string[]} known days, as in 2026-03-05
 * @returns {{days: string[], rest: string} | null}
 */
export function daysIn(typed, known) {
  for (const { days, rest } of [...inNumbers(typed), ...inWords(typed)]) {
    const meant = known.filter((day) => days.test(day)).sort().reverse();
    if (meant.length) return { days: meant, rest: wordsOf(rest).filter((word) => !saysLittle(word)).join(" ") };
  }
  return null;
}
