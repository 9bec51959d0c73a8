/**
 * What the names of a text stand for, where its grammar leaves that open: no guess is silent.
 *
 * In: statements as they were parsed, what is known around them. Out: the same statements with entries for x_i,
 * numbers for π, transposes for X^T; a reading that is a choice is said with its statement. A name that may stand
 * for two things, or a call of what is no function, is an error that asks.
 *
 *     Σ_i x_i², A^-T, e^{-t}, A\b  ─▶  Σ_i x[i]², (A⁻¹)', exp(-t), inv(A) b        gelu(x)  ─▶  "gelu is no function here"
 */
import { UnknownNameError } from "../../errors.ts";
import { nearest } from "../../nearest.ts";
import { boundIn, type Known, knownIn, type Role, type Surroundings, valuesIn } from "../known.ts";
import { derivedFrom, subscripted } from "../names.ts";
import { rewritten } from "../rewrite.ts";
import { PSEUDOINVERSE, TRANSPOSED } from "../text/words.ts";
import type { Choice, ProductFactor, Statement, Syntax } from "../tree.ts";
import { filledWith } from "./filled.ts";
import { looksRunTogether, runTogether } from "./runTogether.ts";
import { refuseSlip } from "./slips.ts";
import { withSolves } from "./solves.ts";
import { subscriptOf } from "./subscripts.ts";

type Of<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

/** While one formula is read. */
interface Reading {
  readonly known: Known;
  readonly bound: ReadonlySet<string>;
  readonly choices: Choice[];
}

/** @throws UnknownNameError for a name that has no meaning, or more than one */
export function meant(statements: readonly Statement[], around: Surroundings): readonly Statement[] {
  const known = knownIn(statements, around);
  return statements.map((s) => {
    if (s.kind === "declaration") return s;
    const choices: Choice[] = [];
    const value = meaningOf(s.value, known, choices);
    return { ...s, value, ...(choices.length > 0 && { choices }) };
  });
}

function meaningOf(root: Syntax, known: Known, choices: Choice[]): Syntax {
  const reading: Reading = { known, bound: boundIn(root), choices };
  return rewritten(root, (part) => {
    refuseSlip(part, reading);
    switch (part.kind) {
      case "name":
        return nameMeant(part, reading);
      case "power":
        return powerMeant(part, reading);
      case "call":
        return callMeant(part, reading);
      case "product":
        return withSolves(part);
      default:
        return part;
    }
  });
}

// ---- names

function nameMeant(part: Of<"name">, reading: Reading): Syntax {
  const { known, bound, choices } = reading;
  const { name, span } = part;
  if (bound.has(name)) return part;
  const own = spellingOf(name, reading);
  if (own !== name) return { ...part, name: own };
  const parts = subscripted(name, (base) => known.roles.has(known.spellings.find(base) ?? base));
  if (known.roles.has(name)) {
    const index = parts?.places.find((place) => bound.has(place));
    if (index === undefined) return part;
    const facts = `${name} is declared, and ${index} is the index of a sum here`;
    throw new UnknownNameError(
      facts,
      span,
      `write ${parts!.base}[${index}] for an entry, or call the index otherwise`,
    );
  }
  if (known.functions.has(name) && [...name].length > 1) return part;
  if (parts) return constantIn(part, parts, known) ?? entryMeant(part, parts, reading) ?? part;
  if (name === "π" || name === "pi") {
    choices.push({ kind: "number", name, is: "3.14159…" });
    return { kind: "number", text: "π", span };
  }
  const pieces = runTogether(name, known);
  if (!pieces) {
    if (looksRunTogether(name, known)) choices.push({ kind: "name", name });
    return part;
  }
  const named = pieces.filter((piece) => known.roles.has(piece) || known.used.has(piece));
  const facts = `${named.length === 2 ? named.join(" and ") : named.join(", ")} ${named.length === 1 ? "is" : "are"}`;
  const hint = `${facts}: did you mean ${pieces.join(" ")}? (a run of letters is one name)`;
  throw new UnknownNameError(`${name} is not declared`, span, hint);
}

/** alpha for α, where that is what it must be. */
function spellingOf(name: string, { known, choices }: Reading): string {
  const own = known.spellings.find(name) ?? name;
  if (own !== name) choices.push({ kind: "spelling", name, is: own });
  return own;
}

