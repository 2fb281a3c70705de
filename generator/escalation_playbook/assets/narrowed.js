// @ts-check
/*
 * A list that its address narrows is shown once it is: rows that go would move what is read. This small script stands in
 * the head of pages with such a list, so that nothing is drawn before it.
 */
if (location.search) {
  const page = document.documentElement;
  page.dataset.epComing = "";
  // The list of cases reads a file first; where its script did not come, all is shown as it stands.
  addEventListener("load", () => { if (page.dataset.epComing !== "reading") delete page.dataset.epComing; });
}
