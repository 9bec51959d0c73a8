/**
 * A user's own function: an entry like the table's own.
 *
 *     defineFunction({ name: "swish", derivative: "F + sigmoid(x)*(1 - F)", numeric: (x) => x / (1 + Math.exp(-x)) })
 */
import { elementwise } from "./elementwise.ts";
import type { Domain, FunctionEntry } from "./function.ts";
import { functionNamed } from "./index.ts";

/** A function that acts entry by entry: its derivative is a formula in x and F = f(x). */
export interface ElementwiseDefinition {
  readonly name: string;
  readonly derivative: string;
  readonly numeric: (x: number) => number;
  readonly summary?: string;
  readonly domain?: Domain;
  /** With #1 for the argument; absent: the name in upright letters. */
  readonly latex?: string;
}

const NAME = /^\p{L}[\p{L}\p{N}_]*$/u;

/**
 * Checks a definition and fills in what follows from the rest. A function of whole matrices is a full
 * entry (see FunctionEntry): its shape rule, its differential or adjoint, its kernel.
 * @throws TypeError where the name is taken or no name, or the rule for the derivative is missing
 */
export function defineFunction(definition: ElementwiseDefinition | FunctionEntry): FunctionEntry {
  const { name } = definition;
  if (!NAME.test(name))
    throw new TypeError(`a function's name is letters, digits and _, not ${JSON.stringify(name)}`);
  if (functionNamed(name)) throw new TypeError(`there is a function ${name} in the table already`);
  if ("shape" in definition) {
    const { derivative, differential, adjoint, normal } = definition;
    if (derivative === undefined && !differential && !adjoint && !normal) {
      throw new TypeError(`${name} needs a derivative, a differential, an adjoint or a normal form`);
    }
    return Object.freeze({ ...definition });
  }
  const latex = `\\operatorname{${name.replace(/_/g, "\\_")}}(#1)`;
  return Object.freeze(elementwise({ summary: `the user's ${name}`, latex, ...definition }));
}
