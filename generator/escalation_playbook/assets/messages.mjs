// @ts-check
/*
 * The list of messages: what it is narrowed by, and the facts of a ticket in its address, go along to each message's page.
 */
import { fragmentHere } from "./calculator-link.mjs";

const list = document.querySelector("[data-ep-messages]");
const links = [...(list?.querySelectorAll("tbody th > a[href]:first-child") ?? [])].map((each) => /** @type {HTMLAnchorElement} */ (each));

/** Gives each link the channel and the language that are chosen, and the facts. */
function carry() {
  const facts = fragmentHere();
  const given = new URLSearchParams(location.search);
  for (const link of links) {
    const address = new URL(link.href);
    address.search = "";
    for (const name of ["channel", "language"]) if (given.get(name)) address.searchParams.set(name, given.get(name) ?? "");
    address.hash = facts;
    link.href = address.href;
  }
  const told = document.querySelector("[data-ep-facts]");
  if (told instanceof HTMLElement) told.hidden = !facts;
}

window.addEventListener("hashchange", carry);
window.addEventListener("popstate", carry);
list?.closest("[data-ep-list]")?.addEventListener("click", carry, { capture: true });
list?.addEventListener("focusin", carry);
carry();
