// @ts-check
/*
 * A page is shown when all of it is there. What stands before its content is laid out while the content still comes: all
 * of it at once would be one long task, which nothing that a reader does can interrupt. So this small script stands there.
 */
document.documentElement.classList.replace("no-js", "js"); // the theme's rules ask for it, and its own script is not loaded
document.body.getBoundingClientRect();
