// Counts the time for which hard content is looked at: only while the page is seen and somebody does something.
"use strict";
(() => {
  const EVERY_MS = 20000;
  const STILL_MS = 60000;
  let moved = Date.now();

  for (const kind of ["pointermove", "keydown", "scroll", "focus"]) {
    window.addEventListener(kind, () => { moved = Date.now(); }, { passive: true, capture: true });
  }

  setInterval(() => {
    if (document.visibilityState !== "visible" || Date.now() - moved > STILL_MS) return;
    fetch("/console/break/look", {
      method: "POST",
      credentials: "same-origin",
      headers: { "X-CSRF-Token": document.body.dataset.exposing, "Content-Type": "application/x-www-form-urlencoded" },
      body: "",
    }).catch(() => undefined);
  }, EVERY_MS);
})();
