// @ts-check
/*
 * The engine of the calculator's page, started as soon as this small module has arrived: Python takes longest, so it
 * does not wait for the theme's scripts nor for the form's.
 */
import { startEngine } from "./engine.mjs";

/** @typedef {ReturnType<typeof startEngine>} Engine */
/** @typedef {import("./engine.mjs").Progress} Progress */

/** The reader's time zone. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @type {Progress | null} */
let progress = null;
/** @param {Progress} now */
let tell = (now) => {
  progress = now;
};
let early = begin();

/** @returns {Engine | null} none where it cannot be started; whoever asks for one then is told why */
function begin() {
  try {
    const engine = startEngine({ zone, onProgress: (now) => tell(now) });
    engine.ready.catch(() => {}); // heard by whoever takes it over
    engine.sources.catch(() => {});
    return engine;
  } catch {
    return null;
  }
}

/**
 * The engine that is starting already, the first time; a fresh one after that.
 * @param {(progress: Progress) => void} onProgress
 * @returns {Engine}
 */
export function engineFor(onProgress) {
  const engine = early;
  early = null;
  if (!engine) return startEngine({ zone, onProgress });
  tell = onProgress;
  if (progress) onProgress(progress);
  return engine;
}
