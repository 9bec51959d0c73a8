/**
 * Functions in a world: traces, norms, inverses, and any element-wise function of the table.
 */
import { ShapeError, UnsupportedError } from "../../errors.ts";
import { FUNCTION_NAMES, functionNamed } from "../../functions/index.ts";
import { scalarMatrix } from "../../matrix/matrix.ts";
import { parseStatements } from "../../syntax/parse.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Graph, ScalarFunction, ScalarNode } from "./graph.ts";
import { interpret } from "./interpret.ts";
import { entryAt, identityValue, inverted, mapped, matrixOf, scalarValue, type Value } from "./values.ts";
import type { Indices, World } from "./world.ts";

type Application = Extract<Syntax, { kind: "call" | "norm" }>;

export function interpretCall(world: World, syntax: Application, indices: Indices): Value {
  if (syntax.kind === "norm") return normOf(world, interpret(world, syntax.of, indices), syntax);
  const { name } = syntax;
  const { graph } = world;
  const size = (i: number): number => {
    const value = interpret(world, syntax.args[i]!, indices).entries[0]!.values[0]!;
    if (!(Number.isInteger(value) && value > 0 && value <= 64))
      throw new UnsupportedError("this size is not read", syntax.span);
    return value;
  };
  if (name === "eye") return identityValue(graph, size(0));
  if (name === "ones" || name === "zeros")
    return matrixOf(size(0), syntax.args[1] ? size(1) : 1, () => (name === "ones" ? graph.one : graph.zero));
  if (world.isStated(name)) return statedCall(world, syntax, indices);
  const args = syntax.args.map((arg) => interpret(world, arg, indices));
  const known = CALLS[name];
  if (known) return known(world, args, syntax);
  const scalar = scalarFunction(name, graph);
  if (!scalar || args.length !== 1)
    throw new UnsupportedError(`the function ${name} is not known here`, syntax.span);
  return mapped(args[0]!, (x) => graph.apply(scalar, x));
}

/**
 * A function that the note defines, of what it is defined of; of something else where it is one of the table's:
 * \\sigma(z) = 1/(1 + e^{-z}), and then \\sigma(X w).
 */
function statedCall(world: World, { name, args, span }: Syntax & { kind: "call" }, indices: Indices): Value {
  const { graph } = world;
  const named = (of: string): Value => world.named(of, { kind: "name", name: of, span });
  const own = named(name);
  const parameters = world.parametersOf(name);
  const isSame = parameters?.every((parameter, i) => {
    const arg = args[i];
    return arg?.kind === "name" && arg.name === parameter;
  });
  if (!parameters || isSame) return own;
  // its usual meaning; whether it has it here, its values say
  const scalar = scalarFunction(name === "σ" ? "sigmoid" : name, graph);
  const [parameter] = parameters;
  if (scalar && parameter !== undefined && parameters.length === 1 && args.length === 1) {
    const apply = (value: Value): Value => mapped(value, (x) => graph.apply(scalar, x));
    if (isSameValue(own, apply(named(parameter)))) return apply(interpret(world, args[0]!, indices));
  }
  throw new UnsupportedError(
    `${name} is defined of ${parameters.join(", ")}, and this is of something else`,
    span,
  );
}

const isSameValue = (a: Value, b: Value): boolean =>
  a.entries.length === b.entries.length &&
  a.entries.every((entry, i) =>
    entry.values.every((x, k) => Math.abs(x - b.entries[i]!.values[k]!) < 1e-9 * (1 + Math.abs(x))),
  );

type Call = (world: World, args: readonly Value[], syntax: Application) => Value;

const square = (world: World, value: Value, { span }: Application, what: string): void => {
  if (value.rows !== value.cols) throw new NotSquare(what, world.sizeText(value), value, span);
};

/** A trace of what isn't square: it would mean something if two sizes were equal. */
export class NotSquare extends ShapeError {
  readonly value: Value;
  constructor(what: string, sizes: string, value: Value, span: Syntax["span"]) {
    super(`the ${what} of a ${sizes} matrix is defined only where ${sizes.replace("×", " = ")}`, span);
    this.value = value;
  }
}

