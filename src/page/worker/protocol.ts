/**
 * What the page and its worker say to each other, as plain data.
 *
 *     page ─ { id: 7, task: { kind: "derive", text, … } } ─▶ worker ─ { id: 7, answer: { ok: true, value } } ─▶ page
 */
import type {
  Check,
  Graph,
  LocaleName,
  NameInfo,
  Notation,
  NoteReport,
  Outline,
  Style,
  Target,
  TextJudgement,
} from "../../index.ts";

/** A problem, and by which variables; all of them unless named. */
export interface Asked {
  readonly text: string;
  readonly wrt: readonly string[];
}

interface Written {
  readonly locale: LocaleName;
  readonly notation: Partial<Notation>;
}

export interface Derivation extends Asked, Written {
  readonly style: Style;
  /** Rows and columns that are written out, for the style with entries. */
  readonly size: number;
}

export interface Tasks {
  names: { readonly asks: { readonly text: string }; readonly gives: readonly NameInfo[] };
  derive: { readonly asks: Derivation; readonly gives: { outline: Outline; names: readonly NameInfo[] } };
  write: { readonly asks: Derivation & { format: "tex" | "md" | "unicode" }; readonly gives: string };
  functions: { readonly asks: object; readonly gives: readonly FunctionInfo[] };
  code: {
    readonly asks: Asked & { target: Target };
    readonly gives: { readonly text: string; readonly title: string };
  };
  targets: { readonly asks: object; readonly gives: readonly TargetInfo[] };
  check: { readonly asks: Asked & { size: number }; readonly gives: readonly Checked[] };
  graph: { readonly asks: Asked & Written; readonly gives: Graph };
  judge: {
    readonly asks: { text: string; claim: string; wrt: string; layout: string };
    readonly gives: TextJudgement;
  };
  proofread: {
    readonly asks: { text: string; file: string; locale: LocaleName };
    readonly gives: NoteReport;
  };
}

/** The checks of one derivative: at two sets of small sizes, and at the given one entry by entry. */
export interface Checked {
  readonly wrt: string;
  readonly small: Check | undefined;
  readonly large: Check | undefined;
}

/** A language of code. */
export interface TargetInfo {
  readonly target: Target;
  readonly title: string;
}

export interface FunctionInfo {
  readonly name: string;
  readonly summary: string;
}

export type Kind = keyof Tasks;
export type Task = { [K in Kind]: { readonly kind: K } & Tasks[K]["asks"] }[Kind];

/** A user's mistake: what is wrong, what would be right, where. */
export interface Fault {
  readonly message: string;
  readonly hint?: string;
  readonly start?: number;
  readonly end?: number;
  /** It took longer than so many milliseconds. */
  readonly limit?: number;
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault };

export interface Request {
  readonly id: number;
  readonly task: Task;
}

export type Reply =
  | { readonly id: number; readonly answer: Answer<unknown> }
  | { readonly id: number; readonly progress: { readonly done: number; readonly total: number } };
