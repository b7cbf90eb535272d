// Keeps what is being written on this device until it is sent. Works without: only the draft is lost.
(() => {
  "use strict";
  const KEPT = "gongkai.draft.";
  const TYPES = new Set(["hidden", "password", "file", "radio", "checkbox", "submit", "button"]);
  const NEVER = new Set(["identity", "website", "altcha", "sum"]);
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key) || "{}"); } catch { return {}; } };
  const drop = (key) => { try { localStorage.removeItem(key); } catch { /* no storage, no draft */ } };
  for (const sent of document.querySelectorAll("[data-draft-sent]")) drop(KEPT + sent.dataset.draftSent);
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = KEPT + form.dataset.draft;
    const fields = [...form.elements].filter((field) => field.name && !TYPES.has(field.type) && !NEVER.has(field.name));
    const draft = read(key);
    const filled = fields.filter((field) => !field.value && draft[field.name]);
    for (const field of filled) field.value = draft[field.name];
    const told = form.querySelector("[data-draft-told]");
    if (told && filled.length) {
      told.hidden = false;
      told.querySelector("button").addEventListener("click", () => {
        drop(key);
        for (const field of filled) field.value = "";
        told.hidden = true;
        fields[0].focus();
      });
    }
    form.addEventListener("input", () => {
      const now = {};
      for (const field of fields) if (field.value) now[field.name] = field.value;
      try { localStorage.setItem(key, JSON.stringify(now)); } catch { /* full or forbidden */ }
    });
    // A second press sends nothing new; who comes back by the browser's arrow can press again.
    const buttons = (disabled) => { for (const button of form.querySelectorAll("button")) button.disabled = disabled; };
    form.addEventListener("submit", () => setTimeout(buttons, 0, true));
    addEventListener("pageshow", () => buttons(false));
  }
})();
