/**
 * Ratios of time as bars, shorter is faster, with a line at 1: an SVG picture.
 */
import type { GradientRow } from "./gradients.ts";
import { line, text } from "./products/plot.ts";

const [WIDTH, LEFT, RIGHT, TOP] = [760, 110, 60, 30];
const [STEP, THICK] = [24, 16];

export function bars(rows: readonly GradientRow[]): string {
  const most = Math.max(1.2, ...rows.map((r) => r.ratio));
  const height = TOP + STEP * rows.length + 30;
  const x = (ratio: number): number => LEFT + (ratio / most) * (WIDTH - LEFT - RIGHT);
  const drawn = rows.map((r, i) => {
    const y = TOP + STEP * i;
    const bar = `<rect x="${LEFT}" y="${y}" width="${(x(r.ratio) - LEFT).toFixed(1)}" height="${THICK}" fill="#1b6ca8"/>`;
    const name = text(LEFT - 6, y + THICK - 4, r.problem, "end");
    return bar + name + text(x(r.ratio) + 5, y + THICK - 4, r.ratio.toFixed(2), "start");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${height}" fill="white"/>
${line(x(1), TOP - 8, x(1), height - 24)}${text(x(1), TOP - 12, "NumPy", "middle")}
${drawn.join("\n")}
${text(LEFT, height - 8, "time over NumPy's: shorter is faster", "start")}
</svg>
`;
}
