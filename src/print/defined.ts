/**
 * Formulas with their shared parts named, in LaTeX or Unicode: the definitions are those of the text
 * (definitions.ts), set in another typography.
 */

import { splitCoefficient } from "../expression/build.ts";
import { children, type Expr, isScalar } from "../expression/expr.ts";
import { topological } from "../expression/walk.ts";
import type { DefinedText } from "./definitions.ts";
import { signed } from "./part.ts";
import type { Sharing } from "./sharing.ts";
import { checkedLength, set, transposedSetting } from "./typeset/typeset.ts";
import { setProduct } from "./typeset/typesetProducts.ts";
import type { Setting, Typography } from "./typeset/typography.ts";

export interface DefinedFormulas {
  readonly definitions: readonly { readonly name: string; readonly text: string; readonly value: Expr }[];
  /** One for each root. */
  readonly results: readonly string[];
}

export function typesetShared(
  defined: DefinedText,
  roots: readonly Expr[],
  t: Typography,
  nameSetting: (name: string, e: Expr) => Setting,
): DefinedFormulas {
  const { sharing } = defined;
  const names = new Map(defined.definitions.map((d) => [d.value, d.name]));
  const settings = new Map<Expr, Setting>();
  const definitions: { name: string; text: string; value: Expr }[] = [];
  let length = 0;
  for (const e of sharing.order) {
    const setting = setShared(e, sharing, settings, t, (part) => names.has(part));
    const name = names.get(e);
    if (name === undefined) {
      length = checkedLength(length + setting.text.length);
      settings.set(e, setting);
      continue;
    }
    const shown = nameSetting(name, e);
    definitions.push({ name: shown.text, text: setting.text, value: e });
    settings.set(e, { ...shown, negative: setting.negative });
  }
  return { definitions, results: roots.map((root) => signed(settings.get(root) as Setting, t)) };
}

function setShared(
  e: Expr,
  { factors, transposed }: Sharing,
  settings: ReadonlyMap<Expr, Setting>,
  t: Typography,
  isNamed: (e: Expr) => boolean,
): Setting {
  const other = transposed.get(e);
  if (other) return transposedSetting(settings.get(other) as Setting, t);
  if (e.kind !== "product") return set(e, settings, t);
  const body = splitCoefficient(e)[1];
  if (body !== e && (isNamed(body) || transposed.has(body))) {
    const [scalars, matrices] = isScalar(body) ? [[body], []] : [[], [body]];
    return setProduct(e.coefficient, scalars, matrices, settings, t, isNamed);
  }
  const runs = e.factors.length > 0 ? factors.get(body) : undefined;
  return setProduct(e.coefficient, e.scalars, runs ?? e.factors, settings, t, isNamed);
}

/** Nodes of a formula that is still shown in one piece. */
const SHORT = 400;

/** Has the formula few enough nodes, shared ones counted as often as they are written? */
export function isShort(root: Expr): boolean {
  const sizes = new Map<Expr, number>();
  for (const e of topological([root])) {
    let size = 1;
    for (const child of children(e)) size += sizes.get(child) as number;
    sizes.set(e, size);
  }
  return (sizes.get(root) as number) <= SHORT;
}
