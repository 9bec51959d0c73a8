/**
 * What is true of a derivative of a matrix by a matrix, where somebody wrote a matrix for it.
 *
 *     ∂Y/∂W = Xᵀ, Y = X W  ─▶  ∂y_{ij}/∂w_{pq} = x_{ip} δ_{jq};  ∂vec Y/∂vec W = I ⊗ X;  ∂L/∂W = Xᵀ ∂L/∂Y
 */
import { differential } from "../../../derivative/differentiate.ts";
import { MatrixCalculusError } from "../../../errors.ts";
import { block } from "../../../expression/blocks.ts";
import { number } from "../../../expression/build.ts";
import type { Expr } from "../../../expression/expr.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import type { Spelling } from "../../context/spelling.ts";
import type { FourIndices } from "../../meaning/derivative.ts";
import type { Setting } from "../../meaning/setting.ts";
import { numbersEqual, type Trial } from "./compare.ts";
import { sizeText } from "./scene.ts";
import { entryAt, numbersOf, transposed, type Value } from "./values.ts";

interface Truth {
  readonly why: string;
  readonly correct?: string;
}

export function fourIndexTruth(trial: Trial, side: number, error: FourIndices, spelling: Spelling): Truth {
  const [of, by] = [numbersOf(error.of), numbersOf(error.by)];
  const derivative = derivativeIn(trial.sides[side]);
  const names = derivative && lettersOf(derivative);
  const size = `${of.rows}·${of.cols}`;
  const general = `a derivative of a matrix (${sizeText(trial.world, of)}) by a matrix (${sizeText(trial.world, by)}) has four indices, no matrix is equal to it`;
  if (!names || size === "0·0") return { why: general };
  const { top, bottom } = names;
  for (const [key, value] of candidates(trial, of, by)) {
    const letter = key.toLowerCase();
    for (const isLeft of [true, false]) {
      const factor = isLeft ? value : transposed(value);
      if (!isFactor(error.of, error.by, factor, isLeft)) continue;
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
function candidates({ setting }: Trial, of: Value, by: Value): [string, Value][] {
  return [...setting.known.shapes.keys()].flatMap((name): [string, Value][] => {
    if (!/^\p{Lu}$/u.test(name)) return [];
    const value = attempted(setting, { kind: "name", name, span: { start: 0, end: 0 } });
    const fits =
      value &&
      ((value.rows === of.rows && value.cols === by.rows) ||
        (value.rows === by.cols && value.cols === of.cols));
    return fits ? [[name, value]] : [];
  });
}

function attempted(setting: Setting, syntax: Syntax): Value | undefined {
  try {
    return numbersOf(setting.value(syntax, new Map()));
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}

/** ∂Y_ij/∂W_pq = F_ip δ_jq, or δ_ip F_jq. */
function isFactor(of: Expr, by: Expr, factor: Value, isLeft: boolean): boolean {
  const [Y, W] = [numbersOf(of), numbersOf(by)];
  const [rows, cols] = isLeft ? [Y.rows, W.rows] : [Y.cols, W.cols];
  if (factor.rows !== rows || factor.cols !== cols) return false;
  for (let p = 0; p < W.rows; p++)
    for (let q = 0; q < W.cols; q++) {
      const unit = block(
        Array.from({ length: W.rows }, (_, a) =>
          Array.from({ length: W.cols }, (_, b) => number(a === p && b === q ? 1 : 0)),
        ),
      );
      const own = numbersOf(differential(of, by, unit));
      for (let i = 0; i < Y.rows; i++)
        for (let j = 0; j < Y.cols; j++) {
          const isSame = isLeft ? j === q : i === p;
          const written = entryAt(own, i, j).values;
          const meant = isSame
            ? entryAt(factor, isLeft ? i : j, isLeft ? p : q).values
            : written.map(() => 0);
          if (!numbersEqual(written, meant)) return false;
        }
    }
  return true;
}
