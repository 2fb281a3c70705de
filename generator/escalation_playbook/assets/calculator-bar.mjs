// @ts-check
/*
 * The bar at the bottom of a narrow screen: the answer in short, always in sight; and the badge, large or small.
 */
import { set, Slots, write } from "./slots.mjs";

/** @typedef {import("./calculator-reply.mjs").Badge} Badge */

export class Bar {
  /** @param {Element} place */
  constructor(place) {
    this.slots = new Slots(place);
  }

  /** The bar is not needed, and is in the way, while this is in sight. @param {Element} head */
  hideWhile(head) {
    new IntersectionObserver((entries) => {
      this.slots.root.toggleAttribute("data-away", entries.at(-1)?.isIntersecting ?? false);
    }, { rootMargin: "0px 0px -10% 0px" }).observe(head); // what the bar itself covers is not in sight
  }

  /** @param {Badge[]} badges @param {string} owner @param {string} next */
  draw(badges, owner, next) {
    const place = this.slots.root;
    if (place instanceof HTMLElement) place.hidden = false;
    const single = badges.length === 1 && badges[0]?.priority !== "standard" ? badges[0] : null;
    this.slots.show("bar-code", single !== null || badges.length > 1);
    this.slots.show("bar-single", single !== null);
    set(this.slots.at("bar-single").querySelector(".ep-mark"), "data-priority", single?.priority ?? "standard");
    this.slots.write("bar-text", single?.code ?? "");
    this.slots.rows("bar-range", "end", badges.length > 1 ? badges : [], ([to, badge], item) => {
      if (to instanceof HTMLElement) to.hidden = item === badges[0];
      drawBadge(badge, item);
    });
    this.slots.write("bar-owner", badges.length === 1 && !single ? `${badges[0]?.name}: ${owner}` : owner);
    this.slots.write("bar-next", next);
  }
}

/** @param {Element | null | undefined} place @param {Badge} badge */
export function drawBadge(place, badge) {
  set(place, "data-priority", badge.priority);
  set(place?.querySelector(".ep-mark"), "data-priority", badge.priority);
  write(place?.querySelector("span"), badge.priority === "standard" ? badge.name : badge.code);
}
