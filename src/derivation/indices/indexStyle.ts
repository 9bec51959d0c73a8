/**
 * The index style: each definition in index notation, differentiated with Kronecker deltas, contracted one δ
 * or one sum at a time, and read back as a matrix.
 *
 *     y_ij = Σ_k x_ik w_kj  ─▶  ∂y_ij/∂w_pq = Σ_k x_ik δ_kp δ_jq = x_ip δ_jq,  ∂L/∂w_pq = Σ_i g_iq x_ip = (Xᵀ G)_pq
 */
import { UnsupportedError } from "../../errors.ts";
import { index } from "../../expression/blocks.ts";
import { eye, isCall, sum } from "../../expression/build.ts";
import { type CallNode, type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { DELTA, INVERSE } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import { substitute, topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { type IndexDerivative, type IndexStage, indexDerivative } from "../../index/derivative.ts";
import { replaceIndices } from "../../index/terms/indices.ts";
import { entryOfForm, type IndexPieces, indexPieces, resultsOf } from "../entries/generalise.ts";
import { linked } from "../entries/writtenSteps.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import { lossIn, matrixForm, type User, usersOf } from "../plan/matrixForm.ts";
import { type NamedStages, type NamedTable, nameStages, targetsOf } from "../plan/namedStages.ts";
import type { Equation, Section, Sentence, Shown, Step } from "../step.ts";
import type { Setup, StyleFunction } from "../style.ts";
import { contractions } from "./contractions.ts";
import { indexHigher } from "./indexHigher.ts";
import { indexJacobian } from "./indexJacobian.ts";

export const indexNotation: StyleFunction = (setup) => {
  if (setup.order > 1) return indexHigher(setup);
  if (setup.kind === "jacobian") return indexJacobian(setup);
  const named = nameStages(setup);
  const pieces = indexPieces({ ...setup.setting, defined: named.generalDefined });
  const formulas = new Set<SymbolNode>();
  const bodies = targetsOf(named).map((of) => ({
    title: sentence("entries.title.index", { gradient: pieces.whole(setup.loss, of.general) }),
    steps: targetSteps(of, named, pieces, setup, formulas),
  }));
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

function targetSteps(
  of: NamedTable,
  named: NamedStages,
  pieces: IndexPieces,
  setup: Setup,
  formulas: Set<SymbolNode>,
): Step[] {
  const users = usersOf(of, named);
  const form = matrixForm(of, named);
  const steps: Step[] = [];
  const parts: Expr[] = [];
  let at: { readonly p: Expr; readonly q: Expr } | undefined;
  for (const user of users) {
    const found = derivativeThrough(of, user, named);
    if (found.stages.length === 0)
      throw new UnsupportedError(
        `the entries of ${user.stage.general.name} have too many terms for the style index`,
      );
    const [own] = found.wrt as readonly [{ readonly p: Expr; readonly q: Expr }];
    at ??= own;
    steps.push(...throughUser(of, user, found, named, pieces, setup, formulas));
    // all parts in the indices of the first
    const part = folding(user.stage.general, user.value)(found.index);
    parts.push(
      replaceIndices(
        part,
        new Map([
          [own.p, at.p],
          [own.q, at.q],
        ]),
      ),
    );
  }
  if (!at) {
    return [
      step(
        "independent",
        [sentence("entries.independent", { variable: shown(of.general), loss: shown(setup.loss) })],
        [],
      ),
    ];
  }
  const ofLoss = pieces.byEntry(setup.loss, lossIn(named, of.general), of.general, at.p, at.q);
  const entry = entryOfForm(form, at.p, at.q);
  const total = sum(parts);
  const text = users.length > 1 ? [sentence("entries.index.contracted")] : [];
  const isProduct = topological([total]).some((e) => e.kind === "bound");
  const reading = isProduct ? "entries.index.matrix" : "entries.index.entryOf";
  if (!isScalar(form)) text.push(sentence(reading, { form: shown(form) }));
  steps.push(step("matrix", text, [equation([ofLoss, total, entry])], "display"));
  const bar = named.stages.find((s) => s.general === of.general)?.bar;
  const name = bar ? [shown(bar)] : [];
  return isScalar(form) && !bar
    ? steps
    : [
        ...steps,
        step("result", [], [equation([...name, pieces.whole(setup.loss, of.general), form])], "display"),
      ];
}

function derivativeThrough(of: NamedTable, { stage, value }: User, named: NamedStages): IndexDerivative {
  const G = stage.bar;
  return indexDerivative({
    value,
    wrt: of.general,
    kind: G ? "vjp" : "gradient",
    beside: named.symbols,
    ...(G && { cotangent: G }),
  });
}

function throughUser(
  of: NamedTable,
  { stage, value }: User,
  found: IndexDerivative,
  named: NamedStages,
  pieces: IndexPieces,
  setup: Setup,
  formulas: Set<SymbolNode>,
): Step[] {
  const { i, j } = found.value;
  const [{ p, q }] = found.wrt as readonly [{ p: Expr; q: Expr }];
  const fold = folding(stage.general, value);
  const first = folded(found.stages[0] as IndexStage, fold);
  const entry = index(stage.general, i, j);
  const steps: Step[] = [];
  const isAtom = found.entry.kind === "index" && found.entry.of === value;
  if (!formulas.has(stage.general) && !isAtom) {
    formulas.add(stage.general);
    const definition = equation([stage.general, stage.stage.value]);
    steps.push(
      step(
        "entry formula",
        [sentence("entries.index.entry", { definition })],
        [equation([entry, found.entry])],
      ),
    );
  }
  if (!found.summed && usersOf(of, named).length > 1) {
    // ∂L/∂w_p has the other parts too
    const places = {
      loss: shown(setup.loss),
      variable: shown(of.general),
      entry: shown(index(of.general, p, q)),
    };
    const sides = first.raw === first.contracted ? [first.raw] : [first.raw, first.contracted];
    return [...steps, step("direct part", [sentence("entries.index.direct", places)], [equation(sides)])];
  }
  const local = pieces.byEntry(entry, index(value, i, j), of.general, p, q);
  steps.push(
    step("differentiate", differentiateText(stage.general, value, first, of.general, p, q), [
      equation([local, first.raw]),
    ]),
    ...contractions(first),
  );
  if (!found.summed || !stage.bar) return steps;
  const summed = folded(found.summed, fold);
  const weight = index(stage.bar, i, j);
  const places = { variable: shown(of.general), output: shown(stage.general), weight: shown(weight) };
  const isOnly = usersOf(of, named).length === 1;
  const ofLoss = isOnly ? [pieces.byEntry(setup.loss, lossIn(named, of.general), of.general, p, q)] : [];
  return [
    ...steps,
    step("chain rule", [sentence("entries.index.chain", places)], [equation([...ofLoss, summed.raw])]),
    ...contractions(summed),
  ];
}

function differentiateText(
  own: SymbolNode,
  value: Expr,
  first: IndexStage,
  by: SymbolNode,
  p: Expr,
  q: Expr,
): Sentence[] {
  const entry = shown(index(by, p, q));
  if (value.kind === "call") {
    if (entryOf(value.fn).partial && !isScalar(value)) {
      const definition = definingEquation(own, value);
      return [sentence("entries.index.atom", { entry, definition })];
    }
  }
  const hasDelta = topological([first.raw]).some((e) => isCall(e, DELTA));
  return [
    sentence(hasDelta ? "entries.index.differentiate" : "entries.index.differentiate.plain", {
      entry,
      variable: shown(by),
    }),
  ];
}

/** X Z = I for the inverse Z of X, else the definition. */
function definingEquation(own: SymbolNode, value: CallNode): Equation {
  const [X] = value.args as readonly [Expr];
  if (!isCall(value, INVERSE)) return equation([own, value]);
  const written: Shown = { kind: "product", parts: [shown(X), shown(own)], value: product([X, own]) };
  return equation([written, eye(own.shape.rows)]);
}

/** The stage's name for its value. */
const folding = (own: SymbolNode, value: Expr): ((e: Expr) => Expr) =>
  value.kind === "call" ? (e) => substitute(e, new Map([[value as Expr, own as Expr]])) : (e) => e;

const folded = ({ raw, contracted, steps }: IndexStage, fold: (e: Expr) => Expr): IndexStage => ({
  raw: fold(raw),
  contracted: fold(contracted),
  steps: () => steps().map((s) => ({ ...s, before: fold(s.before), after: fold(s.after) })),
});
