// The queue moves when something was done at the desk. Rows are fetched anew and the focus stays on its case; while
// something is ticked nothing moves: a line says that the queue has changed.
"use strict";
(() => {
  const PATIENCE_MS = 1500;
  let waiting = 0;

  const fetchRows = async () => {
    waiting = 0;
    const live = document.getElementById("live");
    const changed = document.getElementById("changed");
    if (!live) return;
    if (document.querySelector('input[name="case"]:checked')) {
      changed.hidden = false;
      return;
    }
    const answer = await fetch(live.dataset.rows, { credentials: "same-origin", headers: { "HX-Request": "true" } });
    const rows = document.getElementById("rows");
    if (!answer.ok || !rows || document.querySelector('input[name="case"]:checked')) return;
    const focused = document.activeElement && document.activeElement.closest("[data-row]");
    const kept = focused && focused.dataset.row;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("rows");
    if (!made) return;
    rows.replaceWith(document.adoptNode(made));
    changed.hidden = true;
    const row = kept && document.querySelector(`[data-row="${CSS.escape(kept)}"]`);
    if (row) (row.querySelector(".open") || row).focus({ preventScroll: true });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const live = document.getElementById("live");
    if (!live) return;
    live.addEventListener("queue", () => {
      if (!waiting) waiting = setTimeout(() => fetchRows().catch(() => undefined), PATIENCE_MS);
    });
    // Only now: htmx begins as soon as it is there, and would pass over a connection whose extension is still on its way.
    live.setAttribute("hx-sse:connect", live.dataset.events);
    window.htmx.process(live);
  });
})();
