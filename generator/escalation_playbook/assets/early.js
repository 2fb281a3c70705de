// @ts-check
/*
 * A page is shown when all of it is there. All of it laid out at once would be one long task, which nothing that a reader
 * does can interrupt: this small script stands between the parts of a page, and has what has come laid out already.
 */
document.currentScript?.remove(); // what stands in a list is counted, and told apart by what stands beside it
document.documentElement.classList.replace("no-js", "js"); // the theme's rules ask for it, and its own script is not loaded
document.body.getBoundingClientRect();
