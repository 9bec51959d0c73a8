/** The expression as a picture: nodes with their shapes, and beside each arrow the cotangent that flows back. */
import { Graph as Layered, layout as layOut } from "@dagrejs/dagre";
import type { Graph, GraphEdge, GraphNode } from "../../index.ts";
import { h } from "../dom.ts";
import { math } from "../math.ts";

const NS = "http://www.w3.org/2000/svg";
const GAP = 14;

interface Box {
  readonly element: HTMLElement;
  readonly width: number;
  readonly height: number;
}

/** Boxes are measured first, so `place` must be in the document. */
export async function drawGraph(graph: Graph, place: HTMLElement, title: string): Promise<void> {
  const canvas = h("div", { class: "graph", role: "group", "aria-label": title });
  const scroller = h(
    "div",
    { class: "graph-scroller", tabindex: 0, role: "region", "aria-label": title },
    canvas,
  );
  place.append(scroller);
  const measured = (element: HTMLElement): Box => {
    const { width, height } = element.getBoundingClientRect();
    return { element, width: Math.ceil(width), height: Math.ceil(height) };
  };
  const boxes = graph.nodes.map(nodeBox);
  const flows = graph.edges.map((edge) => (edge.cotangent ? edgeLabel(edge) : undefined));
  canvas.append(...boxes, ...flows.filter((flow) => flow !== undefined));
  await document.fonts.ready;
  const nodes = new Map(graph.nodes.map((node, k) => [node.id, measured(boxes[k] as HTMLElement)] as const));
  const labels = flows.map((flow) => flow && measured(flow));
  const layout = laidOut(graph, nodes, labels);
  const { width = 0, height = 0 } = layout.graph();
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.prepend(arrows(graph, layout, width, height));
  for (const [id, box] of nodes) moveTo(box, layout.node(id));
  graph.edges.forEach(({ from, to }, k) => {
    const box = labels[k];
    if (box) moveTo(box, layout.edge(from, to, String(k)));
  });
}

const nodeBox = ({ name, value, shape, isTarget }: GraphNode): HTMLElement =>
  h(
    "div",
    { class: `node${isTarget ? " target" : ""}${value ? "" : " variable"}` },
    math(value ? `${name.latex} = ${value.latex}` : name.latex),
    h("span", { class: "shape" }, shape),
  );

const edgeLabel = ({ cotangent }: GraphEdge): HTMLElement =>
  h("div", { class: "flow" }, math(cotangent?.latex ?? ""));

function laidOut(
  { edges }: Graph,
  nodes: ReadonlyMap<string, Box>,
  labels: readonly (Box | undefined)[],
): Layered {
  const layout = new Layered({ multigraph: true });
  layout.setGraph({ rankdir: "TB", nodesep: 26, ranksep: 26, edgesep: 10, marginx: GAP, marginy: GAP });
  for (const [id, { width, height }] of nodes) layout.setNode(id, { width, height });
  edges.forEach(({ from, to }, k) => {
    const { width = 0, height = 0 } = labels[k] ?? {};
    layout.setEdge(from, to, { width, height, labelpos: "c" }, String(k));
  });
  layOut(layout);
  return layout;
}

function moveTo({ element, width, height }: Box, at: { readonly x: number; readonly y: number }): void {
  element.style.left = `${at.x - width / 2}px`;
  element.style.top = `${at.y - height / 2}px`;
}

function arrows({ edges }: Graph, layout: Layered, width: number, height: number): SVGElement {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.setAttribute("aria-hidden", "true");
  edges.forEach(({ from, to, cotangent }, k) => {
    const points = layout.edge(from, to, String(k)).points as { x: number; y: number }[];
    const path = document.createElementNS(NS, "path");
    path.setAttribute("d", points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x} ${y}`).join(""));
    path.setAttribute("class", cotangent ? "arrow back" : "arrow");
    svg.append(path, head(points.slice(-2)));
  });
  return svg;
}

/** The head of an arrow along its last stretch. */
function head([a, b]: readonly { x: number; y: number }[]): SVGElement {
  const polygon = document.createElementNS(NS, "polygon");
  if (!a || !b) return polygon;
  const turn = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
  polygon.setAttribute("points", "0,0 -8,-4 -8,4");
  polygon.setAttribute("transform", `translate(${b.x} ${b.y}) rotate(${turn})`);
  polygon.setAttribute("class", "head");
  return polygon;
}
