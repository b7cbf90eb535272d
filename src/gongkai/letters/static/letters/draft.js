// Keeps what is being written on this device until it is sent. Works without: nothing is lost but the draft.
(() => {
  "use strict";
  const KEPT = "gongkai.draft.";
  const NEVER = new Set(["csrfmiddlewaretoken", "submission", "papers", "altcha", "sum", "sum_token", "code", "step"]);
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key) || "{}"); } catch { return {}; } };
  for (const sent of document.querySelectorAll("[data-draft-sent]")) {
    try { localStorage.removeItem(KEPT + sent.dataset.draftSent); } catch { /* no storage, no draft */ }
  }
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = KEPT + form.dataset.draft;
    const fields = [...form.elements].filter((field) => field.name && !NEVER.has(field.name));
    const draft = read(key);
    for (const field of fields) {
      if (!field.value && draft[field.name]) field.value = draft[field.name];
    }
    form.addEventListener("input", () => {
      const told = {};
      for (const field of fields) if (field.value) told[field.name] = field.value;
      try { localStorage.setItem(key, JSON.stringify(told)); } catch { /* full or forbidden */ }
    });
    form.addEventListener("submit", () => {
      // A second press sends nothing new: the token makes it the same application.
      for (const button of form.querySelectorAll("button")) setTimeout(() => { button.disabled = true; }, 0);
    });
  }
})();
