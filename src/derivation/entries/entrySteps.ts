/**
 * The chain rule for one entry after the other, and the entries collected.
 */
import { isNumber } from "../../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import { atSizes } from "../atSizes.ts";
import { equation, said, sentence, shown, step } from "../pieces.ts";
import { matrixForm, putIn } from "../plan/matrixForm.ts";
import type { Equation, Sentence, Shown, Step } from "../step.ts";
import type { StyleOptions } from "../style.ts";
import { type Paths, pathsFrom, totalOf } from "./branches.ts";
import { formShown, formWrittenOut, type Partials } from "./collect.ts";
import { chainRule, matrixOf, matrixOfCells, type Pieces, substituted } from "./entryPieces.ts";
import { expand } from "./expand.ts";
import type { Table, WrittenOut } from "./writtenOut.ts";

/** The first entry with its argument, then the others. */
export function forEachEntry(of: Table, written: WrittenOut, pieces: Pieces, options: StyleOptions): Step[] {
  const form = atSizes(matrixForm(of, written), written.sizes);
  // written first, so that terms keep the order of the product that they will make
  if (!isScalar(form)) tryExpand(form, written);
  const paths = pathsFrom(of, written).flat();
  const first = paths.find(isReached);
  if (!first)
    return [
      step(
        "independent",
        [sentence("entries.independent", { variable: shown(of.symbol), loss: shown(written.loss) })],
        [],
      ),
    ];
  if (paths.length > 1 && options.detail !== "high" && paths.every((p) => p.branches.length === 0)) {
    const places = { variable: shown(of.symbol), loss: shown(written.loss) };
    return [step("chain rule", [sentence("entries.direct.all", places)], [])];
  }
  const steps = [
    step("chain rule", branchText(first, of, written, pieces), [entryEquation(first, of, pieces, "full")]),
  ];
  return [...steps, ...othersStep(of, written, pieces, options)];
}

const isReached = (p: Paths): boolean => p.branches.length > 0 || p.direct !== undefined;

/** σ_21 = σ_12, where they are met for the first time. */
export function symmetryStep(of: Table, written: WrittenOut, met: Set<Expr>): Step[] {
  const below = pathsFrom(of, written).flatMap((row) => row.flatMap((p) => p.mirrored));
  const fresh = [...new Set(below)].filter((s) => !met.has(s));
  for (const s of fresh) met.add(s);
  const equal = fresh.map((s) => said(equation([s, written.mirrored.get(s) as Expr])));
  return fresh.length > 0 ? [step("symmetry", [sentence("entries.symmetry", { equal })], [])] : [];
}

/** The entries but the first, or only that they follow likewise. */
export function othersStep(of: Table, written: WrittenOut, pieces: Pieces, options: StyleOptions): Step[] {
  const paths = pathsFrom(of, written).flat();
  const first = paths.find(isReached);
  const rest = paths.filter((p) => p !== first);
  if (rest.length === 0 || !first) return [];
  const showAll = options.detail === "high";
  const others = showAll ? rest.map((p) => entryEquation(p, of, pieces, "full")) : [];
  const key = showAll ? "entries.likewise" : "entries.likewise.unshown";
  return [step("likewise", [sentence(key)], others, "aligned")];
}

function tryExpand(form: Expr, written: WrittenOut): void {
  try {
    expand(form, written.leaves);
  } catch {
    // a form that can't be written out has no order to keep
  }
}

/** ∂L/∂w_11 = ∂L/∂y_11 ∂y_11/∂w_11 + … = g_11 x_11 + … */
export function entryEquation(paths: Paths, of: Table, pieces: Pieces, detail: "full" | "values"): Equation {
  const left = pieces.byEntry(of, paths.entry);
  const isDirect = paths.branches.length === 0;
  const chain =
    detail === "full" && !isDirect
      ? [chainRule(paths, pieces, (b) => pieces.byEntry(b.stage, b.output))]
      : [];
  return equation([left, ...chain, substituted(paths, pieces)]);
}

/** Where the entry occurs, and with which factors. */
function branchText(
  { entry, branches, direct }: Paths,
  of: Table,
  written: WrittenOut,
  pieces: Pieces,
): Sentence[] {
  if (branches.length === 0) {
    return [sentence("entries.direct", { entry: shown(entry), loss: shown(written.loss) })];
  }
  const [only] = branches;
  const factors =
    only && branches.length === 1
      ? equation([pieces.ofOutput(only, entry), only.factor])
      : branches.map((b) => shown(b.factor));
  const outputs = branches.map((b) => shown(b.output));
  const isUnit = branches.every((b) => isNumber(b.factor, 1));
  const places = { entry: shown(entry), outputs, ...(isUnit ? {} : { factors }) };
  const key = `entries.occurs${branches.length === 1 ? ".once" : ""}${isUnit ? ".unit" : ""}`;
  const alsoDirect = direct
    ? [sentence("entries.occurs.direct", { entry: shown(entry), loss: shown(written.loss) })]
    : [];
  const feeds = feedsEveryRow(of, branches.length, written)
    ? [sentence("entries.everyRow", { variable: shown(of.symbol) })]
    : [];
  return [...feeds, ...alsoDirect, sentence(key, places)];
}

