// Shows what may already answer a letter while it is written. Works without: the form has a button.
(() => {
  "use strict";
  const place = document.querySelector("[data-similar]");
  if (!place) return;
  const form = place.closest("form");
  let waiting = 0, asked = "";
  const ask = async () => {
    const told = new FormData();
    for (const name of ["title", "text", "csrfmiddlewaretoken"]) told.set(name, form.elements[name].value);
    const said = told.get("title") + told.get("text");
    if (said.length < 4 || said === asked) return;
    asked = said;
    const answer = await fetch(place.dataset.similar, { method: "POST", body: told });
    if (answer.ok) place.innerHTML = await answer.text();
  };
  form.addEventListener("input", (event) => {
    if (!["title", "text"].includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 800);
  });
})();
