/** A small bar plot of errors on a logarithmic scale, from 1e-16 to 1. */
const NS = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, BOTTOM] = [420, 120, 44, 16];
const DECADES = 16;

export function bars(errors: readonly number[], title: string): SVGSVGElement {
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "bars" });
  svg.append(named("title", title));
  for (const decade of [0, -4, -8, -12, -16]) {
    const y = yOf(10 ** decade);
    svg.append(shape("line", { x1: LEFT, x2: WIDTH, y1: y, y2: y, class: "grid" }));
    svg.append(named("text", decade === 0 ? "1" : `1e${decade}`, { x: LEFT - 6, y: y + 4, class: "scale" }));
  }
  const each = (WIDTH - LEFT) / Math.max(1, errors.length);
  errors.forEach((error, i) => {
    const y = yOf(error);
    const width = Math.max(1, Math.min(18, each * 0.7));
    const x = LEFT + each * (i + 0.5) - width / 2;
    const bar = shape("rect", { x, y, width, height: Math.max(1, HEIGHT - BOTTOM - y), class: "bar" });
    bar.append(named("title", error.toExponential(1)));
    svg.append(bar);
  });
  return svg as SVGSVGElement;
}

function yOf(error: number): number {
  const height = HEIGHT - BOTTOM - 8;
  const decade = Math.log10(Math.min(1, Math.max(error, 10 ** -DECADES)));
  return 8 + (height * -decade) / DECADES;
}

function shape(kind: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(NS, kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

function named(
  kind: string,
  text: string,
  attributes: Readonly<Record<string, string | number>> = {},
): SVGElement {
  const element = shape(kind, attributes);
  element.textContent = text;
  return element;
}
