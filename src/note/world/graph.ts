/**
 * Entries as numbers that know how they came about: a graph of scalars, each with its values at a few samples.
 *
 *     a = w₁₁ x₁ + w₂₁ x₂  ─▶  add(multiply(w₁₁, x₁), multiply(w₂₁, x₂)),  ∂a/∂w₁₁ ─▶ x₁
 *
 * Equal operations on equal nodes are one node, so that two names of one thing have the same derivatives.
 * A derivative is again a node, and may be differentiated.
 */
import { randomFrom } from "../../evaluate/random.ts";

/** Values are drawn three times: twice of both signs, once positive, for roots and logarithms. */
const SAMPLES = 3;

export interface ScalarNode {
  readonly id: number;
  readonly operation: "constant" | "variable" | "add" | "multiply" | "power" | "function";
  readonly args: readonly ScalarNode[];
  readonly values: Float64Array;
  /** Of a power its exponent. */
  readonly exponent?: number;
  readonly of?: ScalarFunction;
}

/** f of one number, and f′ in terms of x and f(x). */
export interface ScalarFunction {
  readonly name: string;
  readonly numeric: (x: number) => number;
  readonly derivative: (x: ScalarNode, value: ScalarNode) => ScalarNode;
}

export class Graph {
  private readonly known = new Map<string, ScalarNode>();
  private readonly gradients = new Map<ScalarNode, ReadonlyMap<ScalarNode, ScalarNode>>();
  size = 0;
  readonly zero: ScalarNode;
  readonly one: ScalarNode;
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
    this.zero = this.constant(0);
    this.one = this.constant(1);
  }

  private node(key: string, make: () => Omit<ScalarNode, "id">): ScalarNode {
    const found = this.known.get(key);
    if (found) return found;
    const node: ScalarNode = { id: this.size++, ...make() };
    this.known.set(key, node);
    return node;
  }

  constant(value: number): ScalarNode {
    const values = new Float64Array(SAMPLES).fill(value);
    return this.node(`c${value}`, () => ({ operation: "constant", args: [], values }));
  }

  variable(name: string): ScalarNode {
    return this.node(`v${name}`, () => {
      const random = randomFrom(this.seed, name);
      const values = Float64Array.from({ length: SAMPLES }, (_, sample) => {
        const size = random.uniform(0.35, 1.65);
        const isNegative = random.next() < 0.5;
        return sample < SAMPLES - 1 && isNegative ? -size : size;
      });
      return { operation: "variable", args: [], values };
    });
  }

  add(a: ScalarNode, b: ScalarNode): ScalarNode {
    if (a === this.zero) return b;
    if (b === this.zero) return a;
    const [x, y] = a.id <= b.id ? [a, b] : [b, a];
    return this.node(`+${x.id},${y.id}`, () => ({
      operation: "add",
      args: [x, y],
      values: x.values.map((value, i) => value + y.values[i]!),
    }));
  }

  multiply(a: ScalarNode, b: ScalarNode): ScalarNode {
    if (a === this.zero || b === this.zero) return this.zero;
    if (a === this.one) return b;
    if (b === this.one) return a;
    const [x, y] = a.id <= b.id ? [a, b] : [b, a];
    return this.node(`*${x.id},${y.id}`, () => ({
      operation: "multiply",
      args: [x, y],
      values: x.values.map((value, i) => value * y.values[i]!),
    }));
  }

  power(base: ScalarNode, exponent: number): ScalarNode {
    if (exponent === 0) return this.one;
    if (exponent === 1) return base;
    return this.node(`^${base.id},${exponent}`, () => ({
      operation: "power",
      args: [base],
      exponent,
      values: base.values.map((value) => value ** exponent),
    }));
  }

  apply(of: ScalarFunction, x: ScalarNode): ScalarNode {
    return this.node(`f${of.name},${x.id}`, () => ({
      operation: "function",
      args: [x],
      of,
      values: x.values.map((value) => of.numeric(value)),
    }));
  }

  negate(a: ScalarNode): ScalarNode {
    return this.multiply(this.constant(-1), a);
  }

  subtract(a: ScalarNode, b: ScalarNode): ScalarNode {
    return this.add(a, this.negate(b));
  }

  divide(a: ScalarNode, b: ScalarNode): ScalarNode {
    return this.multiply(a, this.power(b, -1));
  }

  sum(parts: readonly ScalarNode[]): ScalarNode {
    return parts.reduce((total, part) => this.add(total, part), this.zero);
  }

  /** ∂output/∂node of every node that the output is made of: one walk backwards, adding along all paths. */
  gradient(output: ScalarNode): ReadonlyMap<ScalarNode, ScalarNode> {
    const known = this.gradients.get(output);
    if (known) return known;
    const adjoints = new Map<ScalarNode, ScalarNode>([[output, this.one]]);
    for (const node of ancestors(output)) {
      const adjoint = adjoints.get(node);
      if (!adjoint) continue;
      node.args.forEach((arg, i) => {
        const share = this.multiply(adjoint, this.slope(node, i));
        const before = adjoints.get(arg);
        adjoints.set(arg, before ? this.add(before, share) : share);
      });
    }
    this.gradients.set(output, adjoints);
    return adjoints;
  }

  derivative(output: ScalarNode, by: ScalarNode): ScalarNode {
    return this.gradient(output).get(by) ?? this.zero;
  }

  /** The derivative of a node by its argument `which`. */
  private slope(node: ScalarNode, which: number): ScalarNode {
    switch (node.operation) {
      case "multiply":
        return node.args[1 - which]!;
      case "power": {
        const { exponent = 1 } = node;
        return this.multiply(this.constant(exponent), this.power(node.args[0]!, exponent - 1));
      }
      case "function":
        return node.of!.derivative(node.args[0]!, node);
      default:
        return this.one;
    }
  }
}

/** The nodes that an output is made of, each before its arguments. */
function ancestors(output: ScalarNode): ScalarNode[] {
  const seen = new Set<ScalarNode>([output]);
  const open = [output];
  while (open.length > 0) {
    for (const arg of open.pop()!.args) {
      if (seen.has(arg)) continue;
      seen.add(arg);
      open.push(arg);
    }
  }
  return [...seen].sort((a, b) => b.id - a.id);
}
