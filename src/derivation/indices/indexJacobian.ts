/**
 * A Jacobian in index notation.
 *
 *     y = A x  ─▶  ∂y_i/∂x_j = Σ_k A_ik δ_kj = A_ij, so ∂y/∂x = A
 */
import { UnsupportedError } from "../../errors.ts";
import { index } from "../../expression/blocks.ts";
import { madeSymbol } from "../../expression/build.ts";
import { type Expr, isScalar, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { indexDerivative } from "../../index/derivative.ts";
import { simplify } from "../../simplify/simplify.ts";
import { indexPieces } from "../entries/generalise.ts";
import { linked } from "../entries/writtenSteps.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import type { Derivation, Equation, Section, Shown } from "../step.ts";
import type { Setup, StyleOptions } from "../style.ts";
import { contractions } from "./contractions.ts";

export function indexJacobian(setup: Setup, { detail }: StyleOptions): Derivation {
  const { root } = setup;
  const pieces = indexPieces(setup.setting);
  const results: Equation[] = [];
  const bodies = setup.wrt.map((by): Omit<Section, "setting"> => {
    const found = indexDerivative({
      value: root.expanded,
      wrt: by,
      kind: isScalar(by) ? "scalar-wrt" : "jacobian",
      beside: setup.variables,
    });
    const { i, j } = found.value;
    const [{ p, q }] = found.wrt as readonly [{ p: Expr; q: Expr }];
    const [first] = found.stages as readonly [(typeof found.stages)[0]];
    const entry = index(root.symbol, i, j);
    const local = pieces.byEntry(entry, index(root.expanded, i, j), by, p, q);
    if (!found.matrix) throw new UnsupportedError(`the Jacobian of ${root.symbol.name} has no matrix form`);
    const whole = wholeJacobian(root.symbol, root.expanded, by, pieces.differenced);
    const matrix = simplify(found.matrix);
    results.push(equation([whole, matrix]));
    const formula = step(
      "entry formula",
      [sentence("entries.index.entry", { definition: equation([root.symbol, root.expanded]) })],
      [equation([entry, found.entry])],
    );
    const reading = sentence("entries.index.matrix", { form: shown(matrix) });
    const read = index(matrix, i, isScalar(by) ? j : p);
    if (detail !== "high") {
      const line = equation([local, first.raw, first.contracted, read]);
      return {
        title: sentence("entries.title.index", { gradient: whole }),
        steps: [formula, step("matrix", [reading], [line], "aligned")],
      };
    }
    return {
      title: sentence("entries.title.index", { gradient: whole }),
      steps: [
        formula,
        step(
          "differentiate",
          [
            sentence("entries.index.differentiate.plain", {
              entry: shown(index(by, p, q)),
              variable: shown(by),
            }),
          ],
          [equation([local, first.raw])],
        ),
        ...contractions(first),
        step("matrix", [reading], [equation([local, first.contracted, read])]),
      ],
    };
  });
  const setting = { ...setup.setting, defined: pieces.defined, differenced: pieces.differenced };
  const sections = bodies.map((body) => ({ ...body, setting }));
  return { style: "index", given: [], sections: linked(sections), results, remarks: [] };
}

function wholeJacobian(
  of: SymbolNode,
  value: Expr,
  by: SymbolNode,
  differenced: Map<SymbolNode, { readonly of: Expr; readonly by: SymbolNode }>,
): Shown {
  const shape = isScalar(by) ? of.shape : shapeOf(of.shape.rows, by.shape.rows);
  const own = madeSymbol(`∂${of.key}/∂${by.key}`, shape);
  differenced.set(own, { of: value, by });
  return { kind: "derivative", of: shown(of), by: shown(by), value: own };
}