interface Parts {
  readonly base: string;
  readonly places: readonly string[];
}

const nameAt = (name: string, { span }: Syntax): Syntax =>
  /^\p{Nd}+$/u.test(name) ? { kind: "number", text: name, span } : { kind: "name", name, span };

const callAt = (name: string, args: readonly string[], part: Syntax): Of<"call"> => {
  return { kind: "call", name, args: args.map((arg) => nameAt(arg, part)), span: part.span };
};

/** The m n of I_{m n}. */
function productAt(names: readonly string[], part: Syntax): Syntax {
  const factors = names.map((name): ProductFactor => ({ operator: "*", factor: nameAt(name, part) }));
  return factors.length === 1 ? factors[0]!.factor : { kind: "product", factors, span: part.span };
}

/** I_n, K_{m,n} and δ_ij where nothing declares I, K and δ. */
function constantIn(part: Of<"name">, { base, places }: Parts, { roles, used }: Known): Syntax | undefined {
  if (roles.has(base) || (used.has(base) && base !== "I")) return undefined;
  if (base === "I") return { ...callAt("eye", [], part), args: [productAt(places, part)] };
  if (base === "K" && places.length === 2) return callAt("commutation", places, part);
  const indices = places.length === 1 ? [...places[0]!] : places;
  return base === "δ" && indices.length === 2 ? callAt("delta", indices, part) : undefined;
}

function entryMeant(part: Of<"name">, { base, places }: Parts, reading: Reading): Syntax | undefined {
  const { known, bound } = reading;
  // e_i and E_ij are the unit vector and the single-entry matrix
  if (/^[eE]$/.test(base) && !known.roles.has(base)) return undefined;
  const own = spellingOf(base, reading);
  const name = known.roles.has(own) || known.used.has(own) ? own : capitalOf(base, places, known);
  const subscript = subscriptOf(places, baseOf(name, known), bound);
  if (subscript === "name") return undefined;
  if (subscript === "either") throw eitherError(part, name, places, known.roles.get(name));
  return {
    kind: "entry",
    of: { kind: "name", name, span: part.span },
    indices: subscript.map((place) => ({ kind: "at", index: nameAt(place, part) })),
    span: part.span,
  };
}

/** a_ij is an entry of the matrix A where there is no a, ā_ij one of Ā. */
function capitalOf(base: string, places: readonly string[], { roles, spellings }: Known): string {
  const capital = base.toUpperCase();
  const own = spellings.find(capital) ?? capital;
  const isPair = places.length === 2 || (places.length === 1 && [...places[0]!].length === 2);
  const isLetter = /^\p{L}\p{M}?$/u.test(base.normalize("NFD"));
  return isLetter && capital !== base && isPair && roles.get(own) === "matrix" ? own : base;
}

const baseOf = (name: string, { roles, used, indexed }: Known) => ({
  role: roles.get(name),
  isDeclared: roles.has(name),
  isIndexed: indexed.has(name),
  isUsed: used.has(name),
  isCapital: name[0] !== name[0]?.toLowerCase(),
});

function eitherError(
  { name, span }: Of<"name">,
  base: string,
  places: readonly string[],
  role?: Role,
): UnknownNameError {
  const facts =
    role === undefined
      ? `${name} may be an entry of ${base} or a name of its own`
      : `${name} is not declared, and ${base} is a ${role}`;
  const [first = ""] = places;
  const at =
    places.length === 2 || role !== "matrix"
      ? places.join(",")
      : [...first].length === 2
        ? [...first].join(",")
        : `${first},:`;
  return new UnknownNameError(facts, span, `write ${base}[${at}] for an entry, or declare ${name}`);
}

// ---- powers

