/**
 * The index style: each definition in index notation, differentiated with Kronecker deltas, contracted one δ
 * or one sum at a time, and read back as a matrix.
 *
 *     y_ij = Σ_k x_ik w_kj  ─▶  ∂y_ij/∂w_pq = Σ_k x_ik δ_kp δ_jq = x_ip δ_jq,  ∂L/∂w_pq = Σ_i g_iq x_ip = (Xᵀ G)_pq
 */
import { UnsupportedError } from "../../errors.ts";
import { sum } from "../../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { replaceIndices } from "../../index/terms/indices.ts";
import { entryOfForm, indexPieces, resultsOf } from "../entries/generalise.ts";
import { linked } from "../entries/writtenSteps.ts";
import { likewiseStep, othersStep } from "../likewise.ts";
import { equation, said, sentence, shown, step } from "../pieces.ts";
import { folding } from "../plan/folding.ts";
import { inNames, lossIn, matrixForm, usersOf } from "../plan/matrixForm.ts";
import { type NamedTable, nameStages, targetsOf } from "../plan/namedStages.ts";
import type { Equation, Section, Sentence, Shown, Step } from "../step.ts";
import type { StyleFunction } from "../style.ts";
import { indexHigher } from "./indexHigher.ts";
import { indexJacobian } from "./indexJacobian.ts";
import { derivativeThrough, type Through, throughUser, type Writing } from "./throughUser.ts";

export const indexNotation: StyleFunction = (setup, options) => {
  const { detail } = options;
  if (setup.order > 1) return indexHigher(setup, options);
  if (setup.kind === "jacobian") return indexJacobian(setup, options);
  const named = nameStages(setup);
  const pieces = indexPieces({ ...setup.setting, defined: named.generalDefined });
  const writing: Writing = { named, pieces, setup, isHigh: detail === "high", met: new Set() };
  const fold = folding(named, detail);
  const targets = targetsOf(named);
  const wholes = new Map(targets.map(({ general }) => [general, pieces.whole(setup.loss, general)]));
  const whole = (of: SymbolNode): Shown => wholes.get(of) as Shown;
  const alike = targets
    .filter(({ general }) => fold.likewise.includes(general))
    .map((of) => namedResult(of, writing, whole(of.general)));
  const bodies = targets.filter(fold.isWorked).map((of) => {
    const isFirst = of.general === setup.wrt[0];
    const steps = targetSteps(of, writing, whole(of.general));
    const all = isFirst
      ? [...likewiseStep(alike), ...steps, ...othersStep(fold.others.map((v) => whole(v)))]
      : steps;
    return { title: sentence("entries.title.index", { gradient: whole(of.general) }), steps: all };
  });
  const setting = { ...setup.setting, defined: pieces.defined, differenced: pieces.differenced };
  const fresh = named.stages.filter((s) => s.stage.introduced);
  const names = fresh.map(({ general, stage }) => equation([general, stage.value]));
  const text = fresh.length > 0 ? [sentence("entries.index.let")] : [];
  const opening = fresh.length > 0 ? [step("names", text, names, "grid")] : [];
  const sections: Section[] = [
    { title: undefined, steps: opening, setting },
    ...bodies.map((body) => ({ ...body, setting })),
  ];
  return {
    style: "index",
    given: [],
    sections: linked(sections),
    results: resultsOf(setup, named),
    remarks: [],
  };
};

/** \bar Z = ∂L/∂Z = …. */
function namedResult(of: NamedTable, { named }: Writing, whole: Shown): Equation {
  const bar = named.stages.find((s) => s.general === of.general)?.bar;
  return equation([...(bar ? [shown(bar)] : []), whole, matrixForm(of, named)]);
}

function targetSteps(of: NamedTable, writing: Writing, whole: Shown): Step[] {
  const { named, pieces, setup, isHigh } = writing;
  const users = usersOf(of, named);
  const steps: Step[] = [];
  const parts: Expr[] = [];
  let last: Through | undefined;
  let at: { readonly p: Expr; readonly q: Expr } | undefined;
  for (const user of users) {
    const found = derivativeThrough(of, user, named);
    if (found.stages.length === 0)
      throw new UnsupportedError(
        `the entries of ${user.stage.general.name} have too many terms for the style index`,
      );
    const [own] = found.wrt as readonly [{ readonly p: Expr; readonly q: Expr }];
    at ??= own;
    last = throughUser(of, user, found, writing, users.length === 1);
    steps.push(...last.steps);
    // all parts in the indices of the first
    const part = inNames(named, of)(found.index);
    const renamed: [Expr, Expr][] = [
      [own.p, at.p],
      [own.q, at.q],
    ];
    parts.push(replaceIndices(part, new Map(renamed)));
  }
  if (!at || !last) {
    const places = { variable: shown(of.general), loss: shown(setup.loss) };
    return [step("independent", [sentence("entries.independent", places)], [])];
  }
  const ofLoss = pieces.byEntry(setup.loss, lossIn(named, of.general), of.general, at.p, at.q);
  const line = equation([ofLoss, ...last.begun, sum(parts), entryOfForm(matrixForm(of, named), at.p, at.q)]);
  const text = [...last.text, ...readingText(of, writing, sum(parts), users.length)];
  steps.push(step("matrix", text, [line], isHigh ? "display" : "aligned"));
  return [...steps, ...resultStep(of, writing, whole)];
}

function readingText(of: NamedTable, { named }: Writing, total: Expr, parts: number): Sentence[] {
  const form = matrixForm(of, named);
  const isProduct = topological([total]).some((e) => e.kind === "bound");
  const reading = isProduct ? "entries.index.matrix" : "entries.index.entryOf";
  return [
    ...(parts > 1 ? [sentence("entries.index.contracted")] : []),
    ...(isScalar(form) ? [] : [sentence(reading, { form: shown(form) })]),
  ];
}

/** What a cotangent is called; of a variable the result is said in the end. */
function resultStep(of: NamedTable, writing: Writing, whole: Shown): Step[] {
  const { named, isHigh } = writing;
  const bar = named.stages.find((s) => s.general === of.general)?.bar;
  const line = namedResult(of, writing, whole);
  if (isHigh) return isScalar(of.general) && !bar ? [] : [step("result", [], [line], "display")];
  return bar ? [step("result", [sentence("reading.results", { results: [said(line)] })], [])] : [];
}
