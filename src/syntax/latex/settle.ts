/**
 * What only the whole of a part decides: bars around a matrix are its determinant, e^X its exponential.
 *
 *     |X| ─▶ det(X)    \log|X| ─▶ logdet(X)    e^{x} ─▶ exp(x)    \frac{x}{y} of vectors ─▶ x ./ y
 *
 * In: Syntax as the grammar made it, at most `maximumDepth` deep. Out: Syntax with the same spans.
 */
import type { DerivativeSyntax, IndexSyntax, ProductFactor, Syntax } from "../tree.ts";
import type { Context } from "./context.ts";
import { derivativeName } from "./written.ts";

/** What a part looks like: of known names what they are, of others by their capitals. */
type Look = "scalar" | "vector" | "row" | "matrix";

interface Settled {
  readonly syntax: Syntax;
  readonly look: Look;
  /** Rests on known names only. */
  readonly isKnown: boolean;
}

export const settle = (syntax: Syntax, context: Context): Syntax => settled(syntax, context).syntax;

const of = (syntax: Syntax, look: Look, isKnown = true): Settled => ({ syntax, look, isKnown });

function settled(syntax: Syntax, context: Context): Settled {
  const at = (part: Syntax): Settled => settled(part, context);
  switch (syntax.kind) {
    case "number":
      return of(syntax, "scalar");
    case "name":
      return nameLook(syntax, context);
    case "sum": {
      const parts = syntax.terms.map(({ term }) => at(term));
      const wide = parts.find(({ look }) => look !== "scalar") ?? parts[0]!;
      const terms = syntax.terms.map(({ sign }, i) => ({ sign, term: parts[i]!.syntax }));
      return of(
        { ...syntax, terms },
        wide.look,
        parts.every(({ isKnown }) => isKnown),
      );
    }
    case "product":
      return settledProduct(syntax, context);
    case "negate": {
      const part = at(syntax.of);
      return { ...part, syntax: { ...syntax, of: part.syntax } };
    }
    case "transpose": {
      const part = at(syntax.of);
      const look = part.look === "vector" ? "row" : part.look === "row" ? "vector" : part.look;
      return { ...part, look, syntax: { ...syntax, of: part.syntax } };
    }
    case "power": {
      const [base, exponent] = [at(syntax.base), at(syntax.exponent)];
      return { ...base, syntax: { ...syntax, base: base.syntax, exponent: exponent.syntax } };
    }
    case "call":
      return settledCall(syntax, context);
    case "norm":
      return settledNorm(syntax, context);
    case "block": {
      const rows = syntax.rows.map((row) => row.map((cell) => at(cell).syntax));
      const columns = rows[0]?.length ?? 0;
      return of({ ...syntax, rows }, columns === 1 ? "vector" : rows.length === 1 ? "row" : "matrix");
    }
    case "entry":
      return of(
        { ...syntax, of: at(syntax.of).syntax, indices: syntax.indices.map((i) => index(i, context)) },
        "scalar",
      );
    case "indexed-sum": {
      const body = at(syntax.body);
      return { ...body, syntax: { ...syntax, body: body.syntax } };
    }
  }
}

const index = (at: IndexSyntax, context: Context): IndexSyntax =>
  at.kind === "at" ? { kind: "at", index: settle(at.index, context) } : at;

function nameLook(syntax: Extract<Syntax, { kind: "name" }>, context: Context): Settled {
  const { name, differential } = syntax;
  const { roles } = context;
  if (syntax.derivative) {
    const by = syntax.derivative.by.map((part) => settled(part, context));
    const { of: differentiated } = syntax.derivative;
    // ∇J(w) of J = ‖X w − y‖² is by w
    const argument = by.length === 0 && differentiated ? argumentOf(differentiated, context) : undefined;
    const derivative: DerivativeSyntax = {
      ...syntax.derivative,
      of: differentiated && settle(differentiated, context),
      by: argument ? [argument] : by.map((part) => part.syntax),
    };
    const whole: Syntax = { ...syntax, name: derivativeName(derivative), derivative };
    return of(whole, by[0]?.look ?? "scalar", false);
  }
  const role = roles.get(differential ?? name);
  if (role && role !== "function") return of(syntax, role);
  const looksLikeMatrix = /^\p{Lu}[^\p{Ll}]*(_.*)?$/u.test(differential ?? name);
  return of(syntax, looksLikeMatrix ? "matrix" : "scalar", name === "𝟏");
}

/** A ⊗ B K_{mn} is (A ⊗ B) K_{mn}: a commutation matrix has the size of the Kronecker product before it. */
function withCommutations(factors: readonly ProductFactor[]): readonly ProductFactor[] {
  return factors.flatMap(({ operator, factor }): ProductFactor[] => {
    const last = factor.kind === "product" ? factor.factors.at(-1)! : undefined;
    if (operator !== "kron" || factor.kind !== "product" || last?.factor.kind !== "call")
      return [{ operator, factor }];
    const first = factor.factors[0]!.factor;
    const isBracketed = factor.span.start < first.span.start;
    if (isBracketed || last.factor.name !== "commutation") return [{ operator, factor }];
    const rest = factor.factors.slice(0, -1);
    const end = rest.at(-1)!.factor.span.end;
    const left: Syntax = { kind: "product", factors: rest, span: { start: first.span.start, end } };
    return [
      { operator, factor: rest.length === 1 ? first : left },
      { operator: "*", factor: last.factor },
    ];
  });
}

