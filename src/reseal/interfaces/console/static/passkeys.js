// Passkeys: made in the settings, shown at the sign-in. Without a browser that knows them their places stay hidden.
"use strict";
(() => {
  const able = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON && window.isSecureContext;

  const send = async (where, fields) => {
    const answer = await fetch(where, { method: "POST", credentials: "same-origin", body: new URLSearchParams(fields) });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.error || "");
    return said;
  };

  const told = (place, words) => {
    const line = place.querySelector("[role=alert]");
    line.textContent = words;
    line.hidden = !words;
  };

  // Whoever closes the browser's own dialog needs no telling; whatever else goes wrong is told in the console's words.
  const running = (place, act) => async (event) => {
    event.preventDefault();
    told(place, "");
    const button = place.querySelector("button");
    button.disabled = true;
    try {
      await act();
    } catch (fault) {
      if (fault instanceof DOMException) {
        if (fault.name !== "NotAllowedError" && fault.name !== "AbortError") told(place, place.dataset.failed);
      } else {
        told(place, fault.message || place.dataset.failed);
      }
    } finally {
      button.disabled = false;
    }
  };

  for (const place of document.querySelectorAll("[data-passkey]")) {
    if (!able) continue;
    place.hidden = false;
    const fields = () => Object.fromEntries(new FormData(place));
    const act = {
      show: async () => {
        const { next, ...rest } = fields();
        const asked = await send("/console/sign-in/passkey/ask", rest);
        for (const token of document.querySelectorAll("[name=csrf]")) token.value = asked.csrf;
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.options);
        const given = await navigator.credentials.get({ publicKey });
        const done = await send("/console/sign-in/passkey", {
          csrf: asked.csrf, answer: JSON.stringify(given.toJSON()), next,
        });
        location.assign(done.next);
      },
      make: async () => {
        const { csrf, name, password } = fields();
        const offered = await send("/console/settings/passkeys/offer", { csrf, password });
        const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(offered.options);
        const made = await navigator.credentials.create({ publicKey });
        const done = await send("/console/settings/passkeys", { csrf, name, answer: JSON.stringify(made.toJSON()) });
        location.assign(done.next);
        location.reload();
      },
    }[place.dataset.passkey];
    place.addEventListener("submit", running(place, act));
  }
})();
