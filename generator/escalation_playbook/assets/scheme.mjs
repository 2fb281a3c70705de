// @ts-check
/*
 * Light or dark: as the system has it, until a reader chooses. A choice stands on the body and is kept where the theme's
 * own script in the page finds it, which runs before anything shows. The theme's switch would have every page computed anew
 * three times while it loads.
 */

/** What a choice is for that follows the system again; an owner's settings may have one. */
const ANY = "(prefers-color-scheme)";
const PARTS = ["media", "scheme", "primary", "accent"];

/** @typedef {(name: string, value: object | null) => void} Keep what the theme keeps a value with */

const of = (/** @type {HTMLInputElement} */ choice) => choice.dataset.mdColorMedia ?? "";
/** @param {object | null} value */
const keep = (value) => /** @type {{ __md_set?: Keep }} */ (window).__md_set?.("__palette", value);

/** @param {Element} place the switch */
function follow(place) {
  const choices = [...place.querySelectorAll("input")];
  const [first] = choices;
  if (!first) return;
  const any = choices.find((choice) => of(choice) === ANY);
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
  }

  /** @param {HTMLInputElement} choice the one that is made */
  function show(choice) {
    choice.checked = true;
    for (const each of around) each.content = colors.get(of(choice)) ?? colors.get(each.media) ?? "";
    for (const each of choices) {
      const label = each.nextElementSibling;
      if (label instanceof HTMLElement) label.hidden = each !== choice;
    }
  }

  /** What was chosen, or else what the system has. */
  const begin = () => {
    const kept = body.dataset.mdColorMedia;
    if (kept !== undefined) {
      show(choices.find((choice) => of(choice) === kept) ?? first);
      return;
    }
    const fits = choices.find((choice) => choice !== any && matchMedia(of(choice)).matches) ?? first;
    wear(fits, PARTS.slice(1));
    show(any ?? fits);
  };

  /** @param {HTMLInputElement} choice */
  function choose(choice) {
    if (choice === any) {
      keep(null); // as if none had been made
      body.removeAttribute("data-md-color-media");
      begin();
      return;
    }
    wear(choice, PARTS);
    show(choice);
    const color = Object.fromEntries(PARTS.map((part) => [part, choice.getAttribute(`data-md-color-${part}`) ?? ""]));
    keep({ index: choices.indexOf(choice), color });
  }

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
