/**
 * Formulas with their shared parts named, in LaTeX or Unicode: the definitions are those of the text
 * (definitions.ts), set in another typography.
 */

import { children, type Expr } from "../expression/expr.ts";
import { topological } from "../expression/walk.ts";
import type { DefinedText } from "./definitions.ts";
import { signed } from "./part.ts";
import { checkedLength, typesetWriter } from "./typeset/typeset.ts";
import type { Setting, Typography } from "./typeset/typography.ts";
import { writtenShared } from "./walk.ts";

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
  const isNamed = (e: Expr): boolean => names.has(e);
  const writer = typesetWriter(t, isNamed);
  const settings = new Map<Expr, Setting>();
  const definitions: { name: string; text: string; value: Expr }[] = [];
  let length = 0;
  for (const e of sharing.order) {
    const setting = writtenShared(e, sharing, settings, writer, isNamed);
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
