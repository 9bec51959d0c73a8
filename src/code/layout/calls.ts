/**
 * Calls of functions, from the templates of the `code` column.
 *
 *     "$.linalg.slogdet(#1)[1]" at X  ─▶  np.linalg.slogdet(X)[1]
 */

import { MatrixCalculusError, UnsupportedError } from "../../errors.ts";
import { sizeOf, UNIT } from "../../expression/dimension.ts";
import { type CallNode, type Expr, isScalar, SCALAR, type Shape, shapeOf } from "../../expression/expr.ts";
import type { FunctionEntry } from "../../functions/function.ts";
import { functionNamed, isEntryName } from "../../functions/index.ts";
import { strictRules } from "../../functions/rules.ts";
import { Level } from "../../print/part.ts";
import { alone, called, type Piece, piece, within } from "../pieces/piece.ts";
import { codeOf, hasCode, isDerived } from "../pieces/templates.ts";
import { asCode, type Code, joined, own } from "../pieces/text.ts";
import { derivedPiece } from "./derived.ts";
import type { Workspace } from "./workspace.ts";

/** A call of a node of the expression. */
export function callPiece(entry: FunctionEntry, e: CallNode, w: Workspace): Piece {
  const { language } = w;
  const args = e.args.map((a) => w.at(a));
  const template = codeOf(entry, language, e.args);
  if (template === undefined) return givenOrMissing(entry, e, args, w);
  if (!template.includes("#")) return w.fit(args, (parts) => functionPiece(entry.name, parts, e.args, w));
  const second = e.args[1]?.shape;
  const sizes: Sizes = {
    m: e.sizes[0] && w.size(e.sizes[0]),
    n: e.sizes[1] ? w.size(e.sizes[1]) : language.number({ n: 1, d: 1 }),
    ...(/#[pq]/.test(template) && second && { p: w.size(second.rows), q: w.size(second.cols) }),
  };
  // a scalar is no matrix in the target: it becomes one, and what comes out a scalar again
  const isNumber = e.args.map((a, i) => isScalar(a) && takesMatrix(entry, i));
  const isFixed = (i: number): boolean => entry.elementwise === true && w.isFixed(e.args[i] as Expr);
  const { ofNumber = (a) => a } = language;
  const matrices = args.map((a, i) => (isNumber[i] ? language.block([[a]]) : isFixed(i) ? ofNumber(a) : a));
  const once = matrices.map((a, i) => (template.split(`#${i + 1}`).length > 2 ? w.named(a) : a));
  const call = w.fit(once, (parts) => piece(filled(template, parts, sizes)));
  return language.scalarOf && isScalar(e) && givesMatrix(entry, e) ? language.scalarOf(call) : call;
}

/** Is that argument a matrix, which may happen to be 1×1? */
const takesMatrix = ({ elementwise, numbers }: FunctionEntry, which: number): boolean =>
  !elementwise && numbers !== "places" && !(numbers === "second" && which === 1);

/** Does the function give a matrix, which happens to be 1×1 here? The first shapes that it takes in general tell. */
function givesMatrix(entry: FunctionEntry, e: CallNode): boolean {
  const n = sizeOf("n");
  const general = [shapeOf(n, n), shapeOf(n, UNIT)];
  const choices = e.args.reduce<Shape[][]>(
    (lists, a, i) =>
      lists.flatMap((list) => (takesMatrix(entry, i) ? general : [a.shape]).map((shape) => [...list, shape])),
    [[]],
  );
  const sizes = e.sizes.map(() => n);
  for (const shapes of choices) {
    try {
      return entry.shape(shapes, strictRules(entry.name), sizes) !== SCALAR;
    } catch (error) {
      if (!(error instanceof MatrixCalculusError)) throw error;
    }
  }
  // sizes that fit 1×1 only
  return e.args.some(isScalar);
}

/** A function that the table does not have is an argument of the code. */
function givenOrMissing(entry: FunctionEntry, e: CallNode, args: readonly Piece[], w: Workspace): Piece {
  if (isDerived(entry, w.language)) return derivedPiece(entry, e, args, w);
  if (hasCode(entry) || isEntryName(entry.name)) {
    throw new UnsupportedError(`not supported: ${entry.name} has no code for ${w.language.target}`);
  }
  const name = asCode(w.given(entry.name));
  if (!entry.elementwise || isScalar(e)) return w.fit(args, (parts) => called(name, parts.map(alone)));
  return w.fit(args, (parts) => w.language.entrywise(name, parts));
}

/** A function of the table by its name, of these pieces; `values` tell scalars from matrices. */
export function functionPiece(
  name: string,
  args: readonly Piece[],
  values: readonly Expr[],
  w: Workspace,
): Piece {
  const { language } = w;
  const template = codeOf(functionNamed(name) as FunctionEntry, language, values);
  if (template === undefined)
    throw new UnsupportedError(`not supported: ${name} has no code for ${language.target}`);
  if (template.includes("#")) return piece(filled(template, args, {}));
  if (!values.every(isScalar)) return language.entrywise(template, args);
  const { ofNumber } = language;
  const taken = args.map((a, i) => (ofNumber && w.isFixed(values[i] as Expr) ? ofNumber(a) : a));
  return called(template, taken.map(alone));
}

type Sizes = Readonly<Record<string, Piece | undefined>>;

/** Between its parts a template has words of its own only. */
function filled(template: string, args: readonly Piece[], sizes: Sizes): Code {
  const parts = template.split(/(#[1-9mnpq]!?)/).map((text) => {
    const [, which, tight] = /^#(.)(!?)$/.exec(text) ?? [];
    if (which === undefined) return own(text);
    const part = args[Number(which) - 1] ?? sizes[which];
    if (!part) throw new Error(`the template ${template} has no ${which}`);
    return tight ? within(part, Level.ATOM) : alone(part);
  });
  return joined(parts, "");
}
