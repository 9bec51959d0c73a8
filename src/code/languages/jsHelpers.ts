/**
 * Functions over arrays of rows that are written above JavaScript code, those that it uses.
 */

import type { PatternLines } from "../pieces/patterns.ts";
import { DECOMPOSITIONS } from "./jsDecompositions.ts";

const ARITHMETIC: Readonly<Record<string, string>> = {
  fill: `const fill = (m, n, entry) =>
  Array.from({ length: m }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)));`,
  filled: "const filled = (m, n, value) => fill(m, n, () => value);",
  identity: "const identity = (n) => fill(n, n, (i, j) => Number(i === j));",
  column: "const column = (v) => (Array.isArray(v[0]) ? v : v.map((x) => [x]));",
  likeGiven: `/** A column as the vector was given: flat, or a column. */
const likeGiven = (v, given) => (Array.isArray(given[0]) ? v : v.map((row) => row[0]));`,
  transpose: "const transpose = (a) => fill(a[0].length, a.length, (i, j) => a[j][i]);",
  multiply: `const multiply = (a, b) =>
  fill(a.length, b[0].length, (i, j) => a[i].reduce((sum, x, k) => sum + x * b[k][j], 0));`,
  map: "const map = (a, f) => a.map((row) => row.map((x) => f(x)));",
  zip: "const zip = (a, b, f) => a.map((row, i) => row.map((x, j) => f(x, b[i][j])));",
  add: "const add = (a, b) => zip(a, b, (x, y) => x + y);",
  subtract: "const subtract = (a, b) => zip(a, b, (x, y) => x - y);",
  hadamard: "const hadamard = (a, b) => zip(a, b, (x, y) => x * y);",
  quotient: "const quotient = (a, b) => zip(a, b, (x, y) => x / y);",
  scale: "const scale = (s, a) => map(a, (x) => s * x);",
  total: "const total = (a) => a.flat().reduce((sum, x) => sum + x, 0);",
  mean: "const mean = (a) => total(a) / a.flat().length;",
  norm: "const norm = (a) => Math.hypot(...a.flat());",
  rowSums: "const rowSums = (a) => a.map((row) => [row.reduce((sum, x) => sum + x, 0)]);",
  columnSums: "const columnSums = (a) => transpose(rowSums(transpose(a)));",
  sumOver: `/** The sum of term(1), …, term(n). */
function sumOver(n, term) {
  let sum = term(1);
  for (let k = 2; k <= n; k++) sum = Array.isArray(sum) ? add(sum, term(k)) : sum + term(k);
  return sum;
}`,
};

const STRUCTURE: Readonly<Record<string, string>> = {
  block: `/** A matrix from rows of blocks; a number is a block of one entry. */
const block = (rows) =>
  rows.flatMap((row) => {
    const cells = row.map((c) => (Array.isArray(c) ? c : [[c]]));
    return cells[0].map((_, i) => cells.flatMap((c) => c[i]));
  });`,
  single: "const single = (p, q, m, n) => fill(m, n, (i, j) => Number(i === p - 1 && j === q - 1));",
  diagonalMatrix:
    "const diagonalMatrix = (v) => fill(v.length, v.length, (i, j) => (i === j ? v[i][0] : 0));",
  diagonalOf: "const diagonalOf = (a) => a.map((row, i) => [row[i]]);",
  vec: "const vec = (a) => transpose(a).flat().map((x) => [x]);",
  unvec: "const unvec = (v, m, n) => fill(m, n, (i, j) => v[j * m + i][0]);",
  tril: "const tril = (a) => a.map((row, i) => row.map((x, j) => (i >= j ? x : 0)));",
  triu: "const triu = (a) => a.map((row, i) => row.map((x, j) => (i <= j ? x : 0)));",
  halflower:
    "const halflower = (a) => a.map((row, i) => row.map((x, j) => (i > j ? x : i === j ? x / 2 : 0)));",
  trace: "const trace = (a) => a.reduce((sum, row, i) => sum + row[i], 0);",
  kron: `function kron(a, b) {
  const [p, q] = [b.length, b[0].length];
  return fill(a.length * p, a[0].length * q, (i, j) =>
    a[Math.floor(i / p)][Math.floor(j / q)] * b[i % p][j % q]);
}`,
  kron_left: `/** The inner products of the m by n blocks of g with y. */
function kron_left(g, y, m, n) {
  const [p, q] = [y.length, y[0].length];
  return fill(m, n, (i, j) => total(map2(y, (x, a, b) => x * g[i * p + a][j * q + b])));
}`,
  kron_right: `/** The sum of the p by q blocks of g, weighted by the entries of x. */
const kron_right = (g, x, p, q) =>
  fill(p, q, (a, b) => total(map2(x, (w, i, j) => w * g[i * p + a][j * q + b])));`,
  map2: "const map2 = (a, f) => a.map((row, i) => row.map((x, j) => f(x, i, j)));",
  commutation: `const commutation = (m, n) =>
  fill(m * n, m * n, (r, c) => Number(c === (r % n) * m + Math.floor(r / n)));`,
  largestModulus: "const largestModulus = (a) => Math.max(...a.flat().map(Math.abs));",
  peak: `function peak(a) {
  const top = largestModulus(a);
  return map(a, (x) => (Math.abs(x) === top ? Math.sign(x) : 0));
}`,
};

