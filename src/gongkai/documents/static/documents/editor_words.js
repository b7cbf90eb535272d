// The editor's package writes most words of its menu in English only: put the page's words there.
const words = JSON.parse(document.getElementById("editor-words").textContent);

function say(root) {
  for (const element of root.querySelectorAll(".prose-menubar *:not([data-said])")) {
    element.dataset.said = ""; // once: some of our words are the package's words for something else
    for (const name of ["title", "aria-label"]) {
      const ours = words[element.getAttribute(name)];
      if (ours) element.setAttribute(name, ours);
    }
    const ours = element.childElementCount ? "" : words[element.textContent.trim()];
    if (ours && !element.classList.contains("material-icons")) element.textContent = ours;
  }
}

// The menu comes after the page, and some of it with the first click.
new MutationObserver(() => say(document)).observe(document.body, { childList: true, subtree: true });
say(document);
