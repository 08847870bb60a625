/* Colours and lines of statuses and classes: one row for each, light and dark. Lines differ too, for those who see no colours. */

const TOPS = JSON.parse(document.body.dataset.types);
const dark = matchMedia("(prefers-color-scheme: dark)");

const ROWS = {
  STATED: ["#7b8794", "#8e99a6", "solid"],
  VERIFIED: ["#0b6b3a", "#4cd48a", "solid"],
  CORROBORATED: ["#1f8a4c", "#57c785", "solid"],
  ATTRIBUTED: ["#2f6fc4", "#7fb0f5", "solid"],
  NARRATED: ["#7d57c2", "#b79af0", "dashed"],
  DISPUTED: ["#c8372d", "#ff8a7a", "dashed"],
  FLAGGED_UNVERIFIED: ["#a66a00", "#e8b04a", "dotted"],
  NOT_TRUTH_APT: ["#0f7f86", "#52c3ca", "dashed"],
  REFUTED: ["#7a1f1f", "#d98a8a", "dotted"],
  RETRACTED: ["#7a4a2b", "#c79a78", "dotted"],
  SUPERSEDED: ["#7a4a2b", "#c79a78", "dotted"],
};
const FILLS = [["#c9def7", "#274a72"], ["#f7d9b5", "#6d4a1e"], ["#d3ead0", "#2c5a33"], ["#e6d7f2", "#523a6b"], ["#f5cfd4", "#6b2f3a"], ["#d0ecec", "#235b5d"], ["#eee6b8", "#5c5420"]];

export const STATUS_ORDER = Object.keys(ROWS);
export const isDark = () => dark.matches;
export const onLook = (listener) => dark.addEventListener("change", listener);

export function statusLook(status) {
  const [light, onDark, line] = ROWS[status] ?? ROWS.STATED;
  return { colour: isDark() ? onDark : light, line };
}

/* Classes have the colour of the one right below the root that they belong to. */
export function classColour(types) {
  const top = Math.max(0, TOPS.indexOf(types.at(-1)));
  return FILLS[top % FILLS.length][isDark() ? 1 : 0];
}

export function ink() {
  return isDark() ? { text: "#e8e6e1", paper: "#171b21", line: "#8fb3e8" } : { text: "#1d2733", paper: "#fbfaf7", line: "#2f5488" };
}
