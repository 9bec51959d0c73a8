/**
 * All that the page shows follows from this: what was written, what is asked of it, how it is to look. One object,
 * replaced at each change.
 */
import type { LocaleName, Notation, Target } from "../index.ts";

export const MODES = ["derive", "claim", "note"] as const;
export const TABS = [
  "matrix",
  "elementwise",
  "index",
  "differential",
  "backprop",
  "code",
  "check",
  "graph",
] as const;
export const LOCALES = ["en", "zh", "ja"] as const;
export const THEMES = ["auto", "light", "dark"] as const;
export const CLAIM_LAYOUTS = ["any", "gradient", "numerator", "denominator", "vec"] as const;
/** The notation that can be chosen here; the defaults come first. */
export const NOTATIONS = {
  layout: ["shape", "numerator", "denominator"],
  transpose: ["top", "T", "sans", "prime"],
  bold: ["none", "vectors", "matrices", "all"],
  derivative: ["fraction", "nabla", "operator"],
} as const satisfies Partial<Readonly<Record<keyof Notation, readonly string[]>>>;

export type Mode = (typeof MODES)[number];
export type Tab = (typeof TABS)[number];
export type Theme = (typeof THEMES)[number];

export interface State {
  readonly mode: Mode;
  readonly text: string;
  /** Names with commas between; none: all of them. */
  readonly wrt: string;
  readonly tab: Tab;
  readonly size: number;
  readonly target: Target;
  readonly claim: string;
  readonly claimLayout: (typeof CLAIM_LAYOUTS)[number];
  readonly note: string;
  readonly file: string;
  readonly locale: LocaleName;
  readonly theme: Theme;
  readonly layout: Notation["layout"];
  readonly transpose: Notation["transpose"];
  readonly bold: Notation["bold"];
  readonly derivative: Notation["derivative"];
}

export const SIZES = { least: 1, most: 4 } as const;

export const DEFAULTS: State = {
  mode: "derive",
  text: "Y = X W + b",
  wrt: "",
  tab: "matrix",
  size: 2,
  target: "numpy",
  claim: "",
  claimLayout: "any",
  note: "",
  file: "note.md",
  locale: "en",
  theme: "auto",
  layout: "shape",
  transpose: "top",
  bold: "none",
  derivative: "fraction",
};

export const notationOf = ({ layout, transpose, bold, derivative }: State): Partial<Notation> => ({
  layout,
  transpose,
  bold,
  derivative,
});

/** The variables that are named, none for all. */
export const variablesOf = ({ wrt }: Pick<State, "wrt">): readonly string[] =>
  wrt
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

type Watcher = (state: State, before: State) => void;

export class Store {
  #state: State;
  readonly #watchers: Watcher[] = [];

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  set(change: Partial<State>): void {
    const before = this.#state;
    const next = { ...before, ...change };
    if ((Object.keys(change) as (keyof State)[]).every((key) => next[key] === before[key])) return;
    this.#state = next;
    for (const watcher of this.#watchers) watcher(next, before);
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }
}

export const changed = (state: State, before: State, ...keys: readonly (keyof State)[]): boolean =>
  keys.some((key) => state[key] !== before[key]);