const SOLVING: Readonly<Record<string, string>> = {
  eliminate: `/** Gauss's elimination with pivots: A⁻¹ B, the sign of det A and log |det A|. */
function eliminate(a, b) {
  const rows = a.map((row, i) => [...row, ...b[i]]);
  const n = a.length;
  let sign = 1;
  let log = 0;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    if (pivot !== k) sign = -sign;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const p = rows[k][k];
    if (p === 0) return { solution: map(b, () => NaN), sign: 0, log: -Infinity };
    sign *= Math.sign(p);
    log += Math.log(Math.abs(p));
    for (let i = 0; i < n; i++) {
      const factor = i === k ? 0 : rows[i][k] / p;
      for (let j = k; j < rows[i].length; j++) rows[i][j] -= factor * rows[k][j];
    }
    for (let j = 0; j < rows[k].length; j++) rows[k][j] /= p;
  }
  return { solution: rows.map((row) => row.slice(n)), sign, log };
}`,
  solve: "const solve = (a, b) => eliminate(a, b).solution;",
  inverse: "const inverse = (a) => solve(a, identity(a.length));",
  determinant: `function determinant(a) {
  const { sign, log } = eliminate(a, a.map(() => []));
  return sign === 0 ? 0 : sign * Math.exp(log);
}`,
  logAbsDeterminant: "const logAbsDeterminant = (a) => eliminate(a, a.map(() => [])).log;",
  matrixPower: `function matrixPower(a, k) {
  if (k < 0) return inverse(matrixPower(a, -k));
  let power = identity(a.length);
  for (let i = 0; i < k; i++) power = multiply(power, a);
  return power;
}`,
  cholesky: `/** The lower factor of a symmetric positive definite matrix. */
function cholesky(a) {
  const l = a.map((row) => row.map(() => 0));
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = (a[i][j] + a[j][i]) / 2;
      for (let k = 0; k < j; k++) rest -= l[i][k] * l[j][k];
      l[i][j] = i === j ? Math.sqrt(rest) : rest / l[j][j];
    }
  }
  return l;
}`,
  expm: `/** The matrix exponential by scaling, a Taylor series, and squaring. */
function expm(a) {
  const size = Math.max(...a.map((row) => row.reduce((sum, x) => sum + Math.abs(x), 0)));
  const squarings = Math.max(0, Math.ceil(Math.log2(size)) + 1);
  const small = scale(2 ** -squarings, a);
  let power = identity(a.length);
  let sum = power;
  for (let k = 1; k <= 20; k++) {
    power = scale(1 / k, multiply(power, small));
    sum = add(sum, power);
  }
  for (let k = 0; k < squarings; k++) sum = multiply(sum, sum);
  return sum;
}`,
  expm_frechet: `/** Derivative of the matrix exponential at a in the direction e. */
function expm_frechet(a, e) {
  const n = a.length;
  // a large direction would take the digits of a
  const size = norm(e) || 1;
  const both = expm(block([[a, scale(1 / size, e)], [filled(n, n, 0), a]]));
  return both.slice(0, n).map((row) => row.slice(n).map((x) => size * x));
}`,
};

const OF_ENTRIES: Readonly<Record<string, string>> = {
  relu: "const relu = (x) => Math.max(x, 0);",
  step: "const step = (x) => (x > 0 ? 1 : x * 0);",
  sigmoid: "const sigmoid = (x) => 1 / (1 + Math.exp(-x));",
  softplus: "const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));",
  erf: `/** The error function, by its series where it is small. */
function erf(x) {
  if (Math.abs(x) > 0.5) return Math.sign(x) * (1 - erfc(Math.abs(x)));
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 2e-16 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}`,
  erfc: `/** 1 - erf(x), by the trapezoidal rule where it is small. */
function erfc(x) {
  if (x < 0) return 2 - erfc(-x);
  if (x < 0.5) return 1 - erf(x);
  let sum = 1;
  for (let k = 1; k <= 12; k++) sum += (2 * Math.exp(-k * k / 4)) / (1 + (k / (2 * x)) ** 2);
  const pole = x < 2 * Math.PI ? 2 / Math.expm1(4 * Math.PI * x) : 0;
  return (Math.exp(-x * x) / (2 * Math.PI * x)) * sum - pole;
}`,
  softmax: "const softmax = (v) => transpose(softmax_rows(transpose(v)));",
  softmax_rows: `function softmax_rows(a) {
  return a.map((row) => {
    const top = Math.max(...row);
    const weights = row.map((x) => Math.exp(x - top));
    const sum = weights.reduce((s, w) => s + w, 0);
    return weights.map((w) => w / sum);
  });
}`,
  logsumexp: "const logsumexp = (v) => logsumexp_rows(transpose(v))[0][0];",
  logsumexp_rows: `function logsumexp_rows(a) {
  return a.map((row) => {
    const top = Math.max(...row);
    return [top + Math.log(row.reduce((sum, x) => sum + Math.exp(x - top), 0))];
  });
}`,
};

export const JS_HELPERS: Readonly<Record<string, string>> = {
  ...ARITHMETIC,
  ...STRUCTURE,
  ...SOLVING,
  ...DECOMPOSITIONS,
  ...OF_ENTRIES,
};

export const jsPattern = ({ name, said, line, sign, isMean }: PatternLines): string =>
  [
    `/** The ${said}. */`,
    `function ${name}(x) {`,
    "  const n = x.length;",
    `  const line = (i, j) => ${line.replace(/\bmod\((.*), n\)/g, "($1) % n").replace(/\babs\(/g, "Math.abs(")};`,
    `  const sign = (i, j) => ${sign?.replace(/\bsign\(/g, "Math.sign(") ?? "1"};`,
    "  const [sums, counts] = [Array(n * n).fill(0), Array(n * n).fill(0)];",
    "  x.forEach((row, i) => row.forEach((entry, j) => {",
    "    sums[line(i, j)] += sign(i, j) * entry;",
    "    counts[line(i, j)] += 1;",
    "  }));",
    `  return fill(n, n, (i, j) => sign(i, j) * sums[line(i, j)]${isMean ? " / counts[line(i, j)]" : ""});`,
    "}",
  ].join("\n");
