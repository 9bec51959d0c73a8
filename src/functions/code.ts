/**
 * The table's functions in the languages that code is written in, side by side: the `code` column.
 *
 *     det  ─▶  np.linalg.det(X), jnp.linalg.det(X), torch.linalg.det(X), det(X), …
 *
 * What a language has no function for is called by the name of a helper, which code/ writes above: a name
 * of its own such as `sigmoid`, or one that is read off the table of helpers. The forms of CodeColumn.
 */
import { type Expr, isVector } from "../expression/expr.ts";
import type { CodeColumn, FunctionEntry, Target } from "./function.ts";

export const TARGETS: readonly Target[] = ["numpy", "jax", "torch", "julia", "octave", "js"];

/** One template in Python's three, and those of the others. */
const names = (python: string, julia: string, octave: string, js: string): CodeColumn => ({
  ...{ python, julia, octave, js },
});
/** The same template everywhere: a helper, or a function of that name. */
const everywhere = (template: string): CodeColumn => names(template, template, template, template);
/** A function of scalars that each language has by some name. */
const entrywise = (name: string, other = name): CodeColumn =>
  names(`$.${name}`, other, other, `Math.${other}`);

const STRUCTURE: Readonly<Record<string, CodeColumn>> = {
  inv: names("$.linalg.inv(#1)", "inv(#1)", "inv(#1)", "inverse(#1)"),
  eye: {
    // Octave's own identity and diagonal matrices can't be added to columns
    ...names("$.eye(#m)", "Matrix(1.0I, #m, #m)", "full(eye(#m))", "identity(#m)"),
    torch: "torch.eye(#m, dtype=dtype, device=device)",
  },
  ones: {
    ...names("$.ones((#m, #n))", "ones(#m, #n)", "ones(#m, #n)", "filled(#m, #n, 1)"),
    torch: "torch.ones((#m, #n), dtype=dtype, device=device)",
  },
  zeros: {
    ...names("$.zeros((#m, #n))", "zeros(#m, #n)", "zeros(#m, #n)", "filled(#m, #n, 0)"),
    torch: "torch.zeros((#m, #n), dtype=dtype, device=device)",
  },
  single: {
    ...everywhere("single(#1, #2, #m, #n)"),
    torch: "single(#1, #2, torch.zeros((#m, #n), dtype=dtype, device=device))",
  },
  delta: names("float(#1! == #2!)", "float(#1! == #2!)", "double(#1! == #2!)", "Number(#1! === #2!)"),
  quotient: names(
    "((#1! - 1) // #m! + 1)",
    "(div(#1! - 1, #m) + 1)",
    "(floor((#1! - 1) / #m!) + 1)",
    "(Math.floor((#1! - 1) / #m!) + 1)",
  ),
  remainder: names(
    "((#1! - 1) % #m! + 1)",
    "mod1(#1, #m)",
    "(mod(#1! - 1, #m) + 1)",
    "((#1! - 1) % #m! + 1)",
  ),
  diag: {
    ...names("$.diag(#1!.ravel())", "Matrix(Diagonal(vec(#1)))", "full(diag(#1))", "diagonalMatrix(#1)"),
    torch: "torch.diag(#1!.reshape(-1))",
  },
  "diag of a matrix": names(
    "$.diag(#1).reshape(-1, 1)",
    "reshape(diag(#1), :, 1)",
    "diag(#1)",
    "diagonalOf(#1)",
  ),
  vec: names("#1!.T.reshape(-1, 1)", "reshape(#1, :, 1)", "vec(#1)", "vec(#1)"),
  unvec: names("#1!.reshape(#n, #m).T", "reshape(#1, #m, #n)", "reshape(#1, #m, #n)", "unvec(#1, #m, #n)"),
  kron: {
    ...names("$.kron(#1, #2)", "kron(#1, #2)", "kron(#1, #2)", "kron(#1, #2)"),
    // of a transpose it fails otherwise
    torch: "torch.kron(#1!.contiguous(), #2!.contiguous())",
  },
  kron_left: {
    ...everywhere("kron_left(#1, #2, #m, #n)"),
    python: '$.einsum("iajb,ab->ij", #1!.reshape(#m, #p, #n, #q), #2)',
  },
  kron_right: {
    ...everywhere("kron_right(#1, #2, #m, #n)"),
    python: '$.einsum("iajb,ij->ab", #1!.reshape(#p, #m, #q, #n), #2)',
  },
  commutation: {
    ...names(
      "$.eye(#m! * #n!)[$.arange(#m! * #n!).reshape(#n, #m).T.ravel()]",
      "Matrix(1.0I, #m! * #n!, #m! * #n!)[vec(permutedims(reshape(1:(#m! * #n!), #m, #n))), :]",
      "eye(#m! * #n!)(vec(reshape(1:(#m! * #n!), #m, #n)'), :)",
      "commutation(#m, #n)",
    ),
    torch:
      "torch.eye(#m! * #n!, dtype=dtype, device=device)[torch.arange(#m! * #n!).reshape(#n, #m).T.reshape(-1)]",
  },
};

