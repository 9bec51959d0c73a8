/**
 * Python: one way of writing for NumPy, JAX and PyTorch; `$` is the module.
 */
import { Level } from "../../print/part.ts";
import { infixLanguage } from "../pieces/infix.ts";
import {
  type Argument,
  type FunctionParts,
  helpersFor,
  type Language,
  type Runner,
  words,
} from "../pieces/language.ts";
import type { PatternLines } from "../pieces/patterns.ts";
import { alone, called, type Piece, piece, within } from "../pieces/piece.ts";
import { type Code, code, joined, needsOf, own, wordsIn } from "../pieces/text.ts";

const KEYWORDS =
  "False None True and as assert async await break class continue def del elif else except finally for from " +
  "global if import in is lambda nonlocal not or pass raise return try while with yield match case type " +
  "np jnp jax torch scipy math sum range int float abs min max print dtype device";

const OPERATORS = {
  multiply: " @ ",
  hadamard: " * ",
  quotient: " / ",
  power: " ** ",
  entryPower: " ** ",
  transpose: ".T",
  spreadPlus: " + ",
  spreadMinus: " - ",
};

/** From 0: X[0, 1], X[i - 1, j - 1]. */
const place = (at: Piece | number): Code | string =>
  typeof at === "number" ? String(at - 1) : code`${within(at, Level.SUM)} - 1`;

/** What one of them has for itself. */
interface Module<Target extends string>
  extends Pick<Language<Target>, "target" | "title" | "helpers" | "ofNumber" | "runner"> {
  readonly module: string;
  /** The call of a function that makes a matrix of rows of blocks. */
  readonly blocks: string;
  /** How a list w is added up on the lines k. */
  readonly sums: string;
  /** The shape of an argument. */
  readonly shapeOf: (name: string) => Code | string;
  /** Lines before all others, by the scalars and the first array among the arguments. */
  readonly opening?: (
    scalars: readonly Argument[],
    array: Argument | undefined,
    needs: ReadonlySet<string>,
  ) => Iterable<Code>;
}

export function pythonLanguage<Target extends string>(own_: Module<Target>): Language<Target> {
  const { module } = own_;
  const { entryPower, scalarPower, ...operators } = infixLanguage(OPERATORS);
  return {
    ...operators,
    ...own_,
    extension: "py",
    family: "python",
    helpers: { ...HELPERS, ...own_.helpers },
    pattern: (lines) => pattern(lines, own_.sums),
    pi: own(`${module}.pi`),
    // a whole array has no negative whole powers
    entryPower: (base, exponent) => entryPower(base, asFloat(exponent)),
    scalarPower: (base, exponent) => scalarPower(base, asFloat(exponent)),
    matrixPower: (base, exponent) =>
      called(`${module}.linalg.matrix_power`, [alone(base), wholeText(exponent)]),
    solve: (a, b) => called(`${module}.linalg.solve`, [alone(a), alone(b)]),
    scalarOf: (x) => piece(code`${within(x, Level.POSTFIX)}[0, 0]`, Level.POSTFIX),
    entrywise: (name, args) => called(name, args.map(alone)),
    block: (cells) => {
      const rows = cells.map((row) => code`[${joined(row.map(alone), ", ")}]`);
      return called(own_.blocks, [code`[${joined(rows, ", ")}]`]);
    },
    entry: (x, row, column) =>
      piece(code`${within(x, Level.POSTFIX)}[${place(row)}, ${place(column)}]`, Level.POSTFIX),
    indexedSum: (index, size, body) =>
      called("sum", [code`${alone(body)} for ${index} in range(1, ${wholeText(size)} + 1)`]),
    given: "shape",
    sizeOf: (name, axis) => `${name}.shape[${axis - 1}]`,
    reserved: words(KEYWORDS),
    shell: (parts, helpers) => functionText(parts, helpers, own_),
  };
}

function asFloat(exponent: Piece): Piece {
  return exponent.negative && /^\d+$/.test(exponent.text)
    ? { ...exponent, text: `${exponent.text}.0` }
    : exponent;
}

/** A literal or a size is whole already; a variable need not be. */
const wholeText = (k: Piece): Code => (/^\d+$/.test(k.text) ? alone(k) : called("int", [alone(k)]));

function functionText(
  parts: FunctionParts,
  helpers: ReadonlyMap<string, string>,
  target: Module<string>,
): string {
  const body = [...parts.sizes, ...parts.body].map(([name, value]) => code`${name} = ${value}`);
  const lines = [...opening(parts, target, needsOf(body)), ...body];
  lines.push(code`return ${parts.outputs.map(returned).join(", ")}`);
  const head = `def ${parts.name}(${parts.args.map((a) => a.name).join(", ")}):`;
  const needs = needsOf(lines);
  const written = helpersFor(needs, helpers);
  const text = [
    ...written,
    [head, ...documented(parts.documentation), ...lines.map((line) => `    ${line.text}`), ""].join("\n"),
  ].join("\n\n\n");
  const asked = imports(new Set([...needs, ...written.flatMap(wordsIn)]));
  return asked === "" ? text : `${asked}\n\n\n${text}`;
}

/** Vectors become columns. */
function* opening(
  { args }: FunctionParts,
  { module, shapeOf, opening: first }: Module<string>,
  needs: ReadonlySet<string>,
): Iterable<Code> {
  const arrays = args.filter((a) => !a.isScalar && !a.isFunction);
  const scalars = args.filter((a) => a.isScalar && !a.isSize);
  if (first) yield* first(scalars, arrays[0], needs);
  for (const { name, isVector, given } of args) {
    if (!isVector) continue;
    if (given) yield code`${given} = ${shapeOf(name)}`;
    yield code`${name} = ${called(`${module}.reshape`, [name, "(-1, 1)"])}`;
  }
}

