/**
 * Random expressions over the whole function table: instructions, each of which combines earlier expressions.
 * What does not conform is left out, so every list of instructions makes an expression.
 */
import fc from "fast-check";
import { MatrixCalculusError } from "../../src/errors.ts";
import { block, bound, index } from "../../src/expression/blocks.ts";
import { isCall, isZero, number, sizeScalar, subtract, sum, symbol } from "../../src/expression/build.ts";
import { sizeOf, UNIT } from "../../src/expression/dimension.ts";
import { type Expr, freshStore, isScalar, SCALAR, shapeOf } from "../../src/expression/expr.ts";
import { hadamard, hadamardPower } from "../../src/expression/hadamard.ts";
import { HADAMARD_POWER } from "../../src/expression/heads.ts";
import { inverse, power, transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import { children, topological } from "../../src/expression/walk.ts";
import type { FunctionEntry } from "../../src/functions/function.ts";
import { apply, FUNCTION_NAMES, FUNCTIONS } from "../../src/functions/index.ts";
import { unknownElementwise } from "../../src/functions/own/unknown.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

export const DECLARATIONS = `A, B : matrix n n; X : matrix m n; S : symmetric n; N : antisymmetric n; x, y : vector n
z : vector m; a, b, lambda : scalar; W_12 : matrix n n; f : function`;

const [m, n] = [sizeOf("m"), sizeOf("n")];

function symbols(): Expr[] {
  const square = shapeOf(n, n);
  return [
    symbol("A", square),
    symbol("B", square),
    symbol("X", shapeOf(m, n)),
    symbol("S", square, "symmetric"),
    symbol("N", square, "antisymmetric"),
    symbol("x", shapeOf(n, UNIT)),
    symbol("y", shapeOf(n, UNIT)),
    symbol("z", shapeOf(m, UNIT)),
    symbol("a", SCALAR),
    symbol("b", SCALAR),
    symbol("lambda", SCALAR),
    symbol("W_12", square),
    sizeScalar(n),
    number(2),
    number(-3),
    number(1, 2),
    number(-2, 3),
  ];
}

/** The text of an expression of the pool, read again. */
export const read = (text: string): Expr =>
  elaborate(parseStatements(`${DECLARATIONS}\n${text}`, { functionNames: FUNCTION_NAMES })).value;

type Operation = (x: Expr, y: Expr, z: Expr) => Expr;

const sizesFor = (entry: FunctionEntry, x: Expr | undefined) => {
  if (entry.name === "eye") return [n];
  if (entry.name === "unvec" || entry.name.startsWith("kron_")) return [m, n];
  if (entry.name === "quotient" || entry.name === "remainder") return [n];
  return entry.sizeArity ? [x && !isScalar(x) ? x.shape.rows : m, n].slice(0, entry.sizeArity[1]) : [];
};

const applied =
  (entry: FunctionEntry): Operation =>
  (x, y) => {
    const args = entry.name === "single" ? [number(1), number(2)] : [x, y].slice(0, entry.arity);
    return apply(entry, args, sizesFor(entry, x));
  };

const OPERATIONS: readonly Operation[] = [
  (x, y) => sum([x, y]),
  subtract,
  (x, y) => product([x, y]),
  (x, y, z) => product([x, y, z]),
  (x, y) => product([x, transpose(y)]),
  (x, y) => product([transpose(x), y]),
  (x, y) => sum([product([x, transpose(y)]), product([transpose(y), x])]),
  (x) => product([number(-1), x]),
  (x) => transpose(x),
  (x) => inverse(x),
  (x, y) => hadamard([x, y]),
  (x, y) => hadamard([x, hadamardPower(y, number(-1))]),
  (x) => hadamardPower(x, number(2)),
  (x) => hadamardPower(x, number(-1, 2)),
  (x, y) => hadamardPower(x, isScalar(y) ? y : number(3, 2)),
  (x) => power(x, number(2)),
  (x) => power(x, number(-3)),
  (x, y) => power(x, isScalar(x) && isScalar(y) ? y : number(3)),
  (x) => (isScalar(x) ? power(x, number(1, 2)) : x),
  (x, y) => product([x, power(y, number(-1))]),
  (x, y) => product([number(-1, 4), x, y]),
  (x, y) => block([[x, y]]),
  (x, y) => block([[x], [y]]),
  (x) => index(x, number(1), x.shape.cols === UNIT ? number(1) : number(2)),
  (x, y) => {
    if (x.shape.rows === UNIT) return x;
    const i = symbol("i", SCALAR, undefined, "index");
    return bound(
      i,
      x.shape.rows,
      product([index(x, i, number(1)), isScalar(y) ? y : index(y, number(1), number(1))]),
    );
  },
  (x) => {
    const i = symbol("i", SCALAR, undefined, "index");
    return bound(i, n, product([i, isScalar(x) ? x : index(x, number(1), number(1))]));
  },
  (x) => apply(unknownElementwise("f"), [x]),
  ...FUNCTIONS.map(applied),
];

export type Instruction = readonly [operation: number, x: number, y: number, z: number];

const instruction = fc.tuple(
  fc.nat(OPERATIONS.length - 1),
  fc.nat(1000),
  fc.nat(1000),
  fc.nat(1000),
) as fc.Arbitrary<Instruction>;

export const instructions = fc.array(instruction, { minLength: 1, maxLength: 24 });

/** Most nodes an expression of the pool is made of when it is written out. */
const LARGEST = 400;

/** 0⁻¹, which is refused where it is read. */
const dividesByZero = (e: Expr): boolean =>
  topological([e]).some((part) => {
    const [base, exponent] = part.kind === "power" || isCall(part, HADAMARD_POWER) ? children(part) : [];
    return base && isZero(base) && exponent?.kind === "number" && exponent.value.n < 0;
  });

/** The expression those instructions make, in a fresh store. */
export function build(list: readonly Instruction[]): Expr {
  freshStore();
  const pool = symbols().map((e) => ({ e, size: 1 }));
  const basic = pool.length;
  for (const [operation, ...operands] of list) {
    // the later an expression, the likelier it is taken
    const taken = operands.map((k) => pool[pool.length - 1 - (k % Math.min(pool.length, basic + 4))]!);
    const size = taken.reduce((total, t) => total + t.size, 1);
    if (size > LARGEST) continue;
    try {
      const [x, y, z] = taken.map((t) => t.e) as [Expr, Expr, Expr];
      const e = OPERATIONS[operation]!(x, y, z);
      if (!dividesByZero(e)) pool.push({ e, size });
    } catch (error) {
      if (!(error instanceof MatrixCalculusError)) throw error;
    }
  }
  return pool.at(-1)!.e;
}
