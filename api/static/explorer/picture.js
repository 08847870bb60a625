/* The picture: one or two panes of Cytoscape.js with the same things at the same places; what a side does not say is faint there. */

import cytoscape from "../vendor/cytoscape-3.35.0/cytoscape.esm.min.mjs";
import { h } from "./dom.js";
import { classColour, ink, statusLook } from "./look.js";
import { named } from "./texts.js";

function style() {
  const { text, paper, line } = ink();
  return [
    { selector: "node", style: {
      label: "data(name)", "font-size": 11, "font-family": "system-ui, sans-serif", color: text, "text-wrap": "wrap", "text-max-width": 110, "text-valign": "bottom", "text-margin-y": 4,
      "text-background-color": paper, "text-background-opacity": 0.8, "text-background-padding": 1, "background-color": (node) => classColour(node.data("types")), "border-width": 1.5, "border-color": text, width: 22, height: 22 } },
    { selector: "node.open", style: { width: 34, height: 34, "border-width": 2.5, "font-size": 13, "font-weight": 600 } },
    { selector: "edge", style: {
      "curve-style": "bezier", width: 2, "target-arrow-shape": "triangle", "arrow-scale": 0.9, "line-color": (edge) => statusLook(edge.data("status")).colour, "target-arrow-color": (edge) => statusLook(edge.data("status")).colour,
      "line-style": (edge) => statusLook(edge.data("status")).line, label: "data(label)", "font-size": 9, "min-zoomed-font-size": 6.5, "font-family": "system-ui, sans-serif", color: text, "text-rotation": "autorotate",
      "text-background-color": paper, "text-background-opacity": 0.85, "text-background-padding": 1 } },
    { selector: ".seen", style: { "border-color": line, "border-width": 4, "underlay-color": line, "underlay-opacity": 0.25, "underlay-padding": 6 } },
    { selector: "edge.seen", style: { width: 4 } },
    { selector: ".faint", style: { opacity: 0.13 } },
    { selector: ".gone", style: { display: "none" } },
  ];
}

export class Picture {
  /* `choose` has `node(id)` and `edge(key)`, for what was clicked. */
  constructor(place, choose) {
    this.place = place;
    this.choose = choose;
    this.panes = [];
  }

  _pane(index, titled) {
    while (this.panes.length <= index) {
      const title = h("p", { class: "side" });
      const canvas = h("div", { class: "canvas" });
      this.place.append(h("div", { class: "pane" }, title, canvas));
      const cy = cytoscape({ container: canvas, style: style(), minZoom: 0.15, maxZoom: 3, boxSelectionEnabled: false, selectionType: "single" });
      cy.on("tap", "node", (event) => this.choose.node(event.target.id()));
      cy.on("tap", "edge", (event) => this.choose.edge(event.target.id()));
      const pane = { cy, title };
      cy.on("dragfree", "node", (event) => this._follow(pane, event.target));
      this.panes.push(pane);
    }
    const pane = this.panes[index];
    pane.title.textContent = titled;
    pane.title.hidden = !titled;
    return pane;
  }

  _follow(from, node) {
    for (const { cy } of this.panes) if (cy !== from.cy) cy.getElementById(node.id()).position(node.position());
  }

  /* `seen` is {nodes, edges, open, sides: [{title, has(key)}], hidden(element), chosen}: nodes and edges of all sides together. */
  show(seen) {
    const sides = seen.sides.length;
    while (this.panes.length > sides) {
      const { cy } = this.panes.pop();
      cy.destroy();
      this.place.lastElementChild.remove();
    }
    this.place.dataset.sides = sides;
    const fresh = seen.sides.map((side, index) => this._draw(this._pane(index, side.title), seen, side));
    for (const { cy } of this.panes) cy.resize();
    if (fresh[0]) this._arrange(fresh[0] === "all");
    else if (sides > 1) this._copy();
  }

  _draw({ cy }, seen, side) {
    const wanted = new Set([...seen.nodes.map((node) => node.id), ...seen.edges.map((edge) => edge.key)]);
    let fresh = "";
    const first = !cy.nodes().length;
    cy.batch(() => {
      cy.elements().filter((element) => !wanted.has(element.id())).remove();
      for (const node of seen.nodes) {
        const data = { id: node.id, name: node.name, types: node.types };
        const there = cy.getElementById(node.id);
        if (there.length) there.data(data);
        else {
          cy.add({ group: "nodes", data, position: this._near(cy, seen, node) });
          fresh = first ? "all" : "some";
        }
      }
      for (const edge of seen.edges) {
        const data = { id: edge.key, source: edge.source, target: edge.target, status: side.status(edge), label: named(edge.type) };
        const there = cy.getElementById(edge.key);
        if (there.length) there.data(data);
        else cy.add({ group: "edges", data });
      }
      for (const element of seen.nodes) this._mark(cy.getElementById(element.id), element.id, seen, side);
      for (const element of seen.edges) this._mark(cy.getElementById(element.key), element.key, seen, side);
    });
    return fresh;
  }

  _mark(element, key, seen, side) {
    element.toggleClass("open", seen.open.includes(key));
    element.toggleClass("seen", key === seen.chosen);
    element.toggleClass("gone", seen.hidden(key));
    element.toggleClass("faint", !side.has(key));
  }

