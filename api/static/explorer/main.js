/* The explorer: the address says what is shown (state.js); a change of it asks the server (api.js) and draws anew. */

import { ask, exported, Refused, token } from "./api.js";
import { hasEvidence, hasTimeline } from "./documents.js";
import { byId, fill, h, save } from "./dom.js";
import { hiding, legend } from "./filters.js";
import { onLook } from "./look.js";
import { badge, facts, plainFact, whoSays } from "./panel.js";
import { Picture } from "./picture.js";
import { makeSearch } from "./search.js";
import { change, onChange, opened, short, state, view } from "./state.js";
import { language, named, t, translate } from "./texts.js";
import { timeline } from "./timeline.js";

const STEPS = 100;
let begin = { speakers: [], first: null };
let graph = { nodes: [], edges: [], sides: [], truncated: false };
let running = {};
let arriving = false; // from the search box: the keyboard goes on in the panel

const go = {
  open: (id) => change(opened(id)),
  edge: (key) => {
    const edge = graph.edges.find((one) => one.key === key);
    change(edge?.proposition ? { seen: edge.proposition.id, edge: key } : { seen: "", edge: key });
  },
  proposition: (id) => change({ seen: id, edge: graph.edges.find((edge) => edge.proposition?.id === id)?.key ?? "proposition" }),
};
const picture = new Picture(byId("panes"), { node: go.open, edge: go.edge });
const nameOf = (id) => graph.nodes.find((node) => node.id === id)?.name ?? id.split(/[/#]/).pop();

/* Only the last request of a kind is waited for. */
function signalOf(kind) {
  running[kind]?.abort();
  running[kind] = new AbortController();
  return running[kind].signal;
}

async function guarded(work) {
  try {
    await work();
    complain(null);
  } catch (error) {
    if (error.name !== "AbortError") complain(error);
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

function complain(error) {
  const unknown = error?.status === 401;
  if (unknown) byId("token-box").hidden = false;
  const told = !error ? "" : unknown ? t(token.get() ? "tokenWrong" : "tokenNeeded") : error.status === 403 ? `${t("forbidden")} ${error.message}` : error.status === 0 ? t("offline") : t("failed", { message: error.message });
  fill(byId("problem"), told, error && !unknown ? h("button", { type: "button", onclick: () => guarded(all) }, t("reload")) : null);
  byId("problem").hidden = !error;
  if (error && !(error instanceof Refused)) throw error;
}

/* --- asking --- */

async function readBegin() {
  const answer = await ask("begin", { lang: language.wanted() }, signalOf("begin"));
  const speakers = answer.sources?.flatMap(({ agents, claimCount }) => agents.map((agent) => ({ ...agent, claimCount: agents.length === 1 ? claimCount : null })));
  begin = { speakers: speakers ?? [], nodes: speakers ?? answer.resources.nodes, first: answer.changes.changes[0]?.at ?? null };
}

const keyOf = (edge) => [short(edge.source), edge.type, short(edge.target), edge.proposition ? short(edge.proposition.id) : ""].join(" ").trim();

async function readGraph() {
  if (!state.open.length) {
    graph = { nodes: [], edges: [], sides: [], truncated: false };
    return;
  }
  document.body.setAttribute("aria-busy", "true");
  const compared = Boolean(state.beside);
  const variables = { of: state.open, lang: language.wanted(), ...view() };
  const answer = await ask(compared ? "sides" : "neighbourhood", compared ? { ...variables, beside: [state.beside] } : variables, signalOf("graph"));
  const told = compared ? [answer.left, answer.right] : [answer.left];
  const nodes = new Map(told.flatMap((side) => side.nodes).map((node) => [node.id, node]));
  const edges = new Map();
  const sides = told.map((side, index) => {
    const statuses = new Map();
    for (const edge of side.edges) {
      const key = keyOf(edge);
      statuses.set(key, edge.status);
      if (!edges.has(key)) edges.set(key, { ...edge, key });
    }
    const here = new Set([...side.nodes.map((node) => node.id), ...statuses.keys()]);
    return { by: index ? state.beside : state.by, has: (key) => here.has(key), status: (edge) => statuses.get(edge.key) ?? edge.status };
  });
  graph = { nodes: [...nodes.values()], edges: [...edges.values()].filter((edge) => nodes.has(edge.source) && nodes.has(edge.target)), sides, truncated: told.some((side) => side.truncated) };
}

/* --- drawing --- */

const speaker = (id) => (id ? (begin.speakers.find((one) => one.id === id)?.name ?? nameOf(id)) : t("everybody"));

function drawGraph() {
  const hidden = hiding(graph.nodes, graph.edges, state.hide, state.open);
  const there = state.open.length > 0;
  byId("welcome").hidden = there;
  byId("work").hidden = !there;
  for (const [name, element] of [["picture", "picture"], ["list", "list"], ["timeline", "timeline"]]) {
    byId(element).hidden = state.tab !== name;
    byId(`tab-${name}`).setAttribute("aria-selected", String(state.tab === name));
    byId(`tab-${name}`).tabIndex = state.tab === name ? 0 : -1;
  }
  if (!there) return;
  const sides = graph.sides.map((side) => ({ ...side, title: graph.sides.length > 1 || side.by ? `${t("accordingTo")}: ${speaker(side.by)}` : "" }));
  if (state.tab === "picture") {
    picture.show({ ...graph, sides, open: state.open, hidden, chosen: state.edge ? chosenEdge()?.key : state.seen });
    byId("panes").setAttribute("aria-label", t("pictureLabel", { nodes: graph.nodes.filter((node) => !hidden(node.id)).length, edges: graph.edges.filter((edge) => !hidden(edge.key)).length }));
  }
  byId("truncated").hidden = !graph.truncated;
  fill(byId("legend"), legend(graph.nodes, graph.edges, state.hide, toggle, hasEvidence));
  fill(byId("opened"), state.open.map((id) => h("span", { class: "chip" }, h("button", { type: "button", "data-key": `see ${id}`, onclick: () => go.open(id) }, nameOf(id)), h("button", { type: "button", "data-key": `shut ${id}`, "aria-label": `${t("close")}: ${nameOf(id)}`, onclick: () => shut(id) }, "×"))));
  drawList(hidden, sides);
}

function drawList(hidden, sides) {
  const rows = graph.edges.filter((edge) => !hidden(edge.key));
  fill(byId("list"), h(
    "table",
    {},
    h("thead", {}, h("tr", {}, [t("from"), t("relation"), t("to"), ...(hasEvidence ? sides.map((side) => side.title || t("status")) : [])].map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, rows.map((edge) => h(
      "tr",
      {},
      h("td", {}, h("button", { type: "button", "data-key": `from ${edge.key}`, onclick: () => go.open(edge.source) }, nameOf(edge.source))),
      h("td", {}, h("button", { type: "button", "data-key": edge.key, onclick: () => go.edge(edge.key) }, named(edge.type))),
      h("td", {}, h("button", { type: "button", "data-key": `to ${edge.key}`, onclick: () => go.open(edge.target) }, nameOf(edge.target))),
      hasEvidence ? sides.map((side) => h("td", {}, side.has(edge.key) ? badge(side.status(edge)) : "–")) : null,
    ))),
  ));
}

/* A statement may be looked at by its id alone, without the line that it makes. */
function chosenEdge() {
  return state.edge ? graph.edges.find((edge) => edge.key === state.edge || (state.seen && edge.proposition?.id === state.seen)) : undefined;
}

async function drawPanel() {
  const panel = byId("panel");
  if (!state.seen && !state.edge) return fill(panel);
  const signal = signalOf("panel");
  const edge = chosenEdge();
  const sides = [[speaker(state.by), view()], ...(state.beside ? [[speaker(state.beside), view("beside")]] : [])];
  let content;
  if (edge && !edge.proposition) content = plainFact(edge, nameOf, go);
  else if (state.edge && state.seen) content = await whoSays(state.seen, sides, edge, nameOf, go, signal);
  else content = state.seen ? await facts(state.seen, graph.edges.filter((one) => one.source === state.seen || one.target === state.seen), nameOf, view(), go, signal) : [];
  fill(panel, content);
  panel.parentElement.scrollTop = 0;
  if (arriving) panel.querySelector("h2")?.focus();
  arriving = false;
}

async function drawTimeline() {
  if (state.tab !== "timeline" || !hasTimeline) return;
  const about = state.edge ? state.open.at(-1) : state.seen || state.open.at(-1);
  fill(byId("timeline"), h("h2", { dir: "auto" }, nameOf(about)), await timeline(about, view(), go, signalOf("timeline")));
}

function drawBegin() {
  fill(byId("begin"), begin.nodes?.slice(0, 12).map((node) => h("li", {}, h("button", { type: "button", onclick: () => go.open(node.id) }, h("strong", { dir: "auto" }, node.name), h("span", { class: "kind" }, named(node.__typename)), node.claimCount ? h("span", { class: "soft" }, t("claims", { count: node.claimCount })) : null))));
  byId("lead").textContent = t(hasEvidence ? "lead" : "leadPlain");
  document.querySelector("#welcome h1").textContent = t(hasEvidence ? "welcome" : "title");
}

function drawControls() {
  byId("views").hidden = !state.open.length || !hasEvidence;
  byId("tab-timeline").hidden = !hasTimeline;
  for (const [id, key, none] of [["by", "by", "everybody"], ["beside", "beside", "nobody"], ["without", "without", "nobody"]]) {
    const known = begin.speakers.some((one) => one.id === state[key]) || !state[key] ? [] : [{ id: state[key], name: nameOf(state[key]) }];
    const shown = [...known, ...begin.speakers].sort((one, other) => one.name.localeCompare(other.name));
    fill(byId(id), h("option", { value: "" }, key === "beside" ? "–" : t(none)), shown.map((one) => h("option", { value: one.id, selected: one.id === state[key] }, one.name)));
    byId(id).value = state[key];
  }
  const [from, to] = [Date.parse(begin.first) - 1000, Date.now()];
  byId("known-label").hidden = !begin.first || !hasEvidence;
  byId("known").value = state.known ? Math.min(STEPS - 1, Math.round(((Date.parse(state.known) - from) / (to - from)) * STEPS)) : STEPS;
  byId("known-said").textContent = state.known ? new Date(state.known).toLocaleString(language.get()) : t("now");
  byId("known").setAttribute("aria-valuetext", byId("known-said").textContent);
  byId("said").value = state.said;
  byId("language").value = language.get();
  byId("token").value = token.get();
}

/* --- what people do --- */

function toggle(key) {
  change({ hide: key === null ? [] : state.hide.includes(key) ? state.hide.filter((one) => one !== key) : [...state.hide, key] }, { replace: true });
}

function shut(id) {
  const open = state.open.filter((one) => one !== id);
  change({ open, seen: open.at(-1) ?? "", edge: "" });
}

async function all() {
  if (begin.nodes) return redraw(["open"]);
  await Promise.all([redraw(["open"]), readBegin()]); // in a large graph the picture is there long before the list of sources
  drawBegin();
  if (state.by || state.beside) await redraw(["seen"]);
  else drawControls();
}

async function redraw(changed) {
  const asks = ["open", "by", "beside", "without", "known", "said"].some((key) => changed.includes(key));
  if (asks) await readGraph();
  drawControls();
  drawGraph();
  if (asks || changed.includes("seen") || changed.includes("edge")) await drawPanel();
  await drawTimeline();
}

async function saveAs(format) {
  if (format === "png") save("claimgraph.png", await picture.png());
  else if (format === "svg") save("claimgraph.svg", new Blob([picture.svg()], { type: "image/svg+xml" }));
  else {
    const { accordingTo = [], excluding = [], ...others } = view();
    const id = !state.edge && state.seen ? state.seen : state.open.at(-1);
    const parameters = new URLSearchParams({ format, id, neighbourhood: "true", ...others });
    for (const one of accordingTo) parameters.append("accordingTo", one);
    for (const one of excluding) parameters.append("excluding", one);
    save(`claimgraph.${format}`, await exported(parameters));
  }
}

function wire() {
  makeSearch((id) => {
    arriving = true;
    go.open(id);
  }, complain);
  for (const id of ["by", "beside", "without", "said"]) byId(id).addEventListener("change", (event) => change({ [id]: event.target.value }));
  byId("known").addEventListener("change", (event) => {
    const [from, to] = [Date.parse(begin.first) - 1000, Date.now()];
    const step = Number(event.target.value);
    change({ known: step >= STEPS ? "" : new Date(from + ((to - from) * step) / STEPS).toISOString() });
  });
  const tabs = [...document.querySelectorAll("[role=tab]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => change({ tab: tab.id.slice(4) }, { replace: true }));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const shown = tabs.filter((one) => !one.hidden);
      const next = shown[(shown.indexOf(tab) + step + shown.length) % shown.length];
      next.focus();
      next.click();
    });
  }
  const keys = { "+": () => picture.zoom(1.25), "=": () => picture.zoom(1.25), "-": () => picture.zoom(0.8), 0: () => picture.fit(), ArrowLeft: () => picture.pan(40, 0), ArrowRight: () => picture.pan(-40, 0), ArrowUp: () => picture.pan(0, 40), ArrowDown: () => picture.pan(0, -40) };
  byId("panes").addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  byId("nearer").addEventListener("click", keys["+"]);
  byId("farther").addEventListener("click", keys["-"]);
  byId("fit").addEventListener("click", keys[0]);
  for (const format of ["png", "svg", "graphml", "ttl"]) byId(`save-${format}`).addEventListener("click", () => guarded(() => saveAs(format)));
  byId("language").addEventListener("change", (event) => {
    language.set(event.target.value);
    begin = { speakers: [], first: null };
    translate();
    guarded(all);
  });
  byId("token-box").addEventListener("submit", (event) => {
    event.preventDefault();
    token.set(byId("token").value.trim());
    byId("token-box").hidden = true;
    guarded(all);
  });
  byId("home").addEventListener("click", (event) => {
    event.preventDefault();
    change({ open: [], seen: "", edge: "", hide: [] });
  });
  addEventListener("resize", () => picture.fit());
  onLook(() => {
    picture.repaint();
    drawGraph();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    byId("search").focus();
  });
  onChange((now, before) => guarded(() => redraw(Object.keys(now).filter((key) => String(now[key]) !== String(before[key])))));
}

translate();
byId("views").open = innerWidth > 760;
wire();
globalThis.explorer = { where: (key) => picture.where(key), edges: () => graph.edges.map((edge) => edge.key) };
guarded(all);
