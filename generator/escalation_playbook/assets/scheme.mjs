// @ts-check
/*
 * Light or dark: as the system has it, until a reader chooses. A choice stands on the body and is kept where the theme's
 * own script in the page finds it, which runs before anything shows. The theme's switch would have every page computed anew
 * three times while it loads.
 */

/** What a choice for any of the system's schemes is for. */
const ANY = "(prefers-color-scheme)";
const PARTS = ["media", "scheme", "primary", "accent"];

/** @typedef {(name: string, value: object) => void} Keep what the theme keeps a value with */

/** @param {Element} place the switch */
function follow(place) {
  const choices = [...place.querySelectorAll("input")];
  const [first] = choices;
  if (!first) return;
  const { body } = document;
  /** What a phone draws around the page, for each of the system's schemes. @type {HTMLMetaElement[]} */
  const around = [...document.querySelectorAll("meta[name=theme-color]")].filter((each) => each instanceof HTMLMetaElement);
  const colors = new Map(around.map(({ media, content }) => [media, content]));

  /** @param {HTMLInputElement} choice @param {string[]} parts of it, which the body is given */
  function wear(choice, parts) {
    for (const part of parts) {
      const name = `data-md-color-${part}`;
      const value = choice.getAttribute(name) ?? "";
      if (body.getAttribute(name) !== value) body.setAttribute(name, value);
    }
    choice.checked = true;
    const color = colors.get(choice.dataset.mdColorMedia ?? "");
    for (const each of around) each.content = color ?? each.content;
    for (const each of choices) {
      const label = each.nextElementSibling;
      if (label instanceof HTMLElement) label.hidden = each !== choice;
    }
  }

  /** @param {HTMLInputElement} choice */
  function choose(choice) {
    wear(choice, PARTS);
    const color = Object.fromEntries(PARTS.map((part) => [part, choice.getAttribute(`data-md-color-${part}`) ?? ""]));
    /** @type {{ __md_set?: Keep }} */ (window).__md_set?.("__palette", { index: choices.indexOf(choice), color });
  }

  /** What was chosen, or else what the system has. */
  const begin = () => {
    const kept = body.dataset.mdColorMedia;
    const of = (/** @type {HTMLInputElement} */ choice) => choice.dataset.mdColorMedia ?? "";
    const fits = choices.find((choice) => (kept === undefined ? of(choice) !== ANY && matchMedia(of(choice)).matches : of(choice) === kept));
    wear(fits ?? first, kept === undefined ? PARTS.slice(1) : []);
  };

  begin();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", begin);
  for (const [number, choice] of choices.entries()) {
    choice.addEventListener("change", () => choose(choice));
    choice.addEventListener("keydown", ({ key }) => {
      if (key !== "Enter") return;
      const next = choices[number + 1] ?? first;
      next.focus();
      choose(next);
    });
  }
}

const place = document.querySelector("[data-ep-schemes]");
if (place) follow(place);
