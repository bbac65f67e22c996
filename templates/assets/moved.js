"use strict";
// What stood at this address stands elsewhere, and the page leads there by itself; with this the place on it goes along.
const to = document.currentScript.dataset.to;
if (location.hash && !to.includes("#")) location.replace(to + location.hash);