const INNER_PRODUCT = names(
  "$.sum(#1! * #2!)",
  "sum(#1! .* #2!)",
  "sum((#1! .* #2!)(:))",
  "total(hadamard(#1, #2))",
);

const REDUCTIONS: Readonly<Record<string, CodeColumn>> = {
  inner: INNER_PRODUCT,
  dot: INNER_PRODUCT,
  tr: names("$.trace(#1)", "tr(#1)", "trace(#1)", "trace(#1)"),
  det: names("$.linalg.det(#1)", "det(#1)", "det(#1)", "determinant(#1)"),
  logdet: names(
    "$.linalg.slogdet(#1)[1]",
    "logabsdet(#1)[1]",
    "sum(log(abs(diag(lu(#1)))))",
    "logAbsDeterminant(#1)",
  ),
  sum: names("$.sum(#1)", "sum(#1)", "sum((#1)(:))", "total(#1)"),
  mean: names("$.mean(#1)", "(sum(#1) / length(#1))", "mean((#1)(:))", "mean(#1)"),
  norm2: names("$.linalg.norm(#1)", "norm(#1)", 'norm(#1, "fro")', "norm(#1)"),
  norm1: names("$.sum($.abs(#1))", "sum(abs, #1)", "sum(abs((#1)(:)))", "total(map(#1, Math.abs))"),
  softmax: {
    ...everywhere("softmax(#1)"),
    jax: "jax.nn.softmax(#1, axis=0)",
    torch: "torch.softmax(#1, dim=0)",
  },
  logsumexp: {
    ...everywhere("logsumexp(#1)"),
    jax: "jax.scipy.special.logsumexp(#1)",
    torch: "torch.logsumexp(#1, dim=(0, 1))",
  },
  softmax_rows: {
    ...everywhere("softmax_rows(#1)"),
    jax: "jax.nn.softmax(#1, axis=1)",
    torch: "torch.softmax(#1, dim=1)",
  },
  logsumexp_rows: {
    ...everywhere("logsumexp_rows(#1)"),
    jax: "jax.scipy.special.logsumexp(#1, axis=1, keepdims=True)",
    torch: "torch.logsumexp(#1, dim=1, keepdim=True)",
  },
  tril: names("$.tril(#1)", "tril(#1)", "tril(#1)", "tril(#1)"),
  triu: names("$.triu(#1)", "triu(#1)", "triu(#1)", "triu(#1)"),
  rowsum: {
    ...names("$.sum(#1, axis=1, keepdims=True)", "sum(#1, dims=2)", "sum(#1, 2)", "rowSums(#1)"),
    torch: "torch.sum(#1, dim=1, keepdim=True)",
  },
  colsum: {
    ...names("$.sum(#1, axis=0, keepdims=True)", "sum(#1, dims=1)", "sum(#1, 1)", "columnSums(#1)"),
    torch: "torch.sum(#1, dim=0, keepdim=True)",
  },
  center: {
    ...names(
      "($.eye(#m) - 1 / #m!)",
      "(Matrix(1.0I, #m, #m) .- 1 / #m!)",
      "(eye(#m) - 1 / #m!)",
      "map(identity(#m), (entry) => entry - 1 / #m!)",
    ),
    torch: "(torch.eye(#m, dtype=dtype, device=device) - 1 / #m!)",
  },
};

