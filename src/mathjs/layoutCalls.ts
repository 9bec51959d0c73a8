/**
 * Calls of functions as text in the language of mathjs.
 *
 *     diag(x) ─▶ diag(flatten(x)): of a column mathjs would take the diagonal
 */

import { alone, atom, called, negated, type Piece, piece, positive, within } from "../code/pieces/piece.ts";
import { code } from "../code/pieces/text.ts";
import { UnsupportedError } from "../errors.ts";
import { isCall } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type CallNode, type Expr, isRow, isScalar, isVector } from "../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, ONES, TRANSPOSE, ZEROS } from "../expression/heads.ts";
import { entryOf, isEntryName } from "../functions/index.ts";
import { Level } from "../print/part.ts";
import {
  type At,
  alike,
  asList,
  asRows,
  baseOf,
  free,
  isReciprocal,
  type Laid,
  list,
  MATH,
  type Names,
} from "./laid.ts";
import { OF_ENTRIES, OF_MATRICES, OF_SCALARS, RENAMED } from "./table.ts";

function hadamardOf({ args }: CallNode, at: At): Laid {
  const over = args.filter((a) => !isReciprocal(a));
  const under = args.filter(isReciprocal).map(baseOf);
  const { pieces, isList } = alike([...over, ...under], at);
  const negative = pieces.filter((p) => p.negative).length % 2 === 1;
  const [tops, bottoms] = [pieces.slice(0, over.length), pieces.slice(over.length)].map((ps) =>
    ps.map(positive),
  ) as [Piece[], Piece[]];
  const top = tops.length === 0 ? atom("1") : tops.reduce((a, b) => MATH.hadamard(a, b));
  const whole = bottoms.reduce((a, b) => MATH.quotient(a, b), top);
  return { piece: negative ? negated(whole) : whole, isList };
}

export function callOf(e: CallNode, at: At, names: Names): Laid {
  const [x, k] = e.args as readonly [Expr, Expr];
  if (isCall(e, TRANSPOSE)) return transposeOf(x, at);
  if (isCall(e, HADAMARD)) return hadamardOf(e, at);
  if (isCall(e, HADAMARD_POWER)) {
    const { piece: base, isList } = at(x);
    return {
      piece: isReciprocal(e) ? MATH.quotient(atom("1"), base) : MATH.entryPower(base, at(k).piece),
      isList,
    };
  }
  if (isCall(e, ONES) || isCall(e, ZEROS)) return constantOf(e, names);
  const { name, elementwise } = entryOf(e.fn);
  if (elementwise) return entrywiseOf(name, e, at);
  const row = name === "diag" && !isVector(x) ? "diag of a matrix" : name;
  const template = OF_MATRICES[row];
  if (template !== undefined) return templateOf(template, e, at, names);
  if (!isEntryName(name)) throw new UnsupportedError(`not supported: ${name} is no function of the table`);
  const sizes = e.sizes.map((d) => alone(names.size(d)));
  const call = called(RENAMED[name] ?? name, [...e.args.map((a) => alone(at(a).piece)), ...sizes]);
  if (!isVector(e)) return free(call);
  // vectors come out in the form in which they went in
  const vectors = e.args.filter(isVector);
  if (vectors.length === 0) return list(called("flatten", [call]));
  return { piece: call, isList: vectors.some((v) => at(v).isList) };
}

/** A row of numbers may be a list; turned it is one. */
const transposeOf = (x: Expr, at: At): Laid => {
  const { piece: of } = at(x);
  if (isRow(x)) return list(called("flatten", [alone(of)]));
  return free(of.negative ? negated(MATH.transpose(positive(of))) : MATH.transpose(of));
};

function constantOf(e: CallNode, names: Names): Laid {
  const [rows, cols] = [names.size(e.shape.rows), names.size(e.shape.cols)].map(alone) as [Piece, Piece];
  if (isScalar(e)) return free(atom(isCall(e, ONES) ? "1" : "0"));
  if (isVector(e)) return list(called(e.fn.name, [rows]));
  return free(called(e.fn.name, [rows, cols]));
}

function entrywiseOf(name: string, e: CallNode, at: At): Laid {
  const { pieces, isList } = alike(e.args, at);
  const own = OF_SCALARS[name];
  if (own !== undefined) {
    const [x] = pieces as [Piece];
    return { piece: isScalar(e) ? called(own, [alone(x)]) : called("map", [alone(x), own]), isList };
  }
  const number = isScalar(e) && name === "log" ? "log" : undefined;
  return { piece: called(number ?? OF_ENTRIES[name] ?? RENAMED[name] ?? name, pieces.map(alone)), isList };
}

function templateOf(template: string, e: CallNode, at: At, names: Names): Laid {
  const laid = e.args.map(at);
  const parts = template.split(/(\[#\d\]|flat\(#\d\)|#\d!?|#[mn])/).map((text) => {
    const which = /#(.)/.exec(text)?.[1];
    if (which === undefined) return text;
    if (which === "m" || which === "n") return alone(names.size(e.sizes[which === "m" ? 0 : 1] ?? UNIT));
    const [arg, of] = [e.args[Number(which) - 1] as Expr, laid[Number(which) - 1] as Laid];
    if (text.startsWith("[")) return alone(asRows(arg, of));
    if (text.startsWith("flat")) return alone(asList(of));
    return text.endsWith("!") ? within(of.piece, Level.ATOM) : alone(of.piece);
  });
  const [x, y] = e.args as readonly [Expr, Expr | undefined];
  const text = parts.reduce((a, b) => code`${a}${b}`, code``);
  // the sums of the rows of a row, or of a list, are one number
  if (isScalar(e) && /^(row|col)sum$/.test(e.fn.name))
    return free(called("sum", [alone((laid[0] as Laid).piece)]));
  if (e.fn.name === "inner" && y && isVector(x) && isVector(y))
    return free(
      called(
        "dot",
        laid.map((l) => alone(l.piece)),
      ),
    );
  if (!isVector(e)) return free(piece(text));
  return list(/^(flatten|diag|sum)\(/.test(template) ? piece(text) : called("flatten", [text]));
}
