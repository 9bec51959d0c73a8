/**
 * What commands mean: one table for each kind of command.
 *
 *     \lambda ─▶ letter λ     \odot ─▶ operator .*     \log ─▶ function log     \quad ─▶ a gap
 */
import type { ProductOperator } from "../../tree.ts";

const pairs = (text: string): [string, string][] =>
  text
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(":") as [string, string]);

/** ε and ϵ, φ and ϕ are kept apart, as in print/names.ts; context.ts makes them one where only one is known. */
export const LETTERS: ReadonlyMap<string, string> = new Map(
  pairs(`
    alpha:α beta:β gamma:γ delta:δ epsilon:ϵ varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ
    lambda:λ mu:μ nu:ν xi:ξ omicron:ο pi:π rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:ϕ varphi:φ
    chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω
    ell:ℓ imath:i jmath:j hbar:ℏ`),
);

export const OPERATORS: ReadonlyMap<string, ProductOperator> = new Map(
  pairs(`
    cdot:* times:* ast:* star:* bullet:* odot:.* circ:.* oslash:./ otimes:kron boxtimes:kron div:/
    ·:* ⋅:* ∙:* ×:* ∗:* *:* ⊙:.* ∘:.* ◦:.* ⊘:./ ⊗:kron ⊠:kron ÷:/ /:/`) as [string, ProductOperator][],
);

export type RelationKind = "equal" | "defined" | "approximate" | "arrow" | "implies" | "member" | "other";

export const RELATIONS: ReadonlyMap<string, RelationKind> = new Map(
  pairs(`
    =:equal equiv:equal ≡:equal coloneqq:defined triangleq:defined ≔:defined
    approx:approximate ≈:approximate simeq:approximate cong:approximate
    to:arrow rightarrow:arrow longrightarrow:arrow mapsto:arrow →:arrow ↦:arrow leftarrow:arrow
    Rightarrow:implies Longrightarrow:implies implies:implies iff:implies ⇒:implies Leftrightarrow:implies
    Longleftrightarrow:implies therefore:implies because:implies in:member ∈:member
    propto:other ∝:other sim:other leq:other geq:other le:other ge:other ne:other neq:other ll:other gg:other
    <:other >:other ≤:other ≥:other ≠:other lt:other gt:other subset:other subseteq:other
    supset:other supseteq:other perp:other succ:other succeq:other prec:other preceq:other
    notin:other gets:arrow longmapsto:arrow`).concat([
    [":=", "defined"],
    ["=:", "defined"],
  ]) as [string, RelationKind][],
);

/** Functions with a command of their own. */
export const FUNCTION_COMMANDS: ReadonlyMap<string, string> = new Map(
  pairs(`
    log:log ln:log exp:exp sin:sin cos:cos tan:tan sinh:sinh cosh:cosh tanh:tanh arcsin:arcsin arccos:arccos
    arctan:arctan det:det tr:tr trace:tr Tr:tr diag:diag max:max min:min lg:log`),
);

/** What people call the engine's functions; found in lower case. */
export const FUNCTION_WORDS: ReadonlyMap<string, string> = new Map(
  pairs("trace:tr ln:log chol:cholesky sgn:sign asin:arcsin acos:arccos atan:arctan determinant:det"),
);

export const ACCENTS: ReadonlyMap<string, string> = new Map(
  pairs(`
    hat:hat widehat:hat bar:bar overline:bar tilde:tilde widetilde:tilde vec:vec overrightarrow:vec dot:dot
    ddot:ddot check:check breve:breve acute:acute grave:grave mathring:ring underline:under`),
);

export type Style = "plain" | "bold" | "calligraphic" | "blackboard" | "upright";

/** Fonts of letters: \mathbf{Ax} is A x in bold. */
export const LETTER_FONTS: ReadonlyMap<string, Style> = new Map([
  ["mathbf", "bold"],
  ["boldsymbol", "bold"],
  ["bm", "bold"],
  ["bold", "bold"],
  ["pmb", "bold"],
  ["mathcal", "calligraphic"],
  ["mathscr", "calligraphic"],
  ["mathfrak", "calligraphic"],
  ["mathbb", "blackboard"],
  ["mathds", "blackboard"],
  ["mathbbm", "blackboard"],
  ["symbf", "bold"],
  ["mathbfit", "bold"],
]);
/** Fonts of words: \mathrm{loss} is one name. */
export const WORD_FONTS: ReadonlySet<string> = new Set(
  "mathrm mathit mathsf mathtt operatorname operatorname* operatornamewithlimits mathnormal".split(" "),
);
export const TEXT_COMMANDS: ReadonlySet<string> = new Set(
  "text textrm textbf textit textsf texttt textnormal mbox hbox intertext".split(" "),
);
/** Old switches, which hold to the end of their group. */
export const SWITCHES: ReadonlyMap<string, string> = new Map(
  pairs("rm:mathrm bf:mathbf it:mathit sf:mathsf cal:mathcal tt:mathtt"),
);