const DECOMPOSITIONS: Readonly<Record<string, CodeColumn>> = {
  eigval: everywhere("eigval(#1, #2)"),
  eigvec: everywhere("eigvec(#1, #2)"),
  // singular values below 1e-12 of the largest are 0
  pinv: {
    ...names("$.linalg.pinv(#1, 1e-12)", "pinv(#1, rtol=1e-12)", "pinv(#1, 1e-12 * norm(#1))", "pinv(#1)"),
    torch: "torch.linalg.pinv(#1, rtol=1e-12)",
  },
  expm: {
    numpy: "scipy.linalg.expm(#1)",
    jax: "jax.scipy.linalg.expm(#1)",
    torch: "torch.linalg.matrix_exp(#1)",
    ...{ julia: "exp(#1)", octave: "expm(#1)", js: "expm(#1)" },
  },
  expm_frechet: {
    ...everywhere("expm_frechet(#1, #2)"),
    numpy: "scipy.linalg.expm_frechet(#1, #2, compute_expm=False)",
    jax: "jax.scipy.linalg.expm_frechet(#1, #2, compute_expm=False)",
  },
  halflower: names(
    "($.tril(#1) - $.diag($.diag(#1)) / 2)",
    "(tril(#1) - Diagonal(#1) / 2)",
    "(tril(#1) - diag(diag(#1)) / 2)",
    "halflower(#1)",
  ),
  cholesky: names(
    "$.linalg.cholesky((#1! + #1!.T) / 2)",
    "Matrix(cholesky(Symmetric((#1! + #1!') / 2)).L)",
    'chol((#1! + #1!\') / 2, "lower")',
    "cholesky(#1)",
  ),
  adj: names(
    "($.linalg.det(#1) * $.linalg.inv(#1))",
    "(det(#1) * inv(#1))",
    "(det(#1) * inv(#1))",
    "scale(determinant(#1), inverse(#1))",
  ),
  polar: everywhere("polar(#1)"),
  norm_nuclear: names('$.linalg.norm(#1, "nuc")', "sum(svdvals(#1))", "sum(svd(#1))", "total([svd(#1).s])"),
  leftsingular: everywhere("leftsingular(#1, #2)"),
  rightsingular: everywhere("rightsingular(#1, #2)"),
  norm_spectral: names("$.linalg.norm(#1, 2)", "opnorm(#1)", "norm(#1)", "svd(#1).s[0]"),
  peak: names(
    "($.sign(#1) * ($.abs(#1) == $.max($.abs(#1))))",
    "(sign.(#1) .* (abs.(#1) .== maximum(abs, #1)))",
    "(sign(#1) .* (abs(#1) == max(abs((#1)(:)))))",
    "peak(#1)",
  ),
  norm_inf: names("$.max($.abs(#1))", "maximum(abs, #1)", "max(abs((#1)(:)))", "largest(#1)"),
};

const ELEMENTWISE: Readonly<Record<string, CodeColumn>> = {
  max: names("$.maximum", "max", "max", "Math.max"),
  min: names("$.minimum", "min", "min", "Math.min"),
  exp: entrywise("exp"),
  log: entrywise("log"),
  sqrt: entrywise("sqrt"),
  sin: entrywise("sin"),
  cos: entrywise("cos"),
  tan: entrywise("tan"),
  sinh: entrywise("sinh"),
  cosh: entrywise("cosh"),
  tanh: entrywise("tanh"),
  arcsin: entrywise("arcsin", "asin"),
  arccos: entrywise("arccos", "acos"),
  arctan: entrywise("arctan", "atan"),
  erf: {
    numpy: "erf",
    jax: "jax.scipy.special.erf",
    torch: "torch.erf",
    julia: "erf",
    octave: "erf",
    js: "erf",
  },
  abs: entrywise("abs"),
  sign: entrywise("sign"),
  relu: { numpy: "relu", jax: "jax.nn.relu", torch: "torch.relu", julia: "relu", octave: "relu", js: "relu" },
  step: {
    ...names("((#1! > 0) * 1.0)", "(#1! .> 0)", "(#1! > 0)", "step"),
    // a boolean times 1.0 has torch's own precision, not that of the operand
    torch: "torch.heaviside(#1, torch.zeros_like(#1))",
  },
  sigmoid: {
    ...everywhere("sigmoid"),
    jax: "jax.nn.sigmoid",
    torch: "torch.sigmoid",
  },
  softplus: { ...everywhere("softplus"), jax: "jax.nn.softplus" },
};

const CODE: ReadonlyMap<string, CodeColumn> = new Map(
  Object.entries({ ...STRUCTURE, ...REDUCTIONS, ...DECOMPOSITIONS, ...ELEMENTWISE }),
);

/** Written as operators, not as calls. */
export const OPERATORS: ReadonlySet<string> = new Set(["transpose", "hadamard", "hadamard_power"]);

/** How an entry is called in a target, on arguments like these; undefined where the target lacks it. */
export function codeOf(entry: FunctionEntry, target: Target, args: readonly Expr[] = []): string | undefined {
  const [x] = args;
  const row = entry.name === "diag" && x && !isVector(x) ? "diag of a matrix" : entry.name;
  const column = entry.code ?? CODE.get(row);
  const isPython = target === "numpy" || target === "jax" || target === "torch";
  const module = target === "numpy" ? "np" : target === "jax" ? "jnp" : "torch";
  return (column?.[target] ?? (isPython ? column?.python : undefined))?.replaceAll("$.", `${module}.`);
}

/** Is the function in the table, so that a target without it lacks it? Others are a user's own. */
export const hasCode = (entry: FunctionEntry): boolean => entry.code !== undefined || CODE.has(entry.name);
