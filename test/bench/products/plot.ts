/**
 * Speed over size, both axes by powers, as an SVG picture.
 */
import { type Measured, speed } from "./page.ts";

const [WIDTH, HEIGHT] = [760, 420];
const [LEFT, RIGHT, TOP, BOTTOM] = [50, 170, 20, 40];
/** By lightness as well as by hue. */
const COLOURS = [
  "#222222",
  "#888888",
  "#1b6ca8",
  "#0a8f5b",
  "#6fbf4a",
  "#d98e04",
  "#b4436c",
  "#7a4fa3",
  "#c0554a",
];

interface Axis {
  readonly from: number;
  readonly to: number;
}

const along = (value: number, { from, to }: Axis): number => Math.log(value / from) / Math.log(to / from);

/** 0.01, 0.1, 1, 10 … that hold the values. */
const decades = (values: readonly number[]): Axis => ({
  from: 10 ** Math.floor(Math.log10(Math.min(...values))),
  to: 10 ** Math.ceil(Math.log10(Math.max(...values))),
});

export function plot(all: readonly Measured[]): string {
  const rows = all.filter((r) => r.task === "product");
  const sizes = [...new Set(rows.map((r) => r.n))];
  const names = [...new Set(rows.map((r) => r.name))];
  const across: Axis = { from: Math.min(...sizes), to: Math.max(...sizes) };
  const upward = decades(rows.map(speed));
  const x = (n: number): number => LEFT + along(n, across) * (WIDTH - LEFT - RIGHT);
  const y = (s: number): number => HEIGHT - BOTTOM - along(s, upward) * (HEIGHT - TOP - BOTTOM);

  const columns = sizes.map(
    (n) => line(x(n), TOP, x(n), HEIGHT - BOTTOM) + text(x(n), HEIGHT - 22, n, "middle"),
  );
  const levels: string[] = [];
  for (let s = upward.from; s <= upward.to * 1.001; s *= 10) {
    levels.push(
      line(LEFT, y(s), WIDTH - RIGHT, y(s)) + text(LEFT - 6, y(s) + 4, Number(s.toPrecision(1)), "end"),
    );
  }
  const curves = names.map((name, i) => {
    const points = rows
      .filter((r) => r.name === name)
      .map((r) => `${x(r.n).toFixed(1)},${y(speed(r)).toFixed(1)}`);
    const colour = COLOURS[i % COLOURS.length]!;
    const label = text(WIDTH - RIGHT + 34, TOP + 14 + 20 * i, name, "start");
    const sample = `M${WIDTH - RIGHT + 10},${TOP + 10 + 20 * i}h18`;
    return `<path d="M${points.join(" L")} ${sample}" fill="none" stroke="${colour}" stroke-width="2"/>${label}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>
${[...columns, ...levels, ...curves].join("\n")}
${text(LEFT, TOP - 6, "GF/s", "middle")}${text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "n", "middle")}
</svg>
`;
}

export const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<path d="M${x1.toFixed(1)},${y1.toFixed(1)} L${x2.toFixed(1)},${y2.toFixed(1)}" stroke="#dddddd"/>`;

export const text = (x: number, y: number, content: string | number, anchor: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${content}</text>`;
