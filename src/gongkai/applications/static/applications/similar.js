// Shows what is published already while a wish is written. Works without: the next page shows it.
(() => {
  "use strict";
  const place = document.querySelector("[data-similar]");
  if (!place) return;
  const form = place.closest("form");
  let waiting = 0, asked = "";
  const ask = async () => {
    const told = new FormData();
    for (const name of ["wanted", "csrfmiddlewaretoken"]) told.set(name, form.elements[name].value);
    const said = told.get("wanted").trim();
    if (said.length < 4 || said === asked) return;
    asked = said;
    const answer = await fetch(place.dataset.similar, { method: "POST", body: told });
    if (answer.ok) place.innerHTML = await answer.text();
  };
  form.addEventListener("input", (event) => {
    if (event.target.name !== "wanted") return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 800);
  });
})();
