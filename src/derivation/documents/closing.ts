/** The last line of a derivation: what was checked, and how well it held. */
import type { Report } from "../check/check.ts";
import type { Inline, LayoutOptions } from "./layout.ts";

export function closingLine(report: Report, { locale }: Pick<LayoutOptions, "locale">): Inline[] {
  const filled = (key: string, places: Readonly<Record<string, string>>): Inline => ({
    kind: "text",
    text: (locale[key] as string).replace(/\{(\w+)\}/g, (_, name) => places[name] ?? ""),
  });
  const lines: Inline[] = [];
  if (report.equations > 0) {
    const { equations, samples, largestError } = report;
    const places = { equations: `${equations}`, samples: `${samples}`, error: figure(largestError) };
    lines.push(filled("closing.lines", places));
  }
  if (report.derivatives > 0) {
    if (lines.length > 0) lines.push({ kind: "text", text: locale["sentence.separator"] ?? " " });
    const places = { count: `${report.derivatives}`, error: figure(report.largestDerivativeError) };
    lines.push(filled("closing.derivatives", places));
  }
  return lines;
}

const figure = (x: number): string => (x === 0 ? "0" : x.toExponential(0));
