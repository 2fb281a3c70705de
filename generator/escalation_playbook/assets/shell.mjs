// @ts-check
/*
 * What stands around every page: the drawer of narrow screens and the list of pages. With it goes what else the theme's
 * own script would bring to these pages, which is not loaded for so little.
 */

/** The theme's drawer is a checkbox with a label, which no key reaches; with scripts a button stands in the label's place. */
function drawer() {
  const box = document.getElementById("__drawer");
  const label = document.querySelector("[data-ep-drawer]");
  if (!(box instanceof HTMLInputElement) || !label) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  label.replaceWith(button);
  const tell = () => button.setAttribute("aria-expanded", String(box.checked));
  tell();
  box.addEventListener("change", tell);
  button.addEventListener("click", () => box.click());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    box.click();
    button.focus();
  });
}

/** Where the list of pages is longer than the screen, the present one is brought into sight. */
function present() {
  const link = document.querySelector(".md-nav__link--active");
  const root = link?.closest(".md-sidebar__scrollwrap");
  if (!link || !root) return;
  // An observer is told after the page is laid out; asked now, the page would be laid out for it.
  new IntersectionObserver(([seen], observer) => {
    observer.disconnect();
    if (!seen?.rootBounds?.height || !seen.boundingClientRect.height || seen.intersectionRatio === 1) return;
    root.scrollTop += seen.boundingClientRect.top - seen.rootBounds.top - seen.rootBounds.height / 2;
  }, { root }).observe(link);
}

/** Code or a table that is wider than its box is scrolled by keys, too. */
function scrolled() {
  const observer = new ResizeObserver((sized) => {
    for (const { target } of sized) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll("pre > code, .ep-prose__table")) observer.observe(box);
}

// The theme's script, where a project loads it, goes to another page when "n" or "p" is pressed; answers half given must
// not be lost to a stray key.
for (const link of document.querySelectorAll("link[rel=prev], link[rel=next]")) link.remove();

drawer();
present();
scrolled();
