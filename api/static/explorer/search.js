/* The search box: a combobox with a list, as the ARIA practices describe it. */

import { ask } from "./api.js";
import { byId, fill, h } from "./dom.js";
import { language, named, t } from "./texts.js";

const TYPES = JSON.parse(document.body.dataset.types);

export function makeSearch(choose, complain) {
  const box = byId("search");
  const list = byId("suggestions");
  let found = [];
  let at = -1;
  let running = null;
  let again = false;

  function close() {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function take(node) {
    running?.abort();
    box.value = "";
    close();
    choose(node.id);
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((item, position) => item.setAttribute("aria-selected", String(position === at)));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function show(nodes) {
    found = nodes;
    fill(list, nodes.map((node, index) => option(node, index, box.value.trim(), take)), nodes.length ? null : h("li", { class: "soft", role: "option", "aria-disabled": "true" }, t("nothingFound")));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    byId("search-said").textContent = nodes.length ? t("found", { count: nodes.length }) : t("nothingFound");
    mark(-1);
  }

  /* At once, and one at a time: what was typed while an answer was waited for is asked when it is there. */
  async function suggest() {
    if (running) {
      again = true;
      return;
    }
    const text = box.value.trim();
    if (!text) return close();
    const asking = (running = new AbortController());
    again = false;
    try {
      const answer = await ask("suggest", { text, types: TYPES, lang: language.wanted() }, asking.signal);
      if (!asking.signal.aborted) show(ranked(answer.search.nodes, text));
    } catch (error) {
      if (error.name !== "AbortError") complain(error);
    } finally {
      running = null;
    }
    if (again) suggest();
  }

  box.addEventListener("input", suggest);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault(); // or the browser empties the box
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      else if (found.length) mark((at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + found.length) % found.length);
    } else if (event.key === "Enter" && !list.hidden && found.length) {
      event.preventDefault();
      take(found[Math.max(at, 0)]);
    }
  });
  box.addEventListener("blur", () => setTimeout(close, 150));
}

/* Those that are called so first, the shortest name before others; then those of which it is only told. */
function ranked(nodes, text) {
  const weight = (node) => (node.names.some((name) => fits(name.value, text)) ? node.name.length : 1000);
  return [...nodes].sort((one, other) => weight(one) - weight(other));
}

function fits(name, text) {
  return text.toLowerCase().split(/\s+/).every((word) => name.toLowerCase().includes(word));
}

/* The name in the reader's language, and the one that was typed where it is another. */
function option(node, index, typed, take) {
  const other = fits(node.name, typed) ? null : node.names.map((name) => name.value).find((name) => fits(name, typed));
  return h(
    "li",
    { id: `suggestion-${index}`, role: "option", "aria-selected": "false", onmousedown: (event) => (event.preventDefault(), take(node)) },
    h("span", { dir: "auto" }, node.name),
    other ? h("span", { class: "soft", dir: "auto" }, ` ${other}`) : null,
    h("span", { class: "kind" }, named(node.__typename)),
  );
}