/** A vector of which each entry is used in every row of a matrix: a bias. */
const feedsEveryRow = (of: Table, count: number, written: WrittenOut): boolean =>
  count > 1 &&
  !isScalar(of.symbol) &&
  of.cells.flat().length !== count * of.cells.flat().length &&
  written.stages.some(({ stage }) => replicates(stage.value, of.general));

/** 1 bᵀ or b 1ᵀ is a term of the value. */
function replicates(value: Expr, b: SymbolNode): boolean {
  const terms = value.kind === "sum" ? value.terms : [value];
  return terms.some(
    (t) =>
      t.kind === "product" &&
      t.factors.length === 2 &&
      t.factors.some((f) => f.kind === "call" && f.fn.name === "ones") &&
      t.factors.some((f) => f === b || (f.kind === "call" && f.fn.name === "transpose" && f.args[0] === b)),
  );
}

/** The partial derivatives in the shape of the variable, recognised as a product of matrices. */
export function collectedStep(
  of: Table,
  written: WrittenOut,
  pieces: Pieces,
  partials: Partials,
  { detail }: StyleOptions,
): Step[] {
  const general = matrixForm(of, written);
  const form = atSizes(general, written.sizes);
  const last = formShown(form, partials);
  if (isScalar(of.symbol)) {
    const [only] = pathsFrom(of, written).flat();
    const same = only && last?.kind === "expression" && last.value === totalOf(only);
    return same || !last
      ? []
      : [
          step(
            "collected",
            [sentence("entries.collected.scalar")],
            [equation([pieces.byMatrix(of), last])],
            "display",
          ),
        ];
  }
  const paths = pathsFrom(of, written);
  const cells = paths.map((row) => row.map((p) => substituted(p, pieces)));
  const derivatives = of.cells.map((row) => row.map((cell) => pieces.byEntry(of, cell as SymbolNode)));
  const writtenForm = formWrittenOut(form, written, partials);
  const stage = written.stages.find((s) => s.symbol === of.symbol);
  const name = stage?.cotangent?.shownAs === "name" ? stage.cotangent.table : undefined;
  const sides: Shown[] = [
    ...(name ? [shown(name.symbol)] : []),
    pieces.byMatrix(of),
    ...(detail === "high" ? [matrixOf(derivatives)] : []),
    ...(name && isLettered(name) ? [matrixOfCells(name.cells)] : []),
    matrixOf(cells),
    ...(writtenForm && (detail !== "low" || !last) ? [writtenForm] : []),
    ...(last ? [last] : []),
  ];
  const key = writtenForm ? "entries.recognised" : "entries.collected";
  const naming = name
    ? [sentence("entries.named", { name: shown(name.symbol), entry: shown(name.cells[0]?.[0] as Expr) })]
    : [];
  const text = [...naming, sentence(key, { variable: shown(of.symbol) })];
  return [
    step("collected", text, [equation(sides)], "aligned"),
    ...(detail === "high" ? putInStep(of, general, written, pieces, partials) : []),
  ];
}

/** \bar Z = ∂L/∂Z = … of a stage, in matrices; nothing where that is no formula. */
export function saidResult(of: Table, written: WrittenOut, pieces: Pieces, partials: Partials): Equation[] {
  const last = formShown(atSizes(matrixForm(of, written), written.sizes), partials);
  const stage = written.stages.find((s) => s.symbol === of.symbol);
  const name = stage?.cotangent?.shownAs === "name" ? [stage.cotangent.table.symbol] : [];
  return last ? [equation([...name, pieces.byMatrix(of), last])] : [];
}

/** The same with what the names of gradients stand for, where that is a product too: Xᵀ d [v_1 v_2]. */
function putInStep(of: Table, form: Expr, written: WrittenOut, pieces: Pieces, partials: Partials): Step[] {
  const named = written.stages.filter((s) => s.bar && symbolsIn(form).includes(s.bar));
  const put = named.every((s) => s.cotangent?.shownAs === "name") ? putIn(form, written) : undefined;
  if (!put) return [];
  const whole = atSizes(put, written.sizes);
  const shownWhole = formWrittenOut(whole, written, partials);
  if (!shownWhole) return [];
  const bars = named.map((s) => shown(s.cotangent?.table.symbol as Expr));
  return [
    step(
      "put in",
      [sentence("entries.putIn", { bars })],
      [equation([pieces.byMatrix(of), shownWhole])],
      "display",
    ),
  ];
}

/** The entries have names from which the matrix can't be told. */
const isLettered = ({ cells }: Table): boolean =>
  cells.flat().some((cell) => cell.kind === "symbol" && !cell.name.includes("_"));
