// Rows by keys: j and k go from row to row, x ticks the row's box, X ticks all, Enter opens (the row's own link does).
// A row is any element with data-row; what is focused in it is its link `.open`, else the row itself.
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const target = (row) => row.querySelector(".open") || row;
  const current = () => document.activeElement && document.activeElement.closest("[data-row]");

  const typing = (element) =>
    element instanceof HTMLElement &&
    /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) &&
    !/^(checkbox|radio)$/.test(element.type || "");

  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    target(next).focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const boxes = (root) => [...root.querySelectorAll('input[type="checkbox"][name="case"], input[name="spare"], input[name="also"]')];

  const tick = (box, on) => {
    box.checked = on;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const count = () => {
    const said = document.getElementById("selected");
    if (!said) return;
    const n = document.querySelectorAll('input[name="case"]:checked').length;
    said.dataset.empty = said.dataset.empty || said.textContent;
    said.textContent = n ? `${n} ${said.dataset.said}` : said.dataset.empty;
  };

  document.addEventListener("change", count);
  document.addEventListener("DOMContentLoaded", count);

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.body.dataset.keys !== "on" || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "x") {
      const row = current();
      const [box] = row ? boxes(row) : [];
      if (box) tick(box, !box.checked);
    } else if (event.key === "X") {
      const all = [...document.querySelectorAll('input[name="case"]')];
      const on = all.some((box) => !box.checked);
      all.forEach((box) => tick(box, on));
    } else return;
    event.preventDefault();
  });

  // A picture that cannot be drawn is a sentence, no broken frame.
  const failed = (image) => {
    const veil = image.closest(".veil");
    if (!veil) return;
    const said = document.createElement("p");
    said.className = "quiet";
    said.textContent = veil.dataset.failed;
    veil.replaceWith(said);
  };
  document.addEventListener("error", (event) => {
    if (event.target instanceof HTMLImageElement) failed(event.target);
  }, true);
  document.addEventListener("DOMContentLoaded", () => {
    for (const image of document.querySelectorAll(".veil img")) if (image.complete && !image.naturalWidth) failed(image);
  });

  // A picture stays blurred until its button is pressed, and is blurred again when it is pressed once more.
  document.addEventListener("click", (event) => {
    const veil = event.target instanceof Element && event.target.closest(".veil");
    if (veil) veil.setAttribute("aria-pressed", String(veil.getAttribute("aria-pressed") !== "true"));
  });
})();