const returned = ({ name, like }: FunctionParts["outputs"][number]): string =>
  like === undefined ? name : `${name}.reshape(${like})`;

function documented(lines: readonly string[]): string[] {
  const safe = lines.map((line) => line.replaceAll("\\", "\\\\").replaceAll('"""', "'''"));
  const [first = "", ...rest] = safe;
  return [`    """${first}`, ...rest.map((line) => (line === "" ? "" : `    ${line}`)), '    """'];
}

/** What a module's name in the code stands for. */
const IMPORTS: readonly (readonly [string, string])[] = [
  ["math", "import math"],
  ["jax", "import jax"],
  ["jnp", "import jax.numpy as jnp"],
  ["np", "import numpy as np"],
  ["scipy", "import scipy.linalg"],
  ["torch", "import torch"],
];

const imports = (needs: ReadonlySet<string>): string =>
  IMPORTS.filter(([module]) => needs.has(module))
    .map(([, line]) => line)
    .join("\n")
    .replace("import math\n", "import math\n\n");

const pattern = ({ name, said, line, sign, isMean }: PatternLines, sums: string): string =>
  [
    `def ${name}(x):`,
    `    """The ${said}."""`,
    "    n = len(x)",
    "    i, j = $.arange(n)[:, None], $.arange(n)",
    `    k = (${line.replace(/\bmod\(/g, "$.remainder(").replace(/\babs\(/g, "$.abs(")}).reshape(-1)`,
    ...(sign ? [`    s = ${sign.replace(/\bsign\(/g, "$.sign(")}.reshape(-1)`] : []),
    `    total = lambda w: ${sums}`,
    `    y = total(${sign ? "s * " : ""}x.reshape(-1))`,
    ...(isMean ? ["    y = y / total($.ones_like(x.reshape(-1))).clip(1)"] : []),
    `    return (${sign ? "s * " : ""}y[k]).reshape(n, n)`,
  ].join("\n");

/** What it lacks, where nothing else is said for a module. */
const HELPERS = {
  sigmoid: `def sigmoid(x):
    """1 / (1 + exp(-x)) without overflow."""
    return $.exp(-$.logaddexp(0, -x))`,
  softplus: `def softplus(x):
    """log(1 + exp(x)) without overflow."""
    return $.logaddexp(0, x)`,
  relu: `def relu(x):
    return $.maximum(x, 0)`,
  erf: `def erf(x):
    """Error function of each entry."""
    return np.vectorize(math.erf, otypes=[float])(x)`,
  erfc: `def erfc(x):
    """1 - erf(x) of each entry."""
    return np.vectorize(math.erfc, otypes=[float])(x)`,
  softmax: `def softmax(x):
    """Softmax of a vector."""
    weights = $.exp(x - $.max(x))
    return weights / $.sum(weights)`,
  softmax_rows: `def softmax_rows(x):
    """Softmax of each row."""
    weights = $.exp(x - $.max(x, axis=1, keepdims=True))
    return weights / $.sum(weights, axis=1, keepdims=True)`,
  logsumexp: `def logsumexp(x):
    """log of the sum of exp(x) without overflow."""
    top = $.max(x)
    return top + $.log($.sum($.exp(x - top)))`,
  logsumexp_rows: `def logsumexp_rows(x):
    """log of the sum of exp of each row, a column."""
    top = $.max(x, axis=1, keepdims=True)
    return top + $.log($.sum($.exp(x - top), axis=1, keepdims=True))`,
  single: `def single(i, j, m, n):
    """The m by n matrix with a 1 in row i, column j, from 1."""
    return $.outer($.arange(1, m + 1) == i, $.arange(1, n + 1) == j) * 1.0`,
  eigval: `def eigval(x, k):
    """The k-th largest eigenvalue of a symmetric matrix."""
    return $.linalg.eigvalsh((x + x.T) / 2)[-int(k)]`,
  eigvec: `def eigvec(x, k):
    """Its unit eigenvector, the largest entry positive."""
    v = $.linalg.eigh((x + x.T) / 2)[1][:, [-int(k)]]
    return v * $.sign(v[$.argmax($.abs(v)), 0])`,
  rightsingular: `def rightsingular(x, k):
    """Unit right singular vector of the k-th largest singular value."""
    return eigvec(x.T @ x, k)`,
  leftsingular: `def leftsingular(x, k):
    """Unit left singular vector of the k-th largest singular value."""
    u = x @ eigvec(x.T @ x, k)
    return u / $.linalg.norm(u)`,
  polar: `def polar(x):
    """Orthonormal polar factor of x, from its singular value decomposition."""
    u, _, vt = $.linalg.svd(x, full_matrices=False)
    return u @ vt`,
};

const DRIVER = `
import json, sys
for line in sys.stdin:
    job = json.loads(line)
    try:
        scope = {}
        exec(compile(job["code"], "code", "exec"), scope)
        args = [json.loads(a) for a in job["args"]]
        args = [array(a) if isinstance(a, list) else sine(a["sine"]) if isinstance(a, dict) else a for a in args]
        results = scope[job["name"]](*args)
        results = results if isinstance(results, tuple) else (results,)
        print(json.dumps([returned(r) for r in results]))
    except Exception as error:
        print(json.dumps(repr(error)))`;

/** `arrays` says in Python what `array`, `sine` and `returned` are; modules are what is imported, the best first. */
export const pythonRunner = (arrays: string, ...modules: readonly string[]): Runner => ({
  // an interpreter of the system may have modules that another lacks
  programs: ["python3", "/usr/bin/python3"],
  probes: modules.map((names) => ["-c", `import ${names}`]),
  args: ["-W", "error::SyntaxWarning", "-c", arrays + DRIVER],
});
