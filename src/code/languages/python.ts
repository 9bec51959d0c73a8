/**
 * NumPy, JAX and PyTorch: one way of writing, three modules.
 */
import { MODULES } from "../../functions/code.ts";
import type { Target } from "../../functions/function.ts";
import { type Python, pythonHelpers } from "../helpers/python.ts";
import { infixLanguage } from "../pieces/infix.ts";
import { type Argument, type FunctionParts, helpersFor, type Language } from "../pieces/language.ts";
import { alone, called, Level, type Piece, piece, within } from "../pieces/piece.ts";
import { type Code, code, joined, needsOf, own, wordsIn } from "../pieces/text.ts";

const KEYWORDS =
  "False None True and as assert async await break class continue def del elif else except finally for from " +
  "global if import in is lambda nonlocal not or pass raise return try while with yield match case type " +
  "np jnp jax torch scipy math sum range int float abs min max print dtype device";

const operators = {
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

export function pythonLanguage(target: Python): Language {
  const module = MODULES[target];
  return {
    ...infixLanguage(operators),
    target,
    isRun: target !== "jax",
    ...(target === "torch" && { takesNumbers: false }),
    pi: own(`${module}.pi`),
    // a whole array has no negative whole powers
    entryPower: (base, exponent) => infixLanguage(operators).entryPower(base, asFloat(exponent)),
    scalarPower: (base, exponent) => infixLanguage(operators).scalarPower(base, asFloat(exponent)),
    matrixPower: (base, exponent) =>
      called(`${module}.linalg.matrix_power`, [alone(base), wholeText(exponent)]),
    solve: (a, b) => called(`${module}.linalg.solve`, [alone(a), alone(b)]),
    scalarOf: (x) => piece(code`${within(x, Level.POSTFIX)}[0, 0]`, Level.POSTFIX),
    entrywise: (name, args) => called(name, args.map(alone)),
    block: (cells) => {
      const rows = cells.map((row) => code`[${joined(row.map(alone), ", ")}]`);
      return called(target === "torch" ? "blocks" : `${module}.block`, [code`[${joined(rows, ", ")}]`]);
    },
    entry: (x, row, column) =>
      piece(code`${within(x, Level.POSTFIX)}[${place(row)}, ${place(column)}]`, Level.POSTFIX),
    indexedSum: (index, size, body) =>
      called("sum", [code`${alone(body)} for ${index} in range(1, ${wholeText(size)} + 1)`]),
    given: "shape",
    sizeOf: (name, axis) => `${name}.shape[${axis - 1}]`,
    reserved: new Set([...KEYWORDS.split(" "), ...pythonHelpers("torch").keys()]),
    shell: (parts) => functionText(parts, target, module),
  };
}

function asFloat(exponent: Piece): Piece {
  return exponent.negative && /^\d+$/.test(exponent.text)
    ? { ...exponent, text: `${exponent.text}.0` }
    : exponent;
}

/** A literal or a size is whole already; a variable need not be. */
const wholeText = (k: Piece): Code => (/^\d+$/.test(k.text) ? alone(k) : called("int", [alone(k)]));

function functionText(parts: FunctionParts, target: Python, module: string): string {
  const body = [...parts.sizes, ...parts.body].map(([name, value]) => code`${name} = ${value}`);
  const lines = [...opening(parts, target, module, needsOf(body)), ...body];
  lines.push(code`return ${parts.outputs.map(returned).join(", ")}`);
  const head = `def ${parts.name}(${parts.args.map((a) => a.name).join(", ")}):`;
  const needs = needsOf(lines);
  const helpers = helpersFor(needs, pythonHelpers(target));
  const text = [
    ...helpers,
    [head, ...documented(parts.documentation), ...lines.map((line) => `    ${line.text}`), ""].join("\n"),
  ].join("\n\n\n");
  const asked = imports(new Set([...needs, ...helpers.flatMap(wordsIn)]));
  return asked === "" ? text : `${asked}\n\n\n${text}`;
}

/** Vectors become columns; torch's scalars become tensors. */
function* opening(
  { args }: FunctionParts,
  target: Target,
  module: string,
  needs: ReadonlySet<string>,
): Iterable<Code> {
  const arrays = args.filter((a) => !a.isScalar && !a.isFunction);
  const first: Argument | undefined = arrays[0];
  const scalars = args.filter((a) => a.isScalar && !a.isSize);
  if (target === "torch" && (scalars.length > 0 || needs.has("dtype"))) {
    if (first) yield code`dtype, device = ${first.name}.dtype, ${first.name}.device`;
    else yield own("dtype, device = torch.float64, None");
    for (const { name } of scalars)
      yield code`${name} = ${called("torch.as_tensor", [name, "dtype=dtype", "device=device"])}`;
  }
  for (const { name, isVector, given } of args) {
    if (!isVector) continue;
    if (given)
      yield code`${given} = ${target === "torch" ? `${name}.shape` : called(`${module}.shape`, [name])}`;
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
