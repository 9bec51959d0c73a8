/**
 * What must hold for the value and the results to be defined, said once, in the names of the problem; not what
 * was declared.
 *
 *     ∂L/∂X = X⁻ᵀ of log det X  ─▶  "det X must be positive. X must be invertible."
 */
import { call, isCall, symbolLike } from "../../expression/build.ts";
import { type Expr, isScalar, SCALAR } from "../../expression/expr.ts";
import { inverse, transpose } from "../../expression/power.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { DETERMINANT, diagonal } from "../../functions/matrix.ts";
import { toText } from "../../print/text.ts";
import { conditionsOf, type Required } from "../../simplify/conditions.ts";
import { isPositive, isPositiveDefinite } from "../../simplify/definite.ts";
import { isTriangular } from "../../simplify/matrices/triangles.ts";
import { expanded, sentence, shown, together } from "../pieces.ts";
import type { Derivation, Sentence, Setting } from "../step.ts";
import type { Setup } from "../style.ts";
import { madeNames, namedValues } from "./namedValues.ts";

export function withConditions(derivation: Derivation, setup: Setup): Derivation {
  const { definitions, variables, root, structures } = setup;
  // what is differentiated by was declared too
  const declared = new Map<Expr, Expr>([...structures].map(([v, own]) => [v, symbolLike(v, v.shape, own)]));
  const last = derivation.sections.at(-1);
  if (!last) return derivation;
  const values = namedValues(derivation);
  const results = derivation.results.flatMap(({ sides }) => sides.at(-1)?.value ?? []);
  const before = askedBefore(derivation);
  const needed = new Set<Expr>([root.symbol, ...symbolsIn(root.value)]);
  for (const d of [...definitions].reverse()) {
    if (needed.has(d.symbol)) for (const s of symbolsIn(d.value)) needed.add(s);
  }
  const roots = [
    ...definitions.filter((d) => needed.has(d.symbol)).map((d) => d.value),
    ...results,
    ...madeNames(results, values).map((name) => values.get(name) as Expr),
  ];
  const sizes = new Set(variables.flatMap((v) => [v.shape.rows.key, v.shape.cols.key]));
  const ownNames = ({ of, condition }: Required): Required => ({
    of: substitute(
      of,
      new Map(madeNames([of], values).map((name) => [name as Expr, values.get(name) as Expr])),
    ),
    condition,
  });
  const said = conditionsOf(roots)
    .map(ownNames)
    .map(sharpened)
    .filter(({ of }) => !(of.kind === "symbol" && sizes.has(of.name)))
    .filter((required) => !isKnown(required, last.setting, declared))
    .filter(({ of }) => !before.has(of));
  // S with its structure and S with all entries free have one name, so have S and its transpose, and S and its value
  const nameOf = ({ of }: Required, condition: string) =>
    `${condition} ${
      expanded([of, transposed(of)], last.setting)
        .map((e) => toText(e))
        .sort()[0]
    }`;
  const once = new Map(said.map((r) => [nameOf(r, r.condition), r]));
  const isImplied = (r: Required) =>
    (r.condition.startsWith("nonzero") && once.has(nameOf(r, "positive"))) ||
    (r.condition === "invertible" && once.has(nameOf({ ...r, of: determinant(r.of) }, "positive"))) ||
    // det L is the product of the diagonal of a triangular L
    (r.condition === "invertible" &&
      isTriangular(substitute(r.of, declared)) &&
      once.has(nameOf({ ...r, of: diagonal(r.of) }, "positive"))) ||
    (r.condition === "positive" &&
      rootsOf(r.of).some((of) => once.has(nameOf({ ...r, of }, "invertible")))) ||
    (r.condition === "nonzero" && [...once.values()].some((other) => isImage(other, r.of)));
  const sentences = [...once.values()]
    .filter((r) => !isImplied(r))
    .map(({ of, condition }): Sentence => sentence(`condition.${condition}`, { what: shown(of) }));
  return { ...derivation, remarks: [...together(sentences, ""), ...derivation.remarks] };
}

/** What a stationary point has asked for itself: "Where Xᵀ X is invertible, this has one solution". */
function askedBefore({ sections }: Derivation): Set<Expr> {
  const sentences = sections.flatMap(({ steps }) => steps.flatMap(({ text }) => text));
  // S of S u = λ u has no solution beside it
  const inverted = sentences.flatMap(({ places }): Expr[] => {
    const matrix = places?.solution ? places.matrix : undefined;
    return typeof matrix === "object" && "value" in matrix ? [matrix.value] : [];
  });
  const asked = (roots: readonly Expr[]): Expr[] => conditionsOf(roots).map(({ of }) => of);
  return new Set(
    inverted.flatMap((matrix) => asked([inverse(matrix)]).filter((of) => !asked([matrix]).includes(of))),
  );
}

/** The W of det(Wᵀ W), which is positive where W is invertible. */
function rootsOf(e: Expr): Expr[] {
  const [of] = isCall(e, DETERMINANT) ? e.args : [];
  const [first, second, ...rest] = of?.kind === "product" ? of.factors : [];
  const isGram = first && second && rest.length === 0 && transpose(first) === second;
  return isGram && of?.kind === "product" && of.scalars.length === 0 ? [first, second] : [];
}

/** Where A x is not 0, x is not. */
const isImage = ({ of, condition }: Required, x: Expr): boolean =>
  condition === "nonzero" && of.kind === "product" && !isScalar(of) && of.factors.at(-1) === x;

const determinant = (of: Expr): Expr => call(DETERMINANT, [of], [], SCALAR);

const transposed = (e: Expr): Expr => (isScalar(e) ? e : transpose(e));

/** wᵀ S w is positive where w is not 0, S being positive definite; and wᵀ w. */
function sharpened(required: Required): Required {
  const { of, condition } = required;
  if (!/^(nonzero|positive)$/.test(condition) || of.kind !== "product" || of.scalars.length > 0)
    return required;
  if (condition === "positive" && of.coefficient.n < 0) return required;
  const [first, middle, last] =
    of.factors.length === 2 ? [of.factors[0], undefined, of.factors[1]] : of.factors;
  const isForm = first && last && of.factors.length <= 3 && transpose(first) === last;
  if (!isForm || (middle && !isPositiveDefinite(middle))) return required;
  return { of: last.kind === "symbol" ? last : first, condition: "nonzero" };
}

function isKnown({ of, condition }: Required, setting: Setting, declared: ReadonlyMap<Expr, Expr>): boolean {
  const forms = [of, ...expanded([of], setting)].map((e) => substitute(e, declared));
  return forms.some((e) => {
    if (condition === "invertible" || condition === "positive-definite") return isPositiveDefinite(e);
    if (!/^(positive|nonzero|nonzero-entries)$/.test(condition)) return false;
    return isPositive(e);
  });
}
