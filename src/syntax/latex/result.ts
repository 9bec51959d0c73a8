/** What is read from LaTeX, and what can be said about how. */
import type { ParseError, Span } from "../../errors.ts";
import type { Syntax, TypeSyntax } from "../tree.ts";
import type { NameRole } from "./context.ts";
import type { RelationKind, Style } from "./tokens/commands.ts";
import type { Macro } from "./tokens/macroParameters.ts";

export interface LatexOptions {
  /** The engine's functions. */
  readonly functionNames?: ReadonlySet<string>;
  /** What is known of names; a name is found under any of its spellings, \lambda under lambda. */
  readonly names?: ReadonlyMap<string, NameRole>;
  readonly macros?: ReadonlyMap<string, Macro>;
  /** Letters that mean different things in different styles, x and \mathbf{x}; else style is no part of a name. */
  readonly styled?: ReadonlySet<string>;
  /** What |X| of a matrix is; "guess" takes it for the determinant. */
  readonly bars?: "guess" | "determinant" | "absolute";
  /** In UTF-16 units of one text; 1,000,000 unless given. */
  readonly maximumLength?: number;
  /** Of brackets, and of the tree; 500 unless given. */
  readonly maximumDepth?: number;
  /** Gives what was read before under the same key, or makes it. */
  readonly find?: <T>(kind: string, key: string, make: () => T) => T;
}

export interface Side {
  /** Undefined where it can't be read, or where the line begins with a relation. */
  readonly syntax: Syntax | undefined;
  readonly span: Span;
}

export interface Relation {
  readonly kind: RelationKind;
  readonly text: string;
  readonly span: Span;
}

export type LatexFormula =
  | {
      readonly kind: "chain";
      /** One more than relations. */
      readonly sides: readonly Side[];
      readonly relations: readonly Relation[];
      /** Begins with its relation, and goes on from the chain before. */
      readonly continues: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "declaration";
      /** `on`: of r(\theta) what its values depend on. */
      readonly names: readonly { readonly name: string; readonly span: Span; readonly on?: string }[];
      readonly type: TypeSyntax;
      readonly span: Span;
    };

export interface LatexParse {
  readonly formulas: readonly LatexFormula[];
  /** \underbrace{…}_{label}: the part is the node with this span. */
  readonly labels: readonly { readonly span: Span; readonly over: boolean; readonly label: Side }[];
  /** A_{m \times n}; without a name the shape of the part with this span. */
  readonly shapes: readonly {
    readonly name: string | undefined;
    readonly rows: Syntax;
    readonly columns: Syntax;
    readonly span: Span;
  }[];
  /** Called functions that the engine doesn't have. */
  readonly functions: ReadonlySet<string>;
  /** The styles in which each letter is written. */
  readonly styles: ReadonlyMap<string, ReadonlySet<Style>>;
  /** Letters that mean one thing in bold type and another without, as far as the formulas show. */
  readonly twofold: ReadonlySet<string>;
  readonly macros: ReadonlyMap<string, Macro>;
  readonly errors: readonly ParseError[];
}
