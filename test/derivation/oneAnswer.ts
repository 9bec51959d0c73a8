/**
 * One problem by every way that there is: `batch`, the styles of `derive`, a compiled plan. All give the same
 * derivative; what one treats no other refuses; nobody fails within.
 */
import { compileProblem } from "../../src/code/compiled.ts";
import { type Derived, derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { namedValues } from "../../src/derivation/endings/namedValues.ts";
import { expanded } from "../../src/derivation/pieces.ts";
import type { Shown, Style } from "../../src/derivation/step.ts";
import { MatrixCalculusError } from "../../src/errors.ts";
import { type Expr, freshStore, isScalar } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { answerProblem, type BatchProblem } from "../../src/problem/batch.ts";
import { type DeclaredType, declaredType } from "../../src/shapes/declarations.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements, parseType } from "../../src/syntax/parse.ts";
import { equalAtSamples } from "../atSamples.ts";

export interface Line {
  readonly vars: Readonly<Record<string, string>>;
  readonly expr: string;
  readonly wrt: string;
  readonly kind?: string;
  readonly order?: number;
  readonly structure?: string;
  readonly positive?: readonly string[];
  readonly spd?: readonly string[];
}

const options = { functionNames: FUNCTION_NAMES };

/** Sentences about what disagrees; none where all is well. */
export function disagreements(asked: Line, styles: readonly Style[]): string[] {
  const line = posed(asked);
  const answer = answerProblem({ ...line, check: false } as BatchProblem);
  if (answer.error?.message.startsWith("internal")) return [`batch: ${answer.error.message}`];
  const hints = { ...(line.positive && { positive: line.positive }), ...(line.spd && { spd: line.spd }) };
  const found = styles.flatMap((style) => {
    const derived = byStyle(line, style, hints);
    if (typeof derived === "string") {
      // values at which differences tell nothing
      if (derived.includes("can't be checked")) return [];
      const isFailure = !derived.startsWith("refused");
      return isFailure || answer.ok ? [`${style}: ${derived}`] : [];
    }
    return compared(derived, answer.ascii, line, hints).map((what) => `${style}: ${what}`);
  });
  return [...found, ...byPlan(line, answer.ok)];
}

/** As the styles understand it: of a matrix by a matrix the derivative of a loss, all entries free. */
function posed({ structure: _, ...line }: Line): Line {
  return line.kind === "tensor" && line.order !== 2 ? { ...line, kind: "vjp" } : line;
}

function typesOf({ vars }: Line): Map<string, DeclaredType> {
  return new Map(Object.entries(vars).map(([name, text]) => [name, declaredType(parseType(text, options))]));
}

type Hints = { readonly positive?: readonly string[]; readonly spd?: readonly string[] };

function byStyle(line: Line, style: Style, hints: Hints): Derived | string {
  freshStore();
  try {
    const statements = parseStatements(line.expr, options);
    const derived = derive(
      { statements, types: typesOf(line), hints },
      {
        style,
        wrt: [line.wrt],
        order: line.order ?? 1,
        structure: "free",
        ...(line.kind === "jacobian" && { kind: "jacobian" }),
        ...(line.kind === "vjp" && { cotangent: "G" }),
      },
    );
    for (const format of ["md", "unicode"] as const) {
      if (printDerivation(derived, { format }).includes("undefined")) return `${format} has "undefined"`;
    }
    return derived;
  } catch (error) {
    const { message } = error as Error;
    return error instanceof MatrixCalculusError ? `refused: ${message}` : `failed: ${message}`;
  }
}

/** The last result against the text of the other answer, at random values. */
function compared(
  { derivation, setup }: Derived,
  ascii: string | undefined,
  line: Line,
  hints: Hints,
): string[] {
  if (ascii === undefined) return [];
  const last = derivation.results.findLast(({ sides: [first] }) => first?.kind === "derivative");
  if (!last) return ["no result"];
  const [first, form] = [last.sides[0] as Shown, last.sides.at(-1) as Shown];
  if (first.kind === "derivative" && first.more) return [];
  const setting = derivation.sections.at(-1)?.setting ?? setup.setting;
  const known = new Map([...namedValues(derivation)].filter(([s]) => s !== setup.cotangent));
  const [own] = expanded([form.value], { ...setting, defined: known }) as [Expr];
  // of a vector or matrix by a scalar the styles have the derivative of a loss
  if (first.value.shape !== own.shape || (setup.cotangent && setup.wrt.every(isScalar))) return [];
  const types = typesOf(line);
  const { cotangent } = setup;
  if (cotangent) types.set("G", { kind: "variable", shape: cotangent.shape, structure: undefined });
  const other = elaborate(parseStatements(ascii, options), { types, free: new Set([line.wrt]) }).value;
  const { verdict, reason } = equalAtSamples(own, other, {
    hints: { ...hints, structures: new Map([...setup.structures].map(([v, s]) => [v.key, s])) },
  });
  return verdict === "different" ? [`another derivative than ${ascii}${reason ? `: ${reason}` : ""}`] : [];
}

/** Does a compiled plan take what the others take? */
function byPlan(line: Line, isAnswered: boolean): string[] {
  if (!isAnswered || line.kind === "tensor" || line.kind === "vjp") return [];
  freshStore();
  try {
    const declarations = Object.entries(line.vars).map(([name, type]) => `${name} : ${type}`);
    const statements = parseStatements([...declarations, line.expr].join("\n"), options);
    compileProblem(statements, {
      wrt: [line.wrt],
      sizes: { ...SIZES },
      check: false,
      order: line.order === 2 ? 2 : 1,
    });
    return [];
  } catch (error) {
    return error instanceof MatrixCalculusError ? [] : [`compile: failed: ${(error as Error).message}`];
  }
}

const SIZES = { m: 4, n: 3, p: 5, q: 2, k: 6, d: 3, r: 2 };
