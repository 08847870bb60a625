/* What happened and what was said, day by day; what has no date stands in a lane of its own. */

import { ask } from "./api.js";
import { h } from "./dom.js";
import { badge } from "./panel.js";
import { language, named, stanceName, t } from "./texts.js";

export async function timeline(about, variables, go, signal) {
  const { timeline: found } = await ask("timeline", { about, lang: language.wanted(), ...variables }, signal);
  const days = new Map();
  for (const { date, node } of found.edges) days.set(date, [...(days.get(date) ?? []), node]);
  if (!days.size && !found.undated.length) return [h("p", { class: "soft" }, t("noTimeline"))];
  return [
    h("ol", { class: "days" }, [...days].map(([date, nodes]) => h("li", {}, h("h3", {}, date), h("ul", {}, nodes.map((node) => h("li", {}, entry(node, go))))))),
    found.totalCount > found.edges.length ? h("p", { class: "soft" }, t("truncated")) : null,
    found.undated.length ? h("section", { class: "undated" }, h("h3", {}, t("undated")), h("ul", {}, found.undated.map((node) => h("li", {}, entry(node, go))))) : null,
  ];
}

function entry(node, go) {
  if (!node.content) return h("button", { type: "button", class: "line", "data-key": node.id, onclick: () => go.open(node.id) }, h("span", { class: "kind" }, named(node.__typename)), h("span", { dir: "auto" }, node.name));
  return h(
    "button",
    { type: "button", class: "line", "data-key": node.id, onclick: () => go.proposition(node.content.id) },
    h("span", { class: "kind" }, `${node.claimant.name} · ${stanceName(node.stance)}`),
    h("span", { dir: "auto" }, node.quote ? `“${node.quote}” — ${node.content.text}` : node.content.text),
    badge(node.content.status),
  );
}
