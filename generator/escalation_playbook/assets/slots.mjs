// @ts-check
/*
 * Places in a page's markup that are filled later: `[data-slot]` for one thing, `<template data-row>` for each of many.
 * Text arrives as text only, and what is there already is changed in place, so that focus and selection stay.
 */

export class Slots {
  /** @param {Element} root */
  constructor(root) {
    this.root = root;
    /** @type {Map<string, Element>} */
    this.found = new Map();
  }

  /** The place of a name. @param {string} name @returns {HTMLElement} */
  at(name) {
    const place = this.found.get(name) ?? this.root.querySelector(`[data-slot="${name}"], [data-part="${name}"]`);
    if (!place) throw new Error(`The page has no place for ${name}.`);
    this.found.set(name, place);
    return /** @type {HTMLElement} */ (place);
  }

  /** Writes a text. @param {string} name @param {string} words */
  write(name, words) {
    write(this.at(name), words);
  }

  /** Writes a text and hides its place when there is none. @param {string} name @param {string} words */
  offer(name, words) {
    this.write(name, words);
    this.show(name, words !== "");
  }

  /** @param {string} name @param {boolean} visible */
  show(name, visible) {
    this.at(name).hidden = !visible;
  }

  /**
   * One row for each item, made from the template of that name.
   * @template Item
   * @param {string} name the list
   * @param {string} row the template
   * @param {readonly Item[]} items
   * @param {(parts: Element[], item: Item) => void} fill is given the top elements of the row
   */
  rows(name, row, items, fill) {
    const list = this.at(name);
    const template = document.querySelector(`template[data-row="${row}"]`);
    if (!(template instanceof HTMLTemplateElement)) throw new Error(`The page has no row for ${row}.`);
    const size = template.content.childElementCount;
    while (list.childElementCount > items.length * size) list.lastElementChild?.remove();
    items.forEach((item, index) => {
      if (list.childElementCount <= index * size) list.append(template.content.cloneNode(true));
      fill([...list.children].slice(index * size, (index + 1) * size), item);
    });
  }
}

/** @param {Element | null | undefined} place @param {string} words */
export function write(place, words) {
  if (place && place.textContent !== words) place.textContent = words;
}

/**
 * Sets an attribute, or takes it away when there is no value.
 * @param {Element | null | undefined} place
 * @param {string} name
 * @param {string | null | undefined} value
 */
export function set(place, name, value) {
  if (!place || place.getAttribute(name) === (value ?? null)) return;
  if (value == null) place.removeAttribute(name);
  else place.setAttribute(name, value);
}
