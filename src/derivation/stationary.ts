/**
 * Where a gradient that is linear in its variable vanishes: the equation, and its only solution.
 *
 *     ∂L/∂w = 2 (Xᵀ(X w − y) + λ w)  ─▶  (Xᵀ X + λ I) ŵ = Xᵀ y, ŵ = (Xᵀ X + λ I)⁻¹ Xᵀ y
 */
import { UnsupportedError } from "../errors.ts";
import { madeSymbol, subtract, symbolLike } from "../expression/build.ts";
import type { Expr, SymbolNode } from "../expression/expr.ts";
import { product } from "../expression/product.ts";
import { substitute } from "../expression/walk.ts";
import { firstFree } from "./names.ts";
import { equation, expanded, extended, sentence, shown, step } from "./pieces.ts";
import { stationaryPoint } from "./stationaryPoint.ts";
import type { Derivation, Equation, Section, Shown } from "./step.ts";
import type { Setup } from "./style.ts";

/**
 * The derivation with a section for each gradient among its results.
 * @throws UnsupportedError where none of them can be solved
 */
export function withStationaryPoints(derivation: Derivation, setup: Setup): Derivation {
  const parts = setup.wrt.flatMap((x) => {
    const found = derivation.results.find(
      ({ sides: [first] }) => first?.kind === "derivative" && first.by.value === x && first.order !== 2,
    );
    return found ? [stationarySection(found, x, derivation, setup)] : [];
  });
  if (parts.length === 0) throw new UnsupportedError("not supported: there is no gradient to set to 0");
  return {
    ...derivation,
    sections: [...derivation.sections, ...parts.map((p) => p.section)],
    results: [...derivation.results, ...parts.map((p) => p.result)],
  };
}

function stationarySection(
  { sides }: Equation,
  x: SymbolNode,
  derivation: Derivation,
  { taken, structures }: Setup,
): { readonly section: Section; readonly result: Equation } {
  const last = derivation.sections.at(-1) as Section;
  const [gradient] = expanded([sides.at(-1)?.value as Expr], last.setting) as [Expr];
  const own = [...structures.keys()].includes(x) ? symbolLike(x, x.shape, structures.get(x)) : x;
  const { left, right, solution, matrix, divisor } = stationaryPoint(gradient, own);
  const hat = madeSymbol(firstFree(taken, [`${x.name}\u0302`, `${x.name}_0`]), x.shape);
  const at = (e: Expr): Expr =>
    substitute(
      e,
      new Map<Expr, Expr>([
        [own, hat],
        [x, hat],
      ]),
    );
  const setting = extended(last.setting, [[hat, solution]]);
  const result = equation([hat, solution]);
  const asked = sides[0] as Shown;
  const linear =
    left.shape === x.shape
      ? [
          step(
            "linear equation",
            [sentence("stationary.linear", { by: shown(x) })],
            [equation([asked, product([divisor, subtract(left, right)])])],
          ),
        ]
      : [];
  const steps = [
    ...linear,
    step("stationary", [sentence("stationary.begin", { point: shown(hat) })], [equation([at(left), right])]),
    step("stationary", [sentence("stationary.solve", { matrix: shown(matrix) })], [result]),
  ];
  return { section: { title: sentence("stationary.title", { by: shown(x) }), steps, setting }, result };
}
