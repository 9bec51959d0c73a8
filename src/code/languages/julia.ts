/**
 * Julia: operators on matrices, dots for entries; vectors are reshaped to columns.
 */
import { Level } from "../../print/part.ts";
import { columnLanguage, wholePlace } from "../pieces/infix.ts";
import { type FunctionParts, helpersFor, type Language, words } from "../pieces/language.ts";
import type { PatternLines } from "../pieces/patterns.ts";
import { alone, called, piece, within } from "../pieces/piece.ts";
import { type Code, code, needsOf, wordsIn } from "../pieces/text.ts";

const KEYWORDS =
  "baremodule begin break catch const continue do else elseif end export false finally for function global if " +
  "import let local macro module quote return struct true try using while in isa where type abstract mutable I " +
  "Matrix Diagonal Symmetric pi im Inf NaN";
const FUNCTIONS =
  "inv eye ones zeros div mod1 diag reshape vec kron permutedims tr det logabsdet sum length norm abs tril triu " +
  "pinv exp cholesky svdvals svd opnorm maximum max min log sqrt sin cos tan sinh cosh tanh asin acos atan erf erfc " +
  "sign hcat vcat only size eigen float";

/** What its libraries lack. */
const HELPERS = {
  relu: "relu(x) = max(x, zero(x))",
  sigmoid: "sigmoid(x) = 1 / (1 + exp(-x))",
  softplus: "softplus(x) = max(x, 0) + log1p(exp(-abs(x)))",
  softmax: `function softmax(x)
    weights = exp.(x .- maximum(x))
    return weights ./ sum(weights)
end`,
  softmax_rows: `function softmax_rows(x)
    weights = exp.(x .- maximum(x, dims=2))
    return weights ./ sum(weights, dims=2)
end`,
  logsumexp: `function logsumexp(x)
    top = maximum(x)
    return top + log(sum(exp.(x .- top)))
end`,
  logsumexp_rows: `function logsumexp_rows(x)
    top = maximum(x, dims=2)
    return top .+ log.(sum(exp.(x .- top), dims=2))
end`,
  single: "single(i, j, m, n) = [Float64(r == i && c == j) for r in 1:m, c in 1:n]",
  kron_left: `# the inner products of the m by n blocks of g with y
function kron_left(g, y, m, n)
    p, q = size(y)
    return [sum(g[(i-1)*p+1:i*p, (j-1)*q+1:j*q] .* y) for i in 1:m, j in 1:n]
end`,
  kron_right: `# the sum of the p by q blocks of g, weighted by the entries of x
function kron_right(g, x, p, q)
    m, n = size(x)
    return sum(x[i, j] * g[(i-1)*p+1:i*p, (j-1)*q+1:j*q] for i in 1:m, j in 1:n)
end`,
  eigval: `# the k-th largest eigenvalue of a symmetric matrix
eigval(x, k) = eigvals(Symmetric((x + x') / 2))[end-Int(k)+1]`,
  eigvec: `# its unit eigenvector, the largest entry positive
function eigvec(x, k)
    v = eigvecs(Symmetric((x + x') / 2))[:, end-Int(k)+1:end-Int(k)+1]
    return v * sign(v[argmax(abs.(v))])
end`,
  rightsingular: "rightsingular(x, k) = eigvec(x' * x, k)",
  leftsingular: `function leftsingular(x, k)
    u = x * eigvec(x' * x, k)
    return u / norm(u)
end`,
  polar: `function polar(x)
    s = svd(x)
    return s.U * s.Vt
end`,
  expm_frechet: `# derivative of the matrix exponential at x in the direction e
function expm_frechet(x, e)
    n = size(x, 1)
    scale = iszero(e) ? one(eltype(e)) : norm(e)  # a large direction would take the digits of x
    return scale * exp([x e/scale; zero(x) x])[1:n, n+1:end]
end`,
};

const pattern = ({ name, said, line, sign, isMean }: PatternLines): string =>
  [
    `# the ${said}`,
    `function ${name}(x)`,
    "    n = size(x, 1)",
    "    sums, counts = zeros(n^2), zeros(n^2)",
    `    line(i, j) = ${line} + 1`,
    `    sign_of(i, j) = ${sign ?? "1"}`,
    "    for i in 0:n-1, j in 0:n-1",
    "        sums[line(i, j)] += sign_of(i, j) * x[i+1, j+1]",
    "        counts[line(i, j)] += 1",
    "    end",
    ...(isMean ? ["    sums ./= max.(counts, 1)"] : []),
    "    return [sign_of(i, j) * sums[line(i, j)] for i in 0:n-1, j in 0:n-1]",
    "end",
  ].join("\n");

export const JULIA: Language<"julia"> = {
  ...columnLanguage(" .+ ", " .- "),
  target: "julia",
  title: "Julia",
  extension: "jl",
  helpers: HELPERS,
  pattern,
  scalarOf: (x) => called("only", [alone(x)]),
  entrywise: (name, args) => called(typeof name === "string" ? `${name}.` : code`${name}.`, args.map(alone)),
  // brackets of numbers would read [a -b] as two
  block: (cells) =>
    called(
      "vcat",
      cells.map((row) => called("hcat", row.map(alone))),
    ),
  entry: (x, row, column) =>
    piece(code`${within(x, Level.ATOM)}[${wholePlace(row)}, ${wholePlace(column)}]`, Level.POSTFIX),
  indexedSum: (index, size, body) =>
    called("sum", [code`${alone(body)} for ${index} in 1:${within(size, Level.SUM)}`]),
  given: "size",
  reserved: words(`${KEYWORDS} ${FUNCTIONS}`),
  shell: functionText,
};

function functionText(
  { name, args, documentation, sizes, body, outputs }: FunctionParts,
  helpers: ReadonlyMap<string, string>,
): string {
  const lines: Code[] = [];
  for (const a of args) {
    if (!a.isVector) continue;
    if (a.given) lines.push(code`${a.given} = size(${a.name})`);
    lines.push(code`${a.name} = reshape(${a.name}, :, 1)`);
  }
  for (const [left, value] of [...sizes, ...body]) lines.push(code`${left} = ${value}`);
  const results = outputs.map((o) => (o.like === undefined ? o.name : `reshape(${o.name}, ${o.like})`));
  lines.push(code`return ${results.join(", ")}`);
  const needs = needsOf(lines);
  const safe = documentation.map((line) => line.replace(/[\\$"]/g, "\\$&"));
  const used = helpersFor(needs, helpers);
  const special = [...needs, ...used.flatMap(wordsIn)].some((word) => word === "erf" || word === "erfc")
    ? "using SpecialFunctions\n"
    : "";
  const text = [
    ...used.map((helper) => `${helper}\n`),
    '"""',
    ...safe,
    '"""',
    `function ${name}(${args.map((a) => a.name).join(", ")})`,
    ...lines.map((line) => `    ${line.text}`),
    "end",
    "",
  ].join("\n");
  return `using LinearAlgebra\n${special}\n${text}`;
}
