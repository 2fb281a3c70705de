// @ts-check
/*
 * An open search is a step of its own in the history, so that the browser's Back closes it, and Back from a result opens
 * it again as it was. The address stays as it is: behind its "#" may stand the calculator's answers.
 */

/** @typedef {{words: string, kind: string, set: Record<string, string>, chosen: number}} Kept what was looked for */

const KEY = "epSearch";

/** Whether a step back that was asked for has not been made yet. */
let leaving = false;

/** What was looked for at this step; null when it is none of the search. @returns {Kept | null} */
export const here = () => history.state?.[KEY] ?? null;

/** Makes it a step, or writes over what is kept of it. @param {Kept} kept */
export function keep(kept) {
  if (leaving) return;
  const state = { ...history.state, [KEY]: kept };
  if (here()) history.replaceState(state, "");
  else history.pushState(state, "");
}

/** Goes back to before the search. */
export function leave() {
  if (leaving || !here()) return;
  leaving = true;
  history.back();
}

/**
 * Tells of each step that the reader makes; of one made by `leave`, once it is made, with true.
 * @param {(own: boolean) => void} tell
 */
export function onStep(tell) {
  window.addEventListener("popstate", () => {
    const own = leaving;
    leaving = false;
    tell(own);
  });
  window.addEventListener("pageshow", (event) => {
    leaving = false;
    if (event.persisted) tell(false);
  });
}
