/**
 * Every reason is the rule that was applied: what it speaks of is there before the rewrite and gone, or there as it
 * says, after it. Over the gallery and the textbook problems, in every style that has lines.
 */
import { describe, expect, it } from "vitest";
import { type Derived, derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { expanded } from "../../src/derivation/pieces.ts";
import { write } from "../../src/derivation/prose/formula.ts";
import { latexWriter } from "../../src/derivation/prose/writers.ts";
import type { Equation, Sentence, Shown, Style } from "../../src/derivation/step.ts";
import { areEqual } from "../../src/evaluate/index.ts";
import { isCall } from "../../src/expression/build.ts";
import {
  children,
  type Expr,
  isRow,
  isScalar,
  isVector,
  type SymbolNode,
} from "../../src/expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, TRANSPOSE } from "../../src/expression/heads.ts";
import { transpose } from "../../src/expression/power.ts";
import { dependsOn, nodesAbove, symbolsIn, topological } from "../../src/expression/walk.ts";
import { entryOf, FUNCTION_NAMES } from "../../src/functions/index.ts";
import { TRACE } from "../../src/functions/matrix.ts";
import { SUM } from "../../src/functions/reductions.ts";
import { lettersFor } from "../../src/print/names/letters.ts";
import { DEFAULT_NOTATION } from "../../src/print/notation.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { oneIn } from "../sample.ts";
import { deriveGallery, deriveTextbook, GALLERY_FILES, PROBLEMS } from "./textbook.ts";

const STYLES: readonly Style[] = ["differential", "backprop", "elementwise", "perturbation", "index"];

/** A line with its reason: what stood before, what stands after, and what is called what there. */
interface Rewrite {
  readonly before: Shown;
  readonly after: Shown;
  readonly places: NonNullable<Sentence["places"]>;
  /** The value of a name, and of the name that a differential is of. */
  readonly definitionOf: (e: Expr) => Expr | undefined;
  readonly wrt: readonly SymbolNode[];
  /** Is it a cotangent, turned or not? */
  readonly isBar: (e: Expr) => boolean;
}

const holesIn = (e: Expr): SymbolNode[] => symbolsIn(e).filter((s) => s.role === "hole");
const isMatrix = (e: Expr): boolean => !isScalar(e) && !isVector(e) && !isRow(e);
/** Nodes with a differential in them. */
const moving = (e: Expr): Expr[] => [...nodesAbove([e], holesIn(e))];
const has = (e: Expr, test: (node: Expr) => boolean): boolean => moving(e).some(test);
const gone = ({ before, after }: Rewrite, test: (node: Expr) => boolean): boolean =>
  has(before.value, test) && !has(after.value, test);

/** The value that a line differentiates, in variables, and which of its parts move. */
function differentiated({ before, after, places, definitionOf, wrt }: Rewrite) {
  const { line } = places;
  const [own] = line && typeof line === "object" && "sides" in line ? line.sides : [before, after];
  const of = own?.kind === "differential" ? own.of.value : (own as Shown).value;
  const value = definitionOf(of);
  if (!value) throw new Error("nothing is known to be differentiated");
  const above = nodesAbove([value], wrt);
  return { value, moves: (e: Expr): boolean => above.has(e) };
}

const inValue =
  (test: (node: Expr, moves: (e: Expr) => boolean) => boolean) =>
  (rewrite: Rewrite): boolean => {
    const { value, moves } = differentiated(rewrite);
    return topological([value]).some((node) => moves(node) && test(node, moves));
  };

const transposed = (test: (e: Expr) => boolean) => (node: Expr) =>
  isCall(node, TRANSPOSE) && test(node.args[0] as Expr);

/** X dW inside a trace with a factor behind it, or within a sum that a product multiplies. */
const isBuried = (node: Expr): boolean =>
  node.kind === "product" &&
  isMatrix(node) &&
  holesIn(node).some(isMatrix) &&
  holesIn(node.factors.at(-1) as Expr).length === 0;

/** tr(A dx yᵀ), as a trace or as the product below it. */
const isTraceOfColumn = (node: Expr): boolean =>
  (isCall(node, TRACE) || (node.kind === "product" && isMatrix(node))) &&
  holesIn(node).some((hole) => isVector(hole) && !isScalar(hole));

const occurrences = (e: Expr, hole: Expr): number => {
  const counts = new Map<Expr, number>();
  for (const node of topological([e]))
    counts.set(node, node === hole ? 1 : children(node).reduce((n, c) => n + (counts.get(c) ?? 0), 0));
  return counts.get(e) ?? 0;
};

/** As it is printed: the same scalar, turned over, is one expression. */
const counted = (piece: Shown, mark: RegExp): number =>
  write(piece, latexWriter(DEFAULT_NOTATION, lettersFor([piece.value]))).split(mark).length;
const traces = (piece: Shown): number => counted(piece, /operatorname\{tr\}/);
const turned = (piece: Shown): number => counted(piece, /\(\\mathrm\{d\}[^()]*\)\^\{\\top\}/);

const isOf = (hole: SymbolNode, e: Expr): boolean => symbolsIn(e).some((s) => hole.name === `d${s.name}`);

/** A delta or a sum has gone; an index of a sum has any name. */
const removed = ({ before, after }: Rewrite): boolean =>
  counted(before, /\\delta|\\sum/) > counted(after, /\\delta|\\sum/);

const isDivided = inValue(
  (e, moves) => (e.kind === "power" && moves(e.base)) || (isCall(e, HADAMARD_POWER) && e.args.some(moves)),
);

const CHECKS: Readonly<Record<string, (rewrite: Rewrite) => boolean>> = {
  "rule.squaredNorm": inValue(
    (e) =>
      (e.kind === "power" && e.base.kind === "call" && e.base.fn.name === "norm2") ||
      (e.kind === "product" && e.factors.some((f, i) => transpose(f) === e.factors[i + 1])),
  ),
  "rule.quotient": inValue(
    (e, moves) =>
      (e.kind === "power" && isScalar(e) && moves(e.base)) ||
      (e.kind === "product" && e.scalars.some((s) => s.kind === "power" && moves(s))),
  ),
  "rule.product": inValue((e, moves) => e.kind === "product" && children(e).filter(moves).length > 1),
  "rule.hadamard": inValue((e, moves) => isCall(e, HADAMARD) && children(e).filter(moves).length > 1),
  "rule.power": inValue((e, moves) => e.kind === "power" && moves(e.base)),
  "rule.entrywise": inValue(
    (e, moves) =>
      e.kind === "call" && (e.fn.elementwise === true || isCall(e, HADAMARD_POWER)) && e.args.some(moves),
  ),
  // 𝟏ᵀc is 0 by what c is, and c is divided by what moves
  "rule.standardised": (rewrite) => {
    const [total, zero] = (rewrite.places.fact as Equation).sides as readonly [Shown, Shown];
    const value = rewrite.definitionOf(total.value) as Expr;
    return areEqual(value, zero.value).verdict === "equal" && isDivided(rewrite);
  },
  "rule.scaled": (rewrite) => isDivided(rewrite),
  "rule.call": (rewrite) => {
    const call = (rewrite.places.call as Shown).value;
    return inValue((e) => e === call)(rewrite);
  },
  // d(S⁻¹) = −S⁻¹ (dS) S⁻¹: of a part of the value; d log p = dz − (pᵀ dz) 1: of what p is a function of
  said: ({ places, definitionOf }) => {
    const [left, right] = (places.line as Equation).sides as readonly [Shown, Shown];
    if (left.kind !== "differential") return false;
    const parts = [left.of.value, definitionOf(left.of.value) as Expr];
    const isPart = (h: SymbolNode) => topological(parts).includes(definitionOf(h) as Expr);
    return holesIn(right.value).some((h) => parts.some((part) => isOf(h, part)) || isPart(h));
  },
  "reason.cotangent": ({ before, after, places }) =>
    before.value.kind === "symbol" &&
    symbolsIn(after.value).includes((places.cotangent as Shown).value as SymbolNode),
  "reason.inside": putIn,
  "reason.putIn": putIn,
  "reason.insideBy": putIn,
  "reason.collected": ({ before, after }) =>
    holesIn(after.value).some((h) => occurrences(before.value, h) > 1 && occurrences(after.value, h) === 1),
  "reason.cyclic": (rewrite) => gone(rewrite, isBuried) || gone(rewrite, isTraceOfColumn),
  "reason.transpose": (rewrite) =>
    gone(
      rewrite,
      transposed((e) => holesIn(e).some(isMatrix)),
    ),
  "reason.scalarTranspose": ({ before, after }) => turned(before) > turned(after),
  "reason.hadamard": ({ before, after }) =>
    has(before.value, (e) => isCall(e, HADAMARD)) &&
    moving(after.value).filter((e) => isCall(e, HADAMARD)).length <
      moving(before.value).filter((e) => isCall(e, HADAMARD)).length,
  "reason.sum": (rewrite) => gone(rewrite, (e) => isCall(e, SUM)),
  "reason.adjoint": (rewrite) =>
    gone(
      rewrite,
      (e) =>
        e.kind === "call" &&
        !isCall(e, TRACE) &&
        !isCall(e, TRANSPOSE) &&
        entryOf(e.fn).adjoint !== undefined,
    ),
  "reason.ownTrace": (rewrite) =>
    traces(rewrite.after) > traces(rewrite.before) ||
    gone(
      rewrite,
      (e) => e.kind === "product" && e.factors.length > 1 && isScalar(e) && holesIn(e).some(isMatrix),
    ),
  "reason.diagonal": (rewrite) => gone(rewrite, (e) => isCall(e, HADAMARD)),
  "reason.stacked": ({ before, after }) => counted(after, /vec/) > 1 && counted(before, /vec/) > 1,
  "adjoint.left": stands("first"),
  "adjoint.right": stands("last"),
  "adjoint.middle": stands("between"),
  "adjoint.left.turned": stands("last"),
  "adjoint.right.turned": stands("first"),
  "adjoint.middle.turned": stands("between"),
  "adjoint.sum": ({ after, isBar }) => isBar(withoutScalars(after.value)),
  "adjoint.hadamard": ({ after }) => topological([after.value]).some((e) => isCall(e, HADAMARD)),
  "adjoint.entrywise": ({ after }) =>
    isScalar(after.value) || topological([after.value]).some((e) => isCall(e, HADAMARD)),
  "adjoint.branches": ({ before, after }) => before.kind === "sum" || after.kind === "sum",
  "entries.index.delta": removed,
  "entries.index.constantDelta": removed,
  "entries.index.split": removed,
  "entries.index.count": removed,
};

const withoutScalars = (e: Expr): Expr =>
  e.kind === "product" && e.factors.length === 1 ? (e.factors[0] as Expr) : e;

/** Where the cotangent stands among the factors; that of the loss itself is 1 and stands nowhere. */
function stands(place: "first" | "last" | "between"): (rewrite: Rewrite) => boolean {
  return ({ after: { value }, isBar }) => {
    if (!symbolsIn(value).some(isBar)) return true;
    const factors = value.kind === "product" ? value.factors : [value];
    const at = factors.findIndex(isBar);
    const last = factors.length - 1;
    return at === 0 ? place === "first" : at === last ? place === "last" : at > 0 && place === "between";
  };
}

/** dN is replaced by what it is. */
function putIn({ before, after, places, definitionOf }: Rewrite): boolean {
  const [hole, change] = (places.line as Equation).sides as readonly [Shown, Shown];
  return (
    definitionOf(hole.value) !== undefined &&
    dependsOn(before.value, hole.value) &&
    !dependsOn(after.value, hole.value) &&
    holesIn(change.value).length > 0
  );
}

/** A sentence with those in it; what a row gives names are definitions. */
const inSentence = (s: Sentence): Sentence[] => [s, ...(s.key === "rows.gives" ? [] : within(s))];

const within = (s: Sentence): Sentence[] => [
  ...Object.values(s.places ?? {})
    .flat()
    .flatMap((place) => (typeof place === "object" && "key" in place ? inSentence(place) : [])),
];

/** Sentences that only hold others, and those whose rule is tested by what they say. */
const HOLDERS: ReadonlySet<string> = new Set([
  "rule.two",
  "reason.changes",
  "adjoint.stage",
  "adjoint.linear",
  "adjoint.call",
  "adjoint.replicated",
]);

/** Each reason with the sides that it is between: several are in the order of the sides. */
function steps({ sides, reason }: Equation): (readonly [Shown, Shown, Sentence])[] {
  if (!reason) return [];
  const changes =
    reason.key === "reason.changes" ? (reason.places?.changes as readonly Sentence[]) : [reason];
  return changes.map((own, i) => {
    const at = changes.length === 1 ? sides.length - 2 : i;
    return [sides[at] as Shown, sides[at + 1] as Shown, own];
  });
}

function faultsIn({ derivation, setup }: Derived): string[] {
  const isBar = (e: Expr): boolean =>
    e === setup.cotangent ||
    (e.kind === "symbol" && /_(bar|tilde)|^G_/.test(e.name)) ||
    (isCall(e, TRANSPOSE) && isBar(e.args[0] as Expr));
  return derivation.sections.flatMap(({ setting, steps: all }) => {
    const inVariables = (e: Expr) => expanded([e], setting)[0] as Expr;
    const values = new Map<string, SymbolNode>([...setting.defined.keys()].map((s) => [`d${s.name}`, s]));
    const definitionOf = (e: Expr): Expr | undefined => {
      if (e.kind !== "symbol") return inVariables(e);
      const own = values.get(e.name) ?? e;
      if (setting.defined.has(own)) return inVariables(own);
      const gradient = derivation.results.find(({ sides }) => sides[0]?.value === own);
      return gradient && inVariables((gradient.sides.at(-1) as Shown).value);
    };
    return all.flatMap((step) =>
      step.equations.flatMap(steps).flatMap(([before, after, reason]) =>
        inSentence(reason).flatMap(({ key, places = {} }): string[] => {
          if (HOLDERS.has(key) || !/^(reason|rule|said|adjoint|entries)/.test(key)) return [];
          const test = CHECKS[key];
          if (!test) return [`nothing tests ${key}`];
          const rewrite = { before, after, places, definitionOf, wrt: setup.wrt, isBar };
          return test(rewrite) ? [] : [`${step.rule}: ${key}`];
        }),
      ),
    );
  });
}

describe.each(STYLES)("reasons in the style %s", (style) => {
  it.each(oneIn(2, PROBLEMS, STYLES.indexOf(style)))("are the rules of $name", (problem) => {
    expect(faultsIn(deriveTextbook(problem, { style }))).toEqual([]);
  });

  it.each(oneIn(2, GALLERY_FILES, STYLES.indexOf(style)))("are the rules of %s", (file) => {
    expect(faultsIn(deriveGallery(file, { style }))).toEqual([]);
  });
});

it.each([
  ["c^2", "does not occur"],
  ["x'*(A - A')*x", "cancels"],
  ["c*sum(x./x)", "cancels"],
  ["sum(softmax(x))", "is the same"],
  ["norm2(x/norm2(x))", "The terms of the differential of f cancel"],
])("why the derivative of %s is 0", (value, why) => {
  const text = `c : scalar\nx : n\nA : n x n\nf = ${value}`;
  const derived = derive(
    { statements: parseStatements(text, { functionNames: FUNCTION_NAMES }) },
    { wrt: ["x"] },
  );
  expect(printDerivation(derived, { format: "unicode" })).toContain(why);
});
