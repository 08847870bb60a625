/* What is shown, as the part of the address after `#`. Whoever gets the address sees the same. */

const BASE = document.body.dataset.base;
const LISTS = ["open", "hide"];
const EMPTY = { open: [], seen: "", edge: "", by: "", beside: "", without: "", known: "", said: "", tab: "picture", hide: [] };

export const short = (iri) => (iri.startsWith(BASE) && !iri.slice(BASE.length).includes(":") ? iri.slice(BASE.length) : iri);
const long = (text) => (text && !text.includes(":") ? BASE + text : text);
const IRIS = ["open", "seen", "by", "beside", "without"];

const listeners = [];
export let state = read();

function read() {
  const found = new URLSearchParams(location.hash.slice(1));
  const next = { ...EMPTY };
  for (const key of Object.keys(EMPTY)) {
    if (LISTS.includes(key)) next[key] = found.getAll(key).map((value) => (IRIS.includes(key) ? long(value) : value));
    else if (found.has(key)) next[key] = IRIS.includes(key) ? long(found.get(key)) : found.get(key);
  }
  return next;
}

function written(next) {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(next)) {
    for (const one of [value].flat()) if (one && one !== EMPTY[key]) parts.append(key, IRIS.includes(key) ? short(one) : one);
  }
  return `#${parts}`;
}

/* `change({seen: id})` is a step in the browser's history; `{replace: true}` is none. */
export function change(changes, { replace = false } = {}) {
  const before = state;
  state = { ...state, ...changes };
  if (written(state) === written(before)) return;
  history[replace ? "replaceState" : "pushState"](null, "", written(state));
  for (const listener of listeners) listener(state, before);
}

export function onChange(listener) {
  listeners.push(listener);
}

export function opened(id) {
  return { open: state.open.includes(id) ? state.open : [...state.open, id], seen: id, edge: "" };
}

/* The variables of every document that looks through a view. */
export function view(side = "by") {
  const day = state.said ? { assertedBefore: state.said } : {};
  return {
    ...(state[side] ? { accordingTo: [state[side]] } : {}),
    ...(state.without ? { excluding: [state.without] } : {}),
    ...(state.known ? { knownAt: state.known } : {}),
    ...day,
  };
}

addEventListener("popstate", () => {
  const before = state;
  state = read();
  for (const listener of listeners) listener(state, before);
});