/** X^T, A^-T, e^x. */
function powerMeant(part: Of<"power">, reading: Reading): Syntax {
  const { base, exponent, span } = part;
  if (exponent.kind === "name" && exponent.name === PSEUDOINVERSE)
    return { kind: "call", name: "pinv", args: [base], span };
  const raised = raisedMark(exponent);
  if (raised && isTransposeMark(raised.name, part, reading)) {
    const minusOne: Syntax = { kind: "negate", of: { kind: "number", text: "1", span }, span };
    const of: Syntax = raised.isMinus ? { ...part, exponent: minusOne, elementwise: false } : base;
    return { kind: "transpose", of, span };
  }
  if (base.kind === "name" && base.name === "e" && isEuler(reading)) {
    reading.choices.push({ kind: "number", name: "e", is: "2.71828…" });
    return { ...part, base: { kind: "number", text: "e", span: base.span } };
  }
  return part;
}

/** T or -T. */
function raisedMark(exponent: Syntax): { readonly name: string; readonly isMinus: boolean } | undefined {
  if (exponent.kind === "name") return { name: exponent.name, isMinus: false };
  const [only, ...others] = exponent.kind === "sum" ? exponent.terms : [];
  const of =
    exponent.kind === "negate"
      ? exponent.of
      : only?.sign === "-" && others.length === 0
        ? only.term
        : undefined;
  return of?.kind === "name" ? { name: of.name, isMinus: true } : undefined;
}

function isTransposeMark(name: string, part: Of<"power">, { known, bound }: Reading): boolean {
  if (name === TRANSPOSED) return true;
  if (name !== "T" || isKnownValue(known, "T") || bound.has("T")) return false;
  const uses = known.used.get("T") ?? 0;
  if (uses <= known.raised) return true;
  const facts = "T stands elsewhere as a value, so ^T may be a power or the transpose";
  throw new UnknownNameError(facts, part.span, "write ' for the transpose, or declare T");
}

const isKnownValue = ({ roles, sizes }: Known, name: string): boolean => roles.has(name) && !sizes.has(name);

/** Nothing declares e, and it stands nowhere but under an exponent. */
const isEuler = ({ known, bound }: Reading): boolean =>
  !known.roles.has("e") && !bound.has("e") && (known.used.get("e") ?? 0) <= known.eulers;

// ---- calls

function callMeant(part: Of<"call">, reading: Reading): Syntax {
  const { known } = reading;
  const { name, args, span } = part;
  const bare = name.replace(/'+$/, "");
  const of = known.functions.has(bare) ? bare : (derivedFrom(name) ?? bare);
  const spelling = spellingOf(of, reading);
  if (spelling !== of) return callMeant({ ...part, name: name.replace(of, spelling) }, reading);
  if (known.functions.has(of) && !known.parametric.has(name)) return part;
  const own = known.parametric.get(name);
  const filled = own ? valueAt(part, own, known) : filledWith(part);
  if (filled) return filled;
  const near = nearest(name, [...known.functions, ...known.roles.keys()]);
  const declare = `declare it: ${name} : function`;
  const isShort = args.length === 1 && [...name].length === 1;
  const product = isShort ? `, or for a product write ${name}*(…)` : "";
  throw new UnknownNameError(
    `${name} is no function here`,
    { start: span.start, end: span.start + [...name].length },
    `${near === undefined ? "" : `did you mean ${near}? Else `}${declare}${product}`,
  );
}

/** L(w) of L(w) = … is L; L(v) is its formula with v for w. */
function valueAt(
  part: Of<"call">,
  { parameters, value }: { parameters: readonly string[]; value: Syntax },
  known: Known,
): Syntax {
  const { name, args, span } = part;
  if (args.length !== parameters.length) {
    const facts = `${name} is defined with ${parameters.length} and is given ${args.length}`;
    throw new UnknownNameError(facts, span, `write ${name}(${parameters.join(", ")})`);
  }
  if (args.every((arg, i) => arg.kind === "name" && arg.name === parameters[i]))
    return { kind: "name", name, span };
  const others = valuesIn(value).filter((other) => known.roles.has(other) && known.defined.has(other));
  if (others.length > 0) {
    const facts = `${name} at another ${parameters.join(", ")} would need ${others[0]} there too`;
    throw new UnknownNameError(facts, span, `write it out, or ${name}(${parameters.join(", ")})`);
  }
  const given = new Map(parameters.map((parameter, i) => [parameter, args[i]!]));
  const at = rewritten(meaningOf(value, known, []), (p) =>
    p.kind === "name" ? (given.get(p.name) ?? p) : p,
  );
  return { ...at, span };
}