const CALLS: Readonly<Record<string, Call>> = {
  __proto__: null as never,
  tr: (world, [x], syntax) => {
    square(world, x!, syntax, "trace");
    return scalarValue(world.graph.sum(Array.from({ length: x!.rows }, (_, i) => entryAt(x!, i, i))));
  },
  det: (world, [x], syntax) => {
    square(world, x!, syntax, "determinant");
    return scalarValue(inverted(world.graph, x!, syntax.span, world.sizeText).determinant);
  },
  logdet: (world, [x], syntax) => {
    square(world, x!, syntax, "determinant");
    const { determinant } = inverted(world.graph, x!, syntax.span, world.sizeText);
    const absolute = scalarFunction("abs", world.graph)!;
    return scalarValue(
      world.graph.apply(scalarFunction("log", world.graph)!, world.graph.apply(absolute, determinant)),
    );
  },
  inv: (world, [x], syntax) => inverted(world.graph, x!, syntax.span, world.sizeText).inverse,
  sum: (world, [x]) => scalarValue(world.graph.sum(x!.entries)),
  mean: ({ graph }, [x]) =>
    scalarValue(graph.multiply(graph.constant(1 / x!.entries.length), graph.sum(x!.entries))),
  delta: (world, [i, j]) =>
    scalarValue(i!.entries[0]!.values[0] === j!.entries[0]!.values[0] ? world.graph.one : world.graph.zero),
  diag: ({ graph }, [x]) =>
    x!.cols === 1
      ? matrixOf(x!.rows, x!.rows, (i, j) => (i === j ? x!.entries[i]! : graph.zero))
      : matrixOf(Math.min(x!.rows, x!.cols), 1, (i) => entryAt(x!, i, i)),
  vec: (_, [x]) => matrixOf(x!.rows * x!.cols, 1, (i) => entryAt(x!, i % x!.rows, Math.floor(i / x!.rows))),
  norm2: (world, [x]) => rootOfSquares(world, x!),
  norm1: ({ graph }, [x]) =>
    scalarValue(graph.sum(x!.entries.map((e) => graph.apply(scalarFunction("abs", graph)!, e)))),
  softmax: ({ graph }, [x]) => {
    const exp = scalarFunction("exp", graph)!;
    const parts = x!.entries.map((e) => graph.apply(exp, e));
    const whole = graph.sum(parts);
    return { ...x!, entries: parts.map((part) => graph.divide(part, whole)) };
  },
  logsumexp: ({ graph }, [x]) => {
    const exp = scalarFunction("exp", graph)!;
    return scalarValue(
      graph.apply(scalarFunction("log", graph)!, graph.sum(x!.entries.map((e) => graph.apply(exp, e)))),
    );
  },
};

const rootOfSquares = ({ graph }: World, x: Value): Value =>
  scalarValue(graph.power(graph.sum(x.entries.map((e) => graph.multiply(e, e))), 0.5));

function normOf(world: World, value: Value, syntax: Extract<Syntax, { kind: "norm" }>): Value {
  const { graph } = world;
  const { which } = syntax;
  if (which === "abs") return mapped(value, (x) => graph.apply(scalarFunction("abs", graph)!, x));
  if (which === "F" || ((which === "none" || which === "2") && (value.cols === 1 || value.rows === 1)))
    return rootOfSquares(world, value);
  if (which === "none") return rootOfSquares(world, value);
  if (which === "1" && value.cols === 1) return CALLS.norm1!(world, [value], syntax);
  throw new UnsupportedError("this norm is not read here", syntax.span);
}

const formulas = new Map<string, Syntax | undefined>();

/** An element-wise function of the table; its derivative is a formula in x and F. */
function scalarFunction(name: string, graph: Graph): ScalarFunction | undefined {
  const entry = functionNamed(name);
  if (!entry?.elementwise || typeof entry.derivative !== "string") return undefined;
  if (!formulas.has(entry.name)) {
    const [statement] = parseStatements(entry.derivative, { functionNames: FUNCTION_NAMES });
    formulas.set(entry.name, statement?.kind === "expression" ? statement.value : undefined);
  }
  const formula = formulas.get(entry.name);
  if (!formula) return undefined;
  return {
    name: entry.name,
    numeric: (x) => entry.numeric([scalarMatrix(x)], []).data[0]!,
    derivative: (x, value) => inFormula(graph, formula, x, value),
  };
}

/** A formula of scalars in x and F, as the table writes derivatives. */
function inFormula(graph: Graph, syntax: Syntax, x: ScalarNode, value: ScalarNode): ScalarNode {
  const at = (part: Syntax): ScalarNode => inFormula(graph, part, x, value);
  switch (syntax.kind) {
    case "number":
      return graph.constant(Number(syntax.text));
    case "name":
      return syntax.name === "x" ? x : syntax.name === "F" ? value : graph.constant(Math.PI);
    case "sum":
      return graph.sum(
        syntax.terms.map(({ sign, term }) => (sign === "-" ? graph.negate(at(term)) : at(term))),
      );
    case "negate":
      return graph.negate(at(syntax.of));
    case "product":
      return syntax.factors.reduce(
        (whole, { operator, factor }) =>
          /\//.test(operator) ? graph.divide(whole, at(factor)) : graph.multiply(whole, at(factor)),
        graph.one,
      );
    case "power": {
      const { exponent } = syntax;
      const constant = at(exponent).values[0]!;
      return graph.power(at(syntax.base), constant);
    }
    case "call":
      return graph.apply(scalarFunction(syntax.name, graph)!, at(syntax.args[0]!));
    default:
      throw new UnsupportedError("this derivative is not read", syntax.span);
  }
}
