/**
 * Derivatives of entries by entries: the sum over all paths in the graph.
 *
 *     ∂L/∂W  in the shape of W      ∂Y/∂w  in the shape of Y      ∂y/∂x  y down, x across      ∂Y/∂W  four indices
 */
import { UnknownNameError, UnsupportedError } from "../../errors.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { referenceOf, referenceOfName } from "../context/reference.ts";
import type { ScalarNode } from "./graph.ts";
import { interpret } from "./interpret.ts";
import { isScalar, mapped, matrixOf, type Value } from "./values.ts";
import type { Indices, World } from "./world.ts";

/** A derivative of a matrix by a matrix: no matrix itself. */
export class FourIndices extends UnsupportedError {
  readonly of: Value;
  readonly by: Value;
  constructor(of: Value, by: Value, span: Syntax["span"]) {
    super("the derivative of a matrix by a matrix has four indices", span);
    this.of = of;
    this.by = by;
  }
}

export function derivativeOf(world: World, of: Syntax, by: Syntax, indices: Indices, syntax: Syntax): Value {
  const { graph } = world;
  const top = interpret(world, of.kind === "call" && world.isStated(of.name) ? nameOf(of) : of, indices);
  const variable = interpret(world, by, indices);
  const isUnknownLoss = of.kind === "name" && world.isLoss(referenceOf(of)?.key ?? "");
  if (isUnknownLoss && !reaches(world, top.entries[0]!, variable))
    throw new UnknownNameError("nothing says how the loss depends on this", syntax.span);
  if (isScalar(top)) return mapped(variable, (x) => graph.derivative(top.entries[0]!, x));
  if (isScalar(variable)) return mapped(top, (y) => graph.derivative(y, variable.entries[0]!));
  if (top.cols === 1 && variable.cols === 1)
    return matrixOf(top.rows, variable.rows, (i, j) =>
      graph.derivative(top.entries[i]!, variable.entries[j]!),
    );
  throw new FourIndices(top, variable, syntax.span);
}

const nameOf = (call: Extract<Syntax, { kind: "call" }>): Syntax => ({
  kind: "name",
  name: call.name,
  span: call.span,
});

const reaches = ({ graph }: World, output: ScalarNode, { entries }: Value): boolean => {
  const gradient = graph.gradient(output);
  return entries.some((entry) => gradient.has(entry));
};

/** ∇A, where A is no loss: the gradient of the one loss by A. */
export function gradientOfLoss(world: World, by: Syntax, indices: Indices, syntax: Syntax): Value {
  const loss = world.theLoss();
  const key = referenceOf(by)?.key;
  if (loss === undefined || key === loss)
    throw new UnsupportedError("a gradient by what is not said", syntax.span);
  return derivativeOf(world, { kind: "name", name: loss, span: syntax.span }, by, indices, syntax);
}

/** dX of a given X is a direction of its own, of any other what follows from the differentials that vary. */
export function differentialOf(world: World, written: string, syntax: Syntax): Value {
  const { graph } = world;
  const name = referenceOfName(written).key;
  const whole = world.named(name, syntax);
  const varying = [...world.varying].filter((other) => other !== name);
  const roots = varying.map((other) => world.named(other, syntax).entries);
  const isGiven = world.varying.has(name);
  if (isGiven) return directionOf(world, name, whole);
  return mapped(whole, (entry) => {
    const gradient = graph.gradient(entry);
    return graph.sum(
      varying.flatMap((other, k) => {
        const direction = directionOf(world, other, world.named(other, syntax));
        return roots[k]!.map((root, i) =>
          graph.multiply(gradient.get(root) ?? graph.zero, direction.entries[i]!),
        );
      }),
    );
  });
}

const directionOf = ({ graph }: World, name: string, { rows, cols }: Value): Value =>
  matrixOf(rows, cols, (i, j) => graph.variable(`d ${name}|${i + 1},${j + 1}`));
