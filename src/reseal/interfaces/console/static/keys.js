// Keys of the console. An element with data-keys="g a" is followed, pressed or focused when g and then a are pressed.
// Without a role in the page nothing happens: while somebody types, with a modifier held, or with keys switched off.
"use strict";
(() => {
  const PATIENCE_MS = 1200;
  let pressed = [];
  let last = 0;

  const typing = (target) =>
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !/^(checkbox|radio|button|submit)$/.test(target.type || "");

  const shown = (element) => element.getClientRects().length > 0 && !element.disabled;

  const act = (element) => {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !/^(checkbox|radio)$/.test(element.type)) element.focus();
    else {
      if (element.tagName === "SUMMARY") element.focus(); // Tab goes on into what has been opened
      element.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.body.dataset.keys !== "on" || typing(event.target) || event.key.length !== 1) return;
    const dialog = document.querySelector("dialog[open]");
    const help = document.getElementById("keys");
    if (event.key === "?" && help && !dialog) {
      event.preventDefault();
      help.showModal();
      return;
    }
    if (dialog === help && help) return;
    pressed = event.timeStamp - last < PATIENCE_MS ? [...pressed.slice(-1), event.key] : [event.key];
    last = event.timeStamp;
    const within = dialog || document;
    for (const wanted of [pressed.join(" "), event.key]) {
      const found = [...within.querySelectorAll(`[data-keys="${CSS.escape(wanted)}"]`)].find(shown);
      if (found) {
        event.preventDefault();
        pressed = [];
        act(found);
        return;
      }
    }
  });
})();
