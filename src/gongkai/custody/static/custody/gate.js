// Does the proof of work of a form while it is filled in. Without it the sum in the form stays.
(() => {
  "use strict";
  const hex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
  const written = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const solve = async (challenge) => {
    const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
    const start = hex(nonce), salted = hex(salt);
    for (let counter = 0; counter < 0xffffffff; counter += 1) {
      const password = new Uint8Array(start.length + 4);
      password.set(start);
      new DataView(password.buffer).setUint32(start.length, counter);
      const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
      const bits = await crypto.subtle.deriveBits(
        { name: "PBKDF2", hash: "SHA-256", salt: salted, iterations: cost }, key, keyLength * 8);
      const derivedKey = written(new Uint8Array(bits));
      if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
    }
    return null;
  };
  // A page that is not served over https has no such key; the sum serves there.
  if (!window.crypto || !crypto.subtle) return;
  for (const gate of document.querySelectorAll("[data-gate]")) {
    const challenge = JSON.parse(gate.dataset.gate);
    const proof = gate.querySelector("[name=altcha]"), asked = gate.querySelector("[data-gate-sum]");
    asked.hidden = true;
    solve(challenge).then((solution) => {
      if (solution) proof.value = btoa(JSON.stringify({ challenge, solution }));
      else asked.hidden = false;
    }).catch(() => { asked.hidden = false; });
    gate.closest("form").addEventListener("submit", (event) => {
      // Sent before the work is done: the sum is asked for instead of losing the letter.
      if (!proof.value && asked.hidden && event.submitter?.value !== "check") {
        event.preventDefault();
        const wait = setInterval(() => {
          if (!proof.value) return;
          clearInterval(wait);
          event.target.requestSubmit(event.submitter);
        }, 100);
      }
    });
  }
})();
