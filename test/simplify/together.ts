/**
 * Random sums and products of what rules put together and take apart: exponentials, kinks, shifts, norms and
 * determinants of what is rotated, inverses of sums and products.
 *
 *     2*relu(x - y) + max(-x, y)    inv(S + P)*S*inv(M*N)    det(2*M*Q) - a*det(N)
 */
import { randomFrom } from "../../src/evaluate/sample/random.ts";

type Pick = <T>(list: readonly T[]) => T;

const SQUARE = ["M", "N", "S", "P", "Q", "Q'", "eye(n)", "D", "A'*A"];
const VECTORS = ["x", "y", "z", "(a*ones(n))", "(-x)", "(2*y)"];
const SCALARS = ["a", "b", "2", "-1", "1/2"];

function matrix(pick: Pick, depth: number): string {
  if (depth === 0) return pick(SQUARE);
  const inner = (): string => matrix(pick, depth - 1);
  return pick([
    () => `(${inner()} + ${inner()})`,
    () => `(${inner()} - ${pick(SCALARS)}*${inner()})`,
    () => `${inner()}*${inner()}`,
    () => `inv(${inner()})`,
    () => `inv(${inner()} + ${inner()})*${inner()}`,
    () => pick(SQUARE),
  ])();
}

function vector(pick: Pick, depth: number): string {
  if (depth === 0) return pick(VECTORS);
  const inner = (): string => vector(pick, depth - 1);
  const f = pick(["exp", "relu", "abs", "erf", "erfc", "sinh", "cosh", "sigmoid", "step", "softmax", "gelu"]);
  return pick([
    () => `(${inner()} + ${inner()})`,
    () => `(${inner()} - ${pick(SCALARS)}*${inner()})`,
    () => `(${inner()}.*${inner()})`,
    () => `${f}(${inner()})`,
    () => `${pick(["max", "min"])}(${inner()}, ${inner()})`,
    () => `(${inner()} - logsumexp(${inner()})*ones(n))`,
    () => `${pick(["relu", "abs", "exp"])}(${inner()}).^2`,
  ])();
}

function scalar(pick: Pick, depth: number): string {
  const square = matrix(pick, depth - 1);
  const column = vector(pick, depth - 1);
  return pick([
    () => `${pick(["det", "logdet", "norm2"])}(${square})`,
    () => `det(${pick(SCALARS)}*${square})`,
    () => `norm2(${square}*${column})`,
    () => `${pick(["sum", "logsumexp", "norm1", "norm2"])}(${column})`,
    () => `exp(${pick(SCALARS)})*exp(${column}[1])`,
    () => `det(Q)^${pick(["2", "3"])}`,
  ])();
}

/** A sum of two or three, over the names of the cast. */
export function randomTogether(seed: number): string {
  const random = randomFrom(seed, "together");
  const pick: Pick = (list) => list[random.whole(0, list.length - 1)] as (typeof list)[number];
  const one = pick([matrix, vector, scalar]);
  const terms = Array.from({ length: random.whole(2, 3) }, () => `${pick(SCALARS)}*(${one(pick, 2)})`);
  return terms.join(" + ");
}