  _near(cy, seen, node) {
    const edge = seen.edges.find((one) => (one.source === node.id && cy.getElementById(one.target).length) || (one.target === node.id && cy.getElementById(one.source).length));
    const beside = edge && cy.getElementById(edge.source === node.id ? edge.target : edge.source).position();
    const turn = 2.4 * cy.nodes().length;
    const far = beside ? 90 : 20 * Math.sqrt(cy.nodes().length);
    return { x: (beside?.x ?? 0) + far * Math.cos(turn), y: (beside?.y ?? 0) + far * Math.sin(turn) };
  }

  _arrange(turning) {
    const { cy } = this.panes[0];
    const steps = Math.max(100, Math.min(800, Math.round(24000 / cy.nodes().length))); // a step costs by the square of the things: 200 are there within a second
    cy.layout({
      name: "cose", animate: false, randomize: false, fit: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 70, nodeRepulsion: () => 45000, edgeElasticity: () => 60, gravity: 0.5,
      numIter: steps, coolingFactor: 0.001 ** (1 / steps), componentSpacing: 60,
    }).run();
    if (turning) this._turn(cy);
    this._copy();
    this.fit();
  }

  /* A tall picture in a wide pane lies down, and the other way round. */
  _turn(cy) {
    const { w, h: height } = cy.elements().boundingBox({ includeLabels: false });
    if (w > height !== cy.width() > cy.height()) cy.nodes().positions((node) => ({ x: node.position("y"), y: node.position("x") }));
  }

  _copy() {
    const [{ cy }, ...others] = this.panes;
    for (const other of others) other.cy.nodes().positions((node) => ({ ...cy.getElementById(node.id()).position() }));
  }

  fit() {
    for (const { cy } of this.panes) {
      cy.resize();
      cy.fit(cy.elements(":visible"), 36);
      if (cy.zoom() > 1.4) cy.zoom({ level: 1.4, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
    }
  }

  zoom(factor) {
    for (const { cy } of this.panes) cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  pan(x, y) {
    for (const { cy } of this.panes) cy.panBy({ x, y });
  }

  /* Where something is on the screen, for tests and for those who point. */
  where(key) {
    const { cy } = this.panes[0];
    const element = cy.getElementById(key);
    const box = cy.container().getBoundingClientRect();
    const at = element.isNode() ? element.renderedPosition() : Object.fromEntries(["x", "y"].map((axis) => [axis, element.renderedMidpoint()[axis]]));
    return { x: box.x + at.x, y: box.y + at.y };
  }

  repaint() {
    for (const { cy } of this.panes) cy.style(style());
  }

  async png() {
    return this.panes[0].cy.png({ output: "blob-promise", full: true, scale: 2, bg: ink().paper });
  }

  /* SVG of what the first pane shows; Cytoscape.js draws on a canvas only. */
  svg() {
    const { cy } = this.panes[0];
    const { text, paper } = ink();
    const box = cy.elements(":visible").boundingBox();
    const escaped = (value) => value.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
    const round = (value) => Math.round(value * 10) / 10;
    const marks = new Map();
    const lines = cy.edges(":visible").map((edge) => {
      const [from, to, middle] = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.midpoint()];
      const { colour, line } = statusLook(edge.data("status"));
      marks.set(colour, `arrow${colour.slice(1)}`);
      const bend = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 };
      const dashes = { dashed: ' stroke-dasharray="6 3"', dotted: ' stroke-dasharray="1 3"' }[line] ?? "";
      const path = `M${round(from.x)} ${round(from.y)}Q${round(bend.x)} ${round(bend.y)} ${round(to.x)} ${round(to.y)}`;
      return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"${dashes} marker-end="url(#${marks.get(colour)})" opacity="${edge.style("opacity")}"/>
<text x="${round(middle.x)}" y="${round(middle.y)}" font-size="9" text-anchor="middle" fill="${text}">${escaped(edge.data("label"))}</text>`;
    });
    const dots = cy.nodes(":visible").map((node) => {
      const { x, y } = node.position();
      const size = node.width() / 2;
      return `<circle cx="${round(x)}" cy="${round(y)}" r="${size}" fill="${classColour(node.data("types"))}" stroke="${text}" stroke-width="1.5" opacity="${node.style("opacity")}"/>
<text x="${round(x)}" y="${round(y + size + 14)}" font-size="11" text-anchor="middle" fill="${text}">${escaped(node.data("name"))}</text>`;
    });
    const arrows = [...marks].map(([colour, id]) => `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0L8 4L0 8Z" fill="${colour}"/></marker>`);
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${round(box.x1 - 40)} ${round(box.y1 - 20)} ${round(box.w + 80)} ${round(box.h + 40)}" font-family="system-ui, sans-serif">
<rect x="${round(box.x1 - 40)}" y="${round(box.y1 - 20)}" width="${round(box.w + 80)}" height="${round(box.h + 40)}" fill="${paper}"/>
<defs>${arrows.join("")}</defs>
${[...lines, ...dots].join("\n")}
</svg>
`;
  }
}
