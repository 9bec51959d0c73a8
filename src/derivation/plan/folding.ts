/**
 * What the styles with entries work out at which detail: the way to the first variable, and of what is alike one; the
 * rest follows in the same way.
 *
 *     z_t = W h_t + U x_t, h_t = tanh(z_t), by W and U  ─▶  normal: ∂L/∂h_2, ∂L/∂z_2, ∂L/∂W; high: all; low: ∂L/∂W
 */
import { children, type Expr, isScalar, isVector, type SymbolNode } from "../../expression/expr.ts";
import { symbolsIn, topological } from "../../expression/walk.ts";
import type { EntryNaming, StyleOptions } from "../style.ts";
import { usersOf } from "./matrixForm.ts";
import { type NamedStage, type NamedStages, type NamedTable, targetsOf } from "./namedStages.ts";

export interface Folding {
  /** Is the gradient by it derived, and not only said? */
  readonly isWorked: (of: NamedTable) => boolean;
  /** Is its value written out in entries? */
  readonly isDefined: (stage: NamedStage) => boolean;
  /** Stages on the way whose gradients are used and only said. */
  readonly likewise: readonly SymbolNode[];
  /** Variables whose gradients are results and no more. */
  readonly others: readonly SymbolNode[];
}

export function folding(named: NamedStages, detail: StyleOptions["detail"]): Folding {
  const all = { isWorked: () => true, isDefined: () => true, likewise: [], others: [] };
  const first = named.wrt[0]?.general;
  if (detail === "high" || !first) return all;
  const onTheWay = stagesFrom(first, named);
  const others = named.wrt.slice(1).map((w) => w.general);
  if (detail === "low") {
    const users = usersOf({ general: first }, named).map(({ stage }) => stage.general);
    const [user] = users.length > 0 ? users : [...onTheWay];
    return {
      isWorked: (of) => of.general === first,
      isDefined: (stage) => stage.general === user,
      likewise: [],
      others,
    };
  }
  const targets = targetsOf(named).filter((t) => t.general === first || onTheWay.has(t.general));
  const signature = (of: NamedTable): string =>
    usersOf(of, named)
      .map(({ value }) => signatureOf(value, of.general))
      .join();
  const worked = new Set(firstOfEach(targets, signature).map((t) => t.general)).add(first);
  const stages = named.stages.filter((s) => onTheWay.has(s.general));
  const defined = new Set(firstOfEach(stages, (s) => signatureOf(s.stage.value)).map((s) => s.general));
  return {
    isWorked: (of) => worked.has(of.general),
    isDefined: (stage) => defined.has(stage.general),
    likewise: targets.map((t) => t.general).filter((s) => !worked.has(s)),
    others,
  };
}

/** The stages that depend on a variable. */
function stagesFrom(first: SymbolNode, { stages }: NamedStages): Set<SymbolNode> {
  const reached = new Set<SymbolNode>([first]);
  for (const { general, stage } of stages) {
    if (symbolsIn(stage.value).some((s) => reached.has(s))) reached.add(general);
  }
  reached.delete(first);
  return reached;
}

function firstOfEach<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const found = new Map<string, T>();
  for (const one of all) {
    const key = keyOf(one);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Values of more parts are like no other. */
const LONGEST = 40;

/** Equal for values that are alike but for names: `of` is told from other symbols, those by their kind. */
export function signatureOf(value: Expr, of?: SymbolNode): string {
  const nodes = topological([value]);
  if (nodes.length > LONGEST) return `${value.id}`;
  const own = new Map<Expr, string>();
  for (const e of nodes) {
    const parts = children(e).map((child) => own.get(child) as string);
    own.set(e, `${headOf(e, of)}(${(e.kind === "sum" ? parts.sort() : parts).join()})`);
  }
  return `${own.get(value)}:${symbolsIn(value).length}`;
}

function headOf(e: Expr, of: SymbolNode | undefined): string {
  if (e === of) return "of";
  if (e.kind === "symbol") return isScalar(e) ? "scalar" : isVector(e) ? "vector" : "matrix";
  if (e.kind === "number") return `${e.value.n}/${e.value.d}`;
  if (e.kind === "product") return `product ${e.coefficient.n}/${e.coefficient.d} ${e.scalars.length}`;
  return e.kind === "call" ? e.fn.name : e.kind;
}

/** Do entries have the names that they have everywhere, which nobody has to be told? */
export const isUsualNaming = ({ form, origin, transposed, letters, cotangents }: EntryNaming): boolean =>
  form === "indexed" && !origin && !transposed && !letters && !cotangents;
