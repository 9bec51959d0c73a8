/**
 * The last line of a derivation, read again beside the problem that it answers.
 *
 *     ∂L/∂W = Xᵀ G, by backprop  ─▶  "X'*G", "Xᵀ G" and "X^{\top} G" read as Xᵀ G
 */
import { type Derived, type DeriveOptions, derive } from "../../src/derivation/derive.ts";
import { layoutFor } from "../../src/derivation/documents/options.ts";
import { write } from "../../src/derivation/prose/formula.ts";
import type { Problem } from "../../src/derivation/setup.ts";
import type { Shown } from "../../src/derivation/step.ts";
import type { SampleHints } from "../../src/evaluate/index.ts";
import { indexSymbol, symbol } from "../../src/expression/build.ts";
import { type Expr, freshStore, type SymbolNode } from "../../src/expression/expr.ts";
import { substitute, symbolsIn } from "../../src/expression/walk.ts";
import { toText } from "../../src/print/text.ts";
import type { ClaimContext } from "../../src/problem/claim/claimText.ts";
import type { DeclaredType } from "../../src/shapes/declarations.ts";
import { equalAtSamples } from "../atSamples.ts";
import { readForm } from "./readBack.ts";

export interface Posed {
  readonly problem: () => Problem;
  readonly options: DeriveOptions;
}

/** What is wrong with how the last lines read. */
export function misreadLines({ problem, options }: Posed): string[] {
  freshStore();
  const posed = problem();
  const derived = derive(posed, options);
  return derived.derivation.results.flatMap(({ sides }) =>
    misreadSide(sides.at(-1) as Shown, derived, posed),
  );
}

/** As a reader has it: what the program made has the name that it is printed with, the user's definitions are known. */
function misreadSide(side: Shown, { derivation, setup }: Derived, problem: Problem): string[] {
  const [unicode, latex] = (["unicode", "latex"] as const).map((format) => layoutFor(derivation, { format }));
  const { letters } = unicode!;
  const definitions = problem.statements.filter(({ kind }) => kind !== "expression");
  const written = new Set(definitions.flatMap((s) => (s.kind === "definition" ? [s.name] : [])));
  const own = new Map<Expr, SymbolNode>(
    symbolsIn(side.value).flatMap((s) => {
      if (s.role === "index") return [[s, indexSymbol(letters.of(s))]];
      const isMade = (s.role === "hole" || s.role === "made") && !written.has(s.name);
      return isMade ? [[s, symbol(letters.of(s), s.shape, s.structure)]] : [];
    }),
  );
  const values = setup.definitions.filter((d) => written.has(d.symbol.name));
  const wanted = substitute(
    side.value,
    new Map([...own, ...values.map((d) => [d.symbol, d.expanded] as const)]),
  );
  const named = [...setup.variables, ...own.values()].filter((s) => s.role === "variable");
  const types = new Map<string, DeclaredType>([
    ...named.map(({ name, shape, structure }) => [name, { kind: "variable", shape, structure }] as const),
    ...[...(problem.types ?? [])].filter(([, type]) => type.kind !== "variable"),
  ]);
  const sizes = symbolsIn(wanted).filter((s) => s.role === "size");
  const context: ClaimContext = { types, definitions, sizeNames: new Set(sizes.map((s) => s.name)) };
  const structures = new Map([...setup.structures].map(([v, s]) => [v.key, s]));
  const hints = { ...setup.setting.hints, structures };
  const texts = [toText(side.value, letters), write(side, unicode!.writer), write(side, latex!.writer)];
  return texts.flatMap((text) => misreading(text, wanted, context, hints));
}

function misreading(text: string, wanted: Expr, context: ClaimContext, hints: SampleHints): string[] {
  try {
    const read = readForm(text, context, wanted.shape);
    if (read === wanted) return [];
    if (read.shape !== wanted.shape) return [`${text} has another shape`];
    const { verdict, reason } = equalAtSamples(wanted, read, { hints });
    return verdict === "equal"
      ? []
      : [`${text} reads as ${toText(read)}: ${verdict}, ${reason ?? "by values"}`];
  } catch (error) {
    return [`${text}: ${(error as Error).message}`];
  }
}
