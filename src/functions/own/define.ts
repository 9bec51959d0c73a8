/**
 * A user's own function: an entry like the table's own.
 *
 *     defineFunction({ name: "swish", derivative: "F + sigmoid(x)*(1 - F)", numeric: (x) => x / (1 + Math.exp(-x)) })
 */
import { ArgumentError } from "../../errors.ts";
import { callback, requireArgument, type Taken, text, withFields } from "../../taken.ts";
import { elementwise } from "../elementwise/elementwiseEntry.ts";
import type { Domain, FunctionEntry } from "../function.ts";
import { functionNamed } from "../index.ts";

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

const DEFINITION: Taken = {
  holds: (value) =>
    withFields(["name"], "").holds(value) && isWhole(value as Readonly<Record<string, unknown>>),
  what: "the name, derivative and numeric of a function of entries, or a full entry",
};
const isWhole = ({ name, shape, derivative, numeric }: Readonly<Record<string, unknown>>): boolean =>
  text.holds(name) && (callback.holds(shape) || (text.holds(derivative) && callback.holds(numeric)));

const isName = (name: string): boolean => /^\p{L}[\p{L}\p{N}_]*$/u.test(name);

/**
 * Checks a definition and fills in what follows from the rest. A function of whole matrices is a full
 * entry (see FunctionEntry): its shape rule, its differential or adjoint, its kernel.
 * @throws ArgumentError where the name is taken or no name, or the rule for the derivative is missing
 */
export function defineFunction(definition: ElementwiseDefinition | FunctionEntry): FunctionEntry {
  requireArgument("defineFunction", "a definition", DEFINITION, definition);
  const { name } = definition;
  if (!isName(name))
    throw new ArgumentError(`a function's name is letters, digits and _, not ${JSON.stringify(name)}`);
  if (functionNamed(name)) throw new ArgumentError(`there is a function ${name} in the table already`);
  if ("shape" in definition) {
    const { derivative, differential, adjoint, normal } = definition;
    if (derivative === undefined && !differential && !adjoint && !normal) {
      throw new ArgumentError(`${name} needs a derivative, a differential, an adjoint or a normal form`);
    }
    return Object.freeze({ ...definition });
  }
  const latex = `\\operatorname{${name.replace(/_/g, "\\_")}}(#1)`;
  return Object.freeze(elementwise({ summary: `the user's ${name}`, latex, ...definition }));
}
