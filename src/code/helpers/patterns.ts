/**
 * The functions of functions/patterns.ts in the languages, written from the rows of the table of structures: which
 * line an entry is on, and its sign there.
 */
import { STRUCTURE_NAMES, STRUCTURES } from "../../structures.ts";

interface Lines {
  readonly name: string;
  /** A number from 0, below 2n. */
  readonly line: string;
  readonly sign: string | undefined;
  /** Means, or sums. */
  readonly isMean: boolean;
}

const written = (write: (lines: Lines) => string): readonly (readonly [string, string])[] =>
  STRUCTURE_NAMES.flatMap((structure) => {
    const { lines } = STRUCTURES[structure];
    if (!lines) return [];
    return [true, false].map((isMean) => {
      const name = `${structure}${isMean ? "part" : "sums"}`;
      return [name, write({ name, line: lines.line, sign: lines.sign, isMean })] as const;
    });
  });

const said = (isMean: boolean): string => `${isMean ? "means" : "sums"} along the lines of equal entries`;

/** `sums`: code that adds up the entries of a list w, on the lines k. */
export const pythonPatterns = (sums: string) =>
  written(({ name, line, sign, isMean }) =>
    [
      `def ${name}(x):`,
      `    """The ${said(isMean)}."""`,
      "    n = len(x)",
      "    i, j = $.arange(n)[:, None], $.arange(n)",
      `    k = (${line.replace(/\bmod\(/g, "$.remainder(").replace(/\babs\(/g, "$.abs(")}).reshape(-1)`,
      ...(sign ? [`    s = ${sign.replace(/\bsign\(/g, "$.sign(")}.reshape(-1)`] : []),
      `    total = lambda w: ${sums}`,
      `    y = total(${sign ? "s * " : ""}x.reshape(-1))`,
      ...(isMean ? ["    y = y / total($.ones_like(x.reshape(-1))).clip(1)"] : []),
      `    return (${sign ? "s * " : ""}y[k]).reshape(n, n)`,
    ].join("\n"),
  );

export const JULIA_PATTERNS = written(({ name, line, sign, isMean }) =>
  [
    `# the ${said(isMean)}`,
    `function ${name}(x)`,
    "    n = size(x, 1)",
    "    sums, counts = zeros(2n), zeros(2n)",
    `    line(i, j) = ${line} + 1`,
    `    sign_of(i, j) = ${sign ?? "1"}`,
    "    for i in 0:n-1, j in 0:n-1",
    "        sums[line(i, j)] += sign_of(i, j) * x[i+1, j+1]",
    "        counts[line(i, j)] += 1",
    "    end",
    ...(isMean ? ["    sums ./= max.(counts, 1)"] : []),
    "    return [sign_of(i, j) * sums[line(i, j)] for i in 0:n-1, j in 0:n-1]",
    "end",
  ].join("\n"),
);

export const OCTAVE_PATTERNS = written(({ name, line, sign, isMean }) =>
  [
    `% the ${said(isMean)}`,
    `function y = ${name}(x)`,
    "  n = rows(x);",
    "  [j, i] = meshgrid(0:n-1);",
    `  k = ${line} + 1;`,
    `  s = ${sign ?? "1"};`,
    "  y = accumarray(k(:), vec(s .* x));",
    ...(isMean ? ["  y = y ./ max(accumarray(k(:), 1), 1);"] : []),
    "  y = s .* reshape(y(k), n, n);",
    "end",
  ].join("\n"),
);

export const JS_PATTERNS = written(({ name, line, sign, isMean }) =>
  [
    `/** The ${said(isMean)}. */`,
    `function ${name}(x) {`,
    "  const n = x.length;",
    `  const line = (i, j) => ${line.replace(/\bmod\((.*), n\)/g, "($1) % n").replace(/\babs\(/g, "Math.abs(")};`,
    `  const sign = (i, j) => ${sign?.replace(/\bsign\(/g, "Math.sign(") ?? "1"};`,
    "  const [sums, counts] = [Array(2 * n).fill(0), Array(2 * n).fill(0)];",
    "  x.forEach((row, i) => row.forEach((entry, j) => {",
    "    sums[line(i, j)] += sign(i, j) * entry;",
    "    counts[line(i, j)] += 1;",
    "  }));",
    `  return fill(n, n, (i, j) => sign(i, j) * sums[line(i, j)]${isMean ? " / counts[line(i, j)]" : ""});`,
    "}",
  ].join("\n"),
);