function settledProduct(syntax: Extract<Syntax, { kind: "product" }>, context: Context): Settled {
  const written = withCommutations(syntax.factors);
  const parts = written.map(({ factor }) => settled(factor, context));
  const factors: ProductFactor[] = [];
  let look: Look = "scalar";
  parts.forEach((part, i) => {
    const { operator } = written[i]!;
    // a quotient by a vector or matrix is one of entries
    const isEntrywise = operator === "/" && part.look !== "scalar" && part.isKnown;
    factors.push({ operator: isEntrywise ? "./" : operator, factor: part.syntax });
    look =
      operator === "/" ? look : productLook(look, part.look, operator === "*" || operator === "juxtaposed");
  });
  return of(
    { ...syntax, factors },
    look,
    parts.every(({ isKnown }) => isKnown),
  );
}

function productLook(left: Look, right: Look, isMatrixProduct: boolean): Look {
  if (left === "scalar" || right === "scalar" || !isMatrixProduct) return left === "scalar" ? right : left;
  if (left === "row") return right === "vector" ? "scalar" : "row";
  if (left === "vector") return right === "row" ? "matrix" : "vector";
  return right === "vector" ? "vector" : "matrix";
}

const SCALAR_VALUED: ReadonlySet<string> = new Set(
  "tr det logdet sum mean norm norm1 norm2 logsumexp delta eigval norm_inf norm_nuclear norm_spectral".split(
    " ",
  ),
);

/** The x of V(x), where the note has V = … x …. */
function argumentOf(part: Syntax, { facts }: Context): Syntax | undefined {
  const [only, ...others] = part.kind === "call" ? part.args : [];
  if (part.kind !== "call" || only?.kind !== "name" || others.length > 0) return undefined;
  return facts.equated.get(part.name)?.has(only.name.charAt(0)) ? only : undefined;
}

function settledCall(syntax: Extract<Syntax, { kind: "call" }>, context: Context): Settled {
  if (argumentOf(syntax, context))
    return nameLook({ kind: "name", name: syntax.name, span: syntax.span }, context);
  const parts = syntax.args.map((arg) => settled(arg, context));
  const args = parts.map((part) => part.syntax);
  const [first] = parts;
  const look = first?.look ?? "matrix";
  const isKnown = parts.every((part) => part.isKnown);
  if (syntax.name === "\\log" || syntax.name === "log") return settledLogarithm(syntax, args, look, context);
  if (syntax.name === "e^") {
    return of({ ...syntax, name: look === "matrix" ? "expm" : "exp", args }, look, isKnown);
  }
  if (syntax.name === "ones" || syntax.name === "zeros")
    return of({ ...syntax, args }, args.length > 1 ? "matrix" : "vector");
  if (syntax.name === "eye" || syntax.name === "commutation") return of({ ...syntax, args }, "matrix");
  if (syntax.name === "diag")
    return of({ ...syntax, args }, look === "matrix" ? "vector" : "matrix", isKnown);
  const isScalar =
    SCALAR_VALUED.has(syntax.name) || !context.functionNames.has(syntax.name.replace(/'+$/, ""));
  return of({ ...syntax, args }, isScalar ? "scalar" : look, isKnown);
}

/** \log|X|, \log\det X and \log|\det X| are one function, which has no pole inside; log(det(X)) is left as it is. */
function settledLogarithm(
  syntax: Extract<Syntax, { kind: "call" }>,
  args: readonly Syntax[],
  look: Look,
  { functionNames }: Context,
): Settled {
  const [arg] = args;
  const inner = arg?.kind === "norm" && arg.which === "abs" ? arg.of : arg;
  const isDeterminant = inner?.kind === "call" && inner.name === "det";
  const isFolded = isDeterminant && functionNames.has("logdet") && (syntax.name === "\\log" || inner !== arg);
  if (isFolded) return of({ ...syntax, name: "logdet", args: inner.args }, "scalar");
  return of({ ...syntax, name: "log", args }, look, false);
}

function settledNorm(syntax: Extract<Syntax, { kind: "norm" }>, context: Context): Settled {
  const part = settled(syntax.of, context);
  const isMatrix = part.look === "matrix";
  if (syntax.which === "abs" && isMatrix && context.bars !== "absolute") {
    return of({ kind: "call", name: "det", args: [part.syntax], span: syntax.span }, "scalar");
  }
  return of({ ...syntax, of: part.syntax }, syntax.which === "abs" ? part.look : "scalar");
}
