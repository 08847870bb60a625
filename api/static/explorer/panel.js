/* The side panel: the facts of a resource, or who says that a relation holds. */

import { ask, post } from "./api.js";
import { hasEvidence, ownFields } from "./documents.js";
import { h } from "./dom.js";
import { statusLook } from "./look.js";
import { language, named, stanceName, statusName, t } from "./texts.js";

const BASE = document.body.dataset.base;
const SHOWN = new Set(["id", "name", "names", "altNames", "types", "description", "recordedAt", "version"]);
const fieldsOf = new Map();

export function badge(status) {
  if (!status) return null;
  const { colour } = statusLook(status);
  const dot = h("span", { class: "dot" });
  dot.style.background = colour;
  return h("span", { class: "badge" }, dot, statusName(status));
}

const button = (key, text, act, ...more) => h("button", { type: "button", class: "line", "data-key": key, onclick: act }, h("span", { dir: "auto" }, text), ...more);

/* Returns the elements for a resource; `go` has `open(id)`, `edge(key)` and `proposition(id)`. */
export async function facts(id, edges, names, variables, go, signal) {
  const { resource } = await ask("facts", { id, lang: language.wanted(), ...variables }, signal);
  if (!resource) return [h("p", { class: "soft" }, t("gone"))];
  const own = await ownValues(resource, variables, signal);
  const others = resource.names.filter((name) => name.value !== resource.name).map((name) => `${name.value}${name.lang ? ` (${name.lang})` : ""}`);
  const said = ["propositionsAsSubject", "propositionsAsObject", "describedBy"].flatMap((field) => resource[field]?.nodes ?? []);
  return [
    h("h2", { dir: "auto", tabindex: "-1" }, resource.name),
    h("p", { class: "soft" }, resource.types.map(named).join(" · ")),
    resource.description ? h("p", { dir: "auto" }, resource.description) : null,
    h("dl", {}, [
      ...(others.length || resource.altNames.length ? [[t("alsoNamed"), [...others, ...resource.altNames].join(", ")]] : []),
      ...own.map(([field, value]) => [named(field), value]),
    ].map(([term, value]) => [h("dt", {}, term), h("dd", { dir: "auto" }, value)])),
    h("p", {}, h("code", {}, id.startsWith(BASE) ? h("a", { href: `id/${encodeURI(id.slice(BASE.length))}`, title: t("page") }, id) : id)),
    edges.length ? h("h3", {}, t("relationsHere")) : null,
    h("ul", {}, edges.map((edge) => h("li", {}, relation(edge, id, names, go)))),
    said.length ? h("h3", {}, t("saidOf")) : null,
    statements(said, go),
  ];
}

function relation(edge, id, names, go) {
  const outward = edge.source === id;
  const other = outward ? edge.target : edge.source;
  const text = outward ? `${named(edge.type)} → ${names(other)}` : `${names(other)} → ${named(edge.type)}`;
  return hasEvidence
    ? button(edge.key, text, () => go.edge(edge.key), badge(edge.status))
    : button(edge.key, text, () => go.open(other));
}

const once = (list) => [...new Map(list.map((one) => [one.id, one])).values()];

function statements(list, go) {
  return h("ul", {}, once(list).map((one) => h("li", {}, button(one.id, one.text, () => go.proposition(one.id), badge(one.status)))));
}

/* Values of the class's own fields; none where introspection is off or only registered documents are answered. */
async function ownValues(resource, { knownAt }, signal) {
  try {
    const type = resource.__typename;
    if (!fieldsOf.has(type)) fieldsOf.set(type, (await ask("fields", { name: type }, signal)).__type.fields.filter(isPlain).map((field) => field.name));
    if (!fieldsOf.get(type).length) return [];
    const values = (await post(ownFields(type, fieldsOf.get(type)), { id: resource.id, knownAt }, signal)).resource;
    return Object.entries(values).filter(([, value]) => value != null && value.length !== 0).map(([field, value]) => [field, shown(value)]);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return [];
  }
}

function isPlain(field) {
  let type = field.type;
  while (type.ofType) type = type.ofType;
  return ["SCALAR", "ENUM"].includes(type.kind) && !SHOWN.has(field.name) && !field.args.some((argument) => argument.name !== "lang");
}

