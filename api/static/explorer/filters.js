/* The legend, which is the filter too: what is unticked is hidden. Keys stand in the address, such as `status:DISPUTED`. */

import { h } from "./dom.js";
import { classColour, statusLook, STATUS_ORDER } from "./look.js";
import { named, statusName, t } from "./texts.js";

export const keyOf = { status: (edge) => `status:${edge.status ?? "STATED"}`, relation: (edge) => `relation:${edge.type}`, kind: (node) => `class:${node.__typename}` };

/* Returns a function that tells whether a node or edge, by its key, is hidden. Something that was opened always is there. */
export function hiding(nodes, edges, hide, open) {
  const unwanted = new Set(hide);
  const hidden = new Set(nodes.filter((node) => unwanted.has(keyOf.kind(node)) && !open.includes(node.id)).map((node) => node.id));
  for (const edge of edges) {
    if (unwanted.has(keyOf.status(edge)) || unwanted.has(keyOf.relation(edge)) || hidden.has(edge.source) || hidden.has(edge.target)) hidden.add(edge.key);
  }
  const related = new Set(edges.filter((edge) => !hidden.has(edge.key)).flatMap((edge) => [edge.source, edge.target]));
  if (hide.length) for (const node of nodes) if (!related.has(node.id) && !open.includes(node.id)) hidden.add(node.id);
  return (key) => hidden.has(key);
}

function count(list, key) {
  const found = new Map();
  for (const one of list) found.set(key(one), [...(found.get(key(one)) ?? []), one]);
  return found;
}

function line(status) {
  const { colour, line: dashes } = statusLook(status);
  const mark = h("span", { class: "mark" });
  mark.style.borderTop = `3px ${dashes} ${colour}`;
  return mark;
}

function dot(node) {
  const mark = h("span", { class: "dot ring" });
  mark.style.background = classColour(node.types);
  return mark;
}

export function legend(nodes, edges, hide, toggle, evidence) {
  const group = (title, rows) => (rows.length ? h("fieldset", {}, h("legend", {}, title), rows) : null);
  const row = (key, mark, text, size) => h("label", {}, h("input", { type: "checkbox", "data-key": key, checked: !hide.includes(key), onchange: () => toggle(key) }), mark, h("span", {}, text), h("span", { class: "soft" }, String(size)));
  const statuses = count(edges, keyOf.status);
  const kinds = [...count(nodes, keyOf.kind)].sort();
  const relations = [...count(edges, keyOf.relation)].sort();
  return [
    evidence ? group(t("status"), STATUS_ORDER.filter((status) => statuses.has(`status:${status}`)).map((status) => row(`status:${status}`, line(status), statusName(status), statuses.get(`status:${status}`).length))) : null,
    group(t("classes"), kinds.map(([key, list]) => row(key, dot(list[0]), named(key.slice(6)), list.length))),
    group(t("relations"), relations.map(([key, list]) => row(key, null, named(key.slice(9)), list.length))),
    hide.length ? h("button", { type: "button", onclick: () => toggle(null) }, t("allShown")) : null,
  ];
}
