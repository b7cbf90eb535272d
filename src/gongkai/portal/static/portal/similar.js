// Shows what may already answer what is being written. Works without: a later page or a button shows it.
(() => {
  "use strict";
  const WAIT_MS = 800, LEAST = 4;
  const place = document.querySelector("[data-similar]");
  if (!place) return;
  const form = place.closest("form"), names = place.dataset.similarOf.split(" ");
  let waiting = 0, asked = "";
  const ask = async () => {
    const told = new FormData();
    for (const name of [...names, "csrfmiddlewaretoken"]) told.set(name, form.elements[name].value);
    const said = names.map((name) => told.get(name).trim()).join("");
    if (said.length < LEAST || said === asked) return;
    asked = said;
    const answer = await fetch(place.dataset.similar, { method: "POST", body: told });
    if (answer.ok) place.innerHTML = await answer.text();
  };
  form.addEventListener("input", (event) => {
    if (!names.includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT_MS);
  });
})();
