/**
 * What an entry is the derivative of, where somebody differentiated an entry by a whole matrix.
 *
 *     ∂y_{ik}/∂W = x_{ik}  ─▶  ∂y_{ij}/∂w_{kj} = x_{ik}
 */
import type { Syntax } from "../../../syntax/tree.ts";
import { isCapital } from "../../context/looks.ts";
import { type Reference, referenceOf } from "../../meaning/reference.ts";
import type { Judgeable } from "../../statements/roles.ts";
import { judgeSides } from "./judgeEquation.ts";
import type { Scene } from "./scene.ts";

/** The LaTeX of the left side; undefined where no choice of indices makes it right. */
export function entryForm(
  scene: Scene,
  left: Syntax | undefined,
  right: Syntax | undefined,
  own: Judgeable,
): string | undefined {
  const derivative = left?.kind === "name" ? left.derivative : undefined;
  const [variable] = derivative?.by ?? [];
  const top = derivative?.of && referenceOf(derivative.of);
  const bottom = variable && referenceOf(variable);
  if (!left || !right || !derivative || !top || top.indices.length !== 2 || !bottom || !isCapital(bottom.key))
    return undefined;
  const small = bottom.key.toLowerCase();
  const letters = lettersOf(top, referenceOf(right));
  for (const [a, b, c, d] of choices(letters)) {
    const of = entry(top.stem, [a!, b!], left.span);
    const by = [entry(small, [c!, d!], left.span)];
    const changed: Syntax = {
      ...(left as Extract<Syntax, { kind: "name" }>),
      derivative: { ...derivative, of, by },
    };
    const outcomes = judgeSides(scene, [changed, right], own);
    if (outcomes.length > 0 && outcomes.every(({ kind }) => kind === "right"))
      return `\\frac{\\partial ${top.stem}_{${a}${b}}}{\\partial ${small}_{${c}${d}}}`;
  }
  return undefined;
}

const lettersOf = (...references: readonly (Reference | undefined)[]): readonly string[] => {
  const used = references.flatMap(
    (reference) => reference?.indices.flatMap(({ letter }) => letter ?? []) ?? [],
  );
  const free = [..."ijklpq"].find((letter) => !used.includes(letter))!;
  return [...new Set([...used, free])].slice(0, 4);
};

/** Four indices of three different letters: fewer would be a special case. */
function choices(letters: readonly string[]): readonly (readonly string[])[] {
  const pairs = letters.flatMap((a) => letters.map((b) => [a, b]));
  return pairs
    .flatMap((first) => pairs.map((second) => [...first, ...second]))
    .filter((choice) => new Set(choice).size === 3 && choice[0] !== choice[1] && choice[2] !== choice[3]);
}

const entry = (base: string, letters: readonly string[], span: Syntax["span"]): Syntax => ({
  kind: "entry",
  of: { kind: "name", name: base, span },
  indices: letters.map((name) => ({ kind: "at", index: { kind: "name", name, span } })),
  span,
});
