// Runs in pages shown by `playbook serve` only. Loads a page again after a build, and shows over it what is wrong in
// the files while the last build failed.

/**
 * @typedef {object} Mistake
 * @property {string} path
 * @property {string} place  the path, with line and column where there are any
 * @property {string} code
 * @property {string} text
 * @property {string[]} excerpt  lines of the file, the last row with the caret; may be empty
 *
 * @typedef {object} News
 * @property {string} version
 * @property {string} built
 * @property {boolean} failed
 * @property {Mistake[]} mistakes
 * @property {string} title
 * @property {string} state
 * @property {string} hide
 */

const version = new URL(import.meta.url).searchParams.get("version");

/** @type {EventSource | undefined} */
let events;
/** @type {HTMLElement | undefined} */
let panel;

/** A page in the background lets go: a browser has few connections for one server. */
function listen() {
  events?.close();
  events = undefined;
  if (document.hidden) return;
  events = new EventSource("/_ep/events");
  events.onmessage = (message) => hear(/** @type {News} */ (JSON.parse(message.data)));
}

/** @param {News} news */
function hear(news) {
  if (news.version !== version) {
    events?.close();
    location.reload();
    return;
  }
  panel?.remove();
  panel = news.failed ? show(news) : undefined;
}

/**
 * @param {string} name
 * @param {string} look
 * @param {(Node | string)[]} inside
 */
function element(name, look, ...inside) {
  const made = document.createElement(name);
  made.className = look;
  made.append(...inside);
  return made;
}

/**
 * @param {News} news
 * @returns {HTMLElement}
 */
function show(news) {
  const title = element("h2", "ep-mistakes__count", news.title);
  title.id = "ep-mistakes-count";
  const hide = element("button", "ep-mistakes__button", `${news.hide} `, element("kbd", "", "Esc"));
  const again = element("button", "ep-mistakes__again", news.title);
  again.hidden = true;
  const sheet = element("section", "ep-mistakes__sheet");
  sheet.setAttribute("aria-labelledby", title.id);
  const list = element("ol", "ep-mistakes__list", ...news.mistakes.map(entry));
  list.tabIndex = 0; // scrolls, so it can be reached with the keyboard
  sheet.append(
    element("div", "ep-mistakes__head", element("div", "", title, element("p", "ep-mistakes__state", news.state)), hide),
    list,
  );
  const made = element("div", "ep-mistakes", sheet, again);
  made.setAttribute("role", "status");

  /** @param {boolean} hidden */
  const turn = (hidden) => {
    sheet.hidden = hidden;
    again.hidden = !hidden;
  };
  hide.onclick = () => turn(true);
  again.onclick = () => turn(false);
  document.body.append(made);
  return made;
}

/** @param {Mistake} mistake */
function entry(mistake) {
  const made = element(
    "li",
    "ep-mistakes__entry",
    element("p", "ep-mistakes__place", element("code", "ep-mistakes__path", mistake.place), ` error[${mistake.code}]`),
    element("p", "ep-mistakes__text", mistake.text),
  );
  const last = mistake.excerpt.at(-1);
  if (last !== undefined) {
    const lines = mistake.excerpt.slice(0, -1).map((line) => `${line}\n`);
    const at = last.indexOf("^");
    const caret = element("span", "ep-mistakes__caret", last.slice(at));
    made.append(element("pre", "ep-mistakes__source", ...lines, last.slice(0, at), caret));
  }
  return made;
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => events?.close());
addEventListener("pageshow", (event) => event.persisted && listen());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const hide = panel?.querySelector(".ep-mistakes__button");
  if (hide instanceof HTMLElement) hide.click();
});

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "/_ep/serve.css";
document.head.append(style);
listen();