function shown(value) {
  if (Array.isArray(value)) return value.map((one) => (typeof one === "object" ? JSON.stringify(one) : one)).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  return /^https?:\/\//.test(value) ? h("a", { href: value, rel: "noopener noreferrer" }, value) : String(value);
}

/* Returns the elements for a relation that is a plain fact. */
export function plainFact(edge, names, go) {
  return [
    heading(`${names(edge.source)} → ${named(edge.type)} → ${names(edge.target)}`),
    h("p", {}, badge(edge.status ?? "STATED")),
    hasEvidence ? h("p", {}, t("plainFact")) : null,
    ends(edge, names, go),
  ];
}

const heading = (text) => h("h2", { dir: "auto", tabindex: "-1" }, text);
const ends = (edge, names, go) => h("p", { class: "row" }, [edge.source, edge.target].map((id) => h("button", { type: "button", "data-key": id, onclick: () => go.open(id) }, names(id))));

/* Returns the elements that tell who says so; `sides` are [title, variables], one or two. */
export async function whoSays(id, sides, edge, names, go, signal) {
  const told = await Promise.all(sides.map(([, variables]) => ask("says", { id, lang: language.wanted(), ...variables }, signal)));
  const first = told.map((one) => one.proposition).find(Boolean);
  if (!first) return [h("p", { class: "soft" }, t("gone"))];
  return [
    heading(first.text),
    edge ? ends(edge, names, go) : null,
    ...told.map(({ proposition }, index) => h("section", { class: "told" }, sides.length > 1 ? h("h3", { class: "side" }, sides[index][0]) : null, proposition ? side(proposition, go) : h("p", { class: "soft" }, t("silent")))),
  ];
}

function side(proposition, go) {
  const claims = proposition.claims.nodes;
  const heard = new Set(claims.map((claim) => claim.id));
  const others = proposition.why.claims.filter((claim) => !heard.has(claim.id));
  return [
    h("p", {}, badge(proposition.status), " ", h("span", { class: "soft" }, t("origins", { origins: proposition.origins ?? 0, denials: proposition.denials ?? 0 }))),
    h("p", {}, h("strong", {}, `${t("why")}: `), h("span", { lang: "en" }, proposition.why.text), h("span", { class: "soft" }, ` (${t("rule", { rule: proposition.why.rule })})`)),
    h("h3", {}, `${t("whoSays")} (${proposition.claims.totalCount})`),
    claims.length ? h("ol", { class: "claims" }, claims.map((claim) => h("li", {}, told(claim, go)))) : h("p", { class: "soft" }, t("noClaims")),
    others.length ? [h("h3", {}, t("decided")), h("ol", { class: "claims" }, others.map((claim) => h("li", {}, told(claim, go), about(claim, go))))] : null,
    linked("against", proposition.incompatibleWith, go),
    linked("competes", proposition.competesWith, go),
    linked("follows", proposition.entailedBy, go),
  ];
}

function linked(title, { nodes }, go) {
  return nodes.length ? [h("h3", {}, t(title)), statements(nodes, go)] : null;
}

function about(claim, go) {
  return h("p", {}, h("span", { class: "soft" }, `${t("saysThat")} `), button(claim.content.id, claim.content.text, () => go.proposition(claim.content.id)));
}

/* One claim: through whom it comes, its words, when, where it stands. */
function told(claim, go) {
  const hops = claim.chain.nodes.length ? claim.chain.nodes : [claim];
  const words = claim.quote ?? claim.passage?.quote;
  const place = claim.passage;
  return [
    h("p", { class: "chain" }, hops.map((hop, index) => [
      index ? h("span", { class: "soft", "aria-hidden": "true" }, " › ") : null,
      h("button", { type: "button", "data-key": `${claim.id} ${hop.claimant.id}`, onclick: () => go.open(hop.claimant.id) }, hop.claimant.name),
      hop.verb ? ` ${hop.verb}` : "",
    ]), h("span", { class: "stance" }, stanceName(claim.stance))),
    words ? h("blockquote", { dir: "auto" }, `“${words}”`) : null,
    claim.hedge ? h("p", { class: "soft" }, claim.hedge) : null,
    h("p", { class: "soft" }, [
      claim.assertedAt ?? t("undated").toLowerCase(),
      claim.statedIn?.name,
      place ? `${place.document.name}, ${t("chars", { start: place.start, end: place.end })}` : null,
    ].filter(Boolean).join(" · ")),
  ];
}
