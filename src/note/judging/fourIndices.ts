/**
 * What is true of a derivative of a matrix by a matrix, where somebody wrote a matrix for it.
 *
 *     ∂Y/∂W = Xᵀ, Y = X W  ─▶  ∂y_{ij}/∂w_{pq} = x_{ip} δ_{jq};  ∂vec Y/∂vec W = I ⊗ X;  ∂L/∂W = Xᵀ ∂L/∂Y
 */
import type { Syntax } from "../../syntax/tree.ts";
import type { Spelling } from "../context/spelling.ts";
import type { FourIndices } from "../world/derivatives.ts";
import { entryAt, transposed, type Value } from "../world/values.ts";
import type { World } from "../world/world.ts";
import { nodesEqual } from "./compare.ts";
import type { Trial } from "./judgeEquation.ts";

interface Truth {
  readonly why: string;
  readonly correct?: string;
}

export function fourIndexTruth(trial: Trial, side: number, error: FourIndices, spelling: Spelling): Truth {
  const { world } = trial;
  const { of, by } = error;
  const derivative = derivativeIn(trial.sides[side]);
  const names = derivative && lettersOf(derivative);
  const size = `${of.rows}·${of.cols}`;
  const general = `a derivative of a matrix (${world.sizeText(of)}) by a matrix (${world.sizeText(by)}) has four indices, no matrix is equal to it`;
  if (!names || size === "0·0") return { why: general };
  const { top, bottom } = names;
  for (const [key, value] of candidates(world, of, by)) {
    const letter = key.toLowerCase();
    for (const isLeft of [true, false]) {
      const factor = isLeft ? value : transposed(value);
      if (!isFactor(world, of, by, factor, isLeft)) continue;
      const entries = `\\frac{\\partial ${top.toLowerCase()}_{ij}}{\\partial ${bottom.toLowerCase()}_{pq}}`;
      const correct = isLeft
        ? `${entries} = ${letter}_{ip} \\delta_{jq}`
        : `${entries} = \\delta_{ip} ${letter}_{qj}`;
      const X = spelling.names.get(key) ?? key;
      const t = spelling.transpose;
      const stacked = isLeft ? `I \\otimes ${X}` : `${X}${t} \\otimes I`;
      const vjp = isLeft
        ? `${X}${t} \\frac{\\partial L}{\\partial ${top}}`
        : `\\frac{\\partial L}{\\partial ${top}} ${X}${t}`;
      const single = isLeft ? `${X} E_{pq}` : `E_{pq} ${X}`;
      const why = `${general}; true is ${correct}, \\frac{\\partial ${top}}{\\partial ${bottom.toLowerCase()}_{pq}} = ${single}, for stacked columns ${stacked}, and for a loss \\frac{\\partial L}{\\partial ${bottom}} = ${vjp}`;
      return { why, correct };
    }
  }
  return { why: general };
}

function derivativeIn(syntax: Syntax | undefined): Extract<Syntax, { kind: "name" }> | undefined {
  return syntax?.kind === "name" && syntax.derivative ? syntax : undefined;
}

function lettersOf({
  derivative,
}: Extract<Syntax, { kind: "name" }>): { top: string; bottom: string } | undefined {
  const { of, by } = derivative!;
  const [variable] = by;
  if (
    of?.kind !== "name" ||
    variable?.kind !== "name" ||
    !/^\p{L}$/u.test(of.name) ||
    !/^\p{L}$/u.test(variable.name)
  )
    return undefined;
  return { top: of.name, bottom: variable.name };
}

/** The matrices of one letter that could stand beside the variable. */
function candidates(world: World, of: Value, by: Value): [string, Value][] {
  return world
    .matricesKnown()
    .filter(
      ([, { rows, cols }]) =>
        (rows === of.rows && cols === by.rows) || (rows === by.cols && cols === of.cols),
    );
}

/** ∂Y_ij/∂W_pq = F_ip δ_jq, or δ_ip F_jq. */
function isFactor({ graph }: World, of: Value, by: Value, factor: Value, isLeft: boolean): boolean {
  const [rows, cols] = isLeft ? [of.rows, by.rows] : [of.cols, by.cols];
  if (factor.rows !== rows || factor.cols !== cols) return false;
  for (let i = 0; i < of.rows; i++)
    for (let j = 0; j < of.cols; j++)
      for (let p = 0; p < by.rows; p++)
        for (let q = 0; q < by.cols; q++) {
          const own = graph.derivative(entryAt(of, i, j), entryAt(by, p, q));
          const isSame = isLeft ? j === q : i === p;
          const meant = isSame ? entryAt(factor, isLeft ? i : j, isLeft ? p : q) : graph.zero;
          if (!nodesEqual(own.values, meant.values)) return false;
        }
  return true;
}