export const GAPS: ReadonlySet<string> = new Set(["quad", "qquad", "hfill", "forall"]);
/** Of no meaning, without an argument. */
export const SKIPPED: ReadonlySet<string> = new Set(
  (
    ", ; : ! > / displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag " +
    "hline noindent thinspace medspace thickspace negthinspace allowbreak nobreak bigl bigr Bigl Bigr biggl biggr " +
    "Biggl Biggr big Big bigg Bigg middle bigm Bigm biggm centering enspace space limits relax protect"
  )
    .split(" ")
    .concat([" ", "\n", "-"]),
);
/** Skipped with the length behind them. */
export const KERNS: ReadonlySet<string> = new Set(["mkern", "mskip", "kern", "hskip"]);
/** How many ems a unit of length is. */
export const EMS: ReadonlyMap<string, number> = new Map(
  pairs("em:1 ex:0.43 in:7.2 cm:2.8 mm:0.28 pt:0.1 px:0.075").map(([name, ems]) => [name, Number(ems)]),
);
/** Skipped with their arguments. */
export const SKIPPED_WITH: ReadonlyMap<string, number> = new Map(
  pairs(
    "label:1 tag:1 ref:1 eqref:1 cite:1 hspace:1 hspace*:1 vspace:1 phantom:1 hphantom:1 vphantom:1 color:1",
  ).map(([name, count]) => [name, Number(count)]),
);
/** Boxes and the like: the last of the arguments is what is shown. */
export const SHOWN: ReadonlyMap<string, number> = new Map(
  pairs(
    "boxed:1 mathop:1 mathbin:1 mathrel:1 mathord:1 mathinner:1 ensuremath:1 textcolor:2 fbox:1 cancel:1 smash:1 " +
      "colorbox:2 bbox:1",
  ).map(([name, count]) => [name, Number(count)]),
);

export const DOTS: ReadonlyMap<string, string> = new Map(
  pairs("ldots:⋯ cdots:⋯ dots:⋯ dotsc:⋯ dotsb:⋯ hdots:⋯ ...:⋯ …:⋯ ⋯:⋯ vdots:⋮ ⋮:⋮ ddots:⋱ ⋱:⋱ iddots:⋱"),
);

export const FRACTIONS: ReadonlySet<string> = new Set(["frac", "dfrac", "tfrac", "cfrac", "nicefrac"]);
export const PARTIALS: ReadonlySet<string> = new Set(["\\partial", "\\part", "∂"]);
export const NABLAS: ReadonlySet<string> = new Set(["\\nabla", "\\triangledown", "\\bigtriangledown", "∇"]);

export const MATRIX_ENVIRONMENTS: ReadonlySet<string> = new Set(
  "matrix bmatrix pmatrix Bmatrix vmatrix Vmatrix smallmatrix bsmallmatrix psmallmatrix array".split(" "),
);
/** Their rows are formulas. */
export const LINE_ENVIRONMENTS: ReadonlySet<string> = new Set(
  (
    "align aligned alignat alignedat equation gather gathered split multline eqnarray flalign displaymath math " +
    "subequations"
  ).split(" "),
);

/** A sign with something above or below it. */
export const STACKED: ReadonlySet<string> = new Set(["overset", "underset", "stackrel"]);

/** How many arguments a command takes; every other takes none. */
export function argumentCount(command: string): number {
  const name = command.slice(1);
  if (FRACTIONS.has(name) || STACKED.has(name)) return 2;
  const boxes = SHOWN.get(name) ?? SKIPPED_WITH.get(name);
  if (boxes !== undefined) return boxes;
  const takesOne =
    LETTER_FONTS.has(name) ||
    WORD_FONTS.has(name) ||
    TEXT_COMMANDS.has(name) ||
    ACCENTS.has(name) ||
    ["sqrt", "begin", "end", "overbrace", "underbrace", "substack"].includes(name);
  return takesOne ? 1 : 0;
}
