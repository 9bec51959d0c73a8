/**
 * Functions of a number without their argument, whose transposes nobody writes: a prime is a derivative, and a bracket
 * behind a function is a factor.
 *
 *     g' = 2 g  ─▶  g'(x) = 2 g(x)        \sigma' = \sigma(1 - \sigma)        (f \circ g)' = (f' \circ g) g'
 */
import { productOf, withParts } from "../../../syntax/parts.ts";
import type { ProductFactor, Syntax } from "../../../syntax/tree.ts";
import { derivativeOf } from "../../meaning/derivativeName.ts";
import { everyPart } from "../../meaning/reference.ts";
import type { OfNumber } from "./ofNumbers.ts";

/** The variable that nothing names. */
export const VARIABLE = "τ";

type Prime = Extract<Syntax, { kind: "transpose" }>;

export const isPrimed = (part: Syntax): part is Prime => part.kind === "transpose" && part.prime === true;

/** What is known of the names where a relation stands. */
interface Named {
  readonly given: (name: string) => OfNumber | undefined;
  /** Functions that words speak of, and which of the engine's they are, if that is said. */
  readonly functions: ReadonlyMap<string, string | undefined>;
  readonly declared: ReadonlySet<string>;
  /** Does the note speak of derivatives? */
  readonly isTold: boolean;
  /** In which the places of the parts are. */
  readonly text: string;
}

/** How the parts are to be read, where functions of one number stand so. */
export function withArguments(
  parts: readonly Syntax[],
  named: Named,
): ((part: Syntax) => Syntax) | undefined {
  const marked = parts.filter(isPrimed);
  const names = marked.map(({ of }) => [...everyPart(of)].flatMap(nameOf));
  const own = names.flat().flatMap((name) => named.given(name) ?? []);
  const plain = parts.flatMap((part) =>
    part.kind === "name" && /^[xt]$/.test(part.name) ? [part.name] : [],
  );
  const bys = new Set(own.flatMap((one) => one.by ?? []));
  const [by, ...others] = bys.size > 0 ? bys : new Set(plain.filter((name) => !named.given(name)));
  const bare = new Set(marked.flatMap(({ of }) => (of.kind === "name" ? [of.name] : [])));
  const isLetter = (name: string): boolean => /^\p{Ll}$/u.test(name) && !named.declared.has(name);
  const isNamed = (name: string): boolean =>
    named.given(name) !== undefined || (named.functions.has(name) && !named.declared.has(name));
  const isFunction = (name: string): boolean =>
    isNamed(name) || (named.isTold && bare.has(name) && isLetter(name));
  const isComposed = parts.some((part) => isComposition(part, isNamed));
  const isMeant = (inside: readonly string[]): boolean =>
    inside.some(isFunction) && inside.every((name) => isFunction(name) || name === by || isLetter(name));
  // a prime on one name alone may be anything
  const hasWhole = named.isTold && bare.size > 0 && marked.some(({ of }) => of.kind !== "name");
  const isKnown =
    own.length > 0 || isComposed || hasWhole || names.flat().some((name) => named.functions.get(name));
  if (!isKnown || others.length > 0 || !names.every(isMeant)) return undefined;
  const isThere = parts.some(
    (part) =>
      part.kind === "product" &&
      part.factors[1]?.operator === "juxtaposed" &&
      isComposition(unprimed(part.factors[0]!.factor).root, isNamed),
  );
  return (part) => argued(part, { ...named, by, bare, isNamed, isFunction, isComposed, isThere });
}

interface Reading extends Named {
  readonly by: string | undefined;
  /** Functions that are primed without an argument. */
  readonly bare: ReadonlySet<string>;
  /** Given, or called a function. */
  readonly isNamed: (name: string) => boolean;
  readonly isFunction: (name: string) => boolean;
  readonly isComposed: boolean;
  /** Is a composition applied, so that all functions are? */
  readonly isThere: boolean;
}

function argued(part: Syntax, reading: Reading): Syntax {
  const { given, by, isFunction } = reading;
  const at = (inside: Syntax): Syntax => argued(inside, reading);
  const { root, order } = unprimed(part);
  const variable = nameAt(by ?? VARIABLE, part);
  if (root.kind === "name" && !root.derivative && isFunction(root.name)) {
    const one = given(root.name);
    // of what is given without an argument the value is its own
    if (one && !one.isApplied) return derivativeBy(one.by ? root : at(one.value), variable, order);
    const isValue = !one && !reading.isComposed && !reading.functions.has(root.name);
    if ((by !== undefined || reading.isComposed) && !isValue) return called(part, variable, reading);
    return derivativeBy(isValue ? root : called(root, variable, reading), variable, order);
  }
  const whole = composed(root, variable, reading);
  if (whole || order > 0) return derivativeBy(whole ?? at(root), variable, order);
  if (part.kind === "call" && part.args.length === 1 && isFactor(part.name, part.args[0]!, reading)) {
    const factors = [called(nameAt(part.name, part), variable, reading), at(part.args[0]!)];
    return productOf(factors, part.span);
  }
  return part.kind === "product" ? withFactors(part, reading) : withParts(part, at);
}

function withFactors(part: Extract<Syntax, { kind: "product" }>, reading: Reading): Syntax {
  const factors: ProductFactor[] = [];
  let [isTaken, isCalled] = [false, false];
  part.factors.forEach(({ factor, operator }, i) => {
    const next = part.factors[i + 1];
    const behind = next?.operator === "juxtaposed" ? next.factor : undefined;
    const { root, order } = unprimed(factor);
    if (isTaken) {
      isTaken = false;
      return;
    }
    const isOfFunction = behind !== undefined && isFunctionName(behind, reading);
    // (f ∘ g)'(x)
    const whole = behind?.kind === "name" && !isOfFunction ? composed(root, behind, reading) : undefined;
    const isOwn = behind !== undefined && isFunctionName(root, reading);
    const isBracketed =
      isOwn && /^(?:\\[a-z]+)?\s*\(/iu.test(reading.text.slice(factor.span.end, behind.span.end));
    // f'(g(x)) beside it, and f'(g) in any case
    const isApplied = isOwn && (reading.isThere || (isOfFunction && isBracketed));
    isTaken = whole !== undefined || isApplied;
    if (whole) factors.push({ operator, factor: derivativeBy(whole, behind!, order) });
    else if (isApplied) factors.push({ operator, factor: called(factor, argued(behind, reading), reading) });
    else {
      const isCall = isOwn && order === 0 && !isOfFunction && !isFactor(nameOf(root)[0]!, behind, reading);
      // what stands behind is no argument
      if (isCall) factors.push({ operator, factor });
      else
        factors.push({
          operator: operator === "juxtaposed" && !isCalled ? "*" : operator,
          factor: argued(factor, reading),
        });
      isCalled = isCall;
    }
  });
  return factors.length === 1 ? factors[0]!.factor : { ...part, factors };
}

/** What stands in brackets behind a function is none of its arguments where the function has none elsewhere. */
const isFactor = (name: string, behind: Syntax, { bare, isFunction }: Reading): boolean =>
  behind.kind !== "name" &&
  isFunction(name) &&
  (bare.has(name) || [...everyPart(behind)].some((part) => part.kind === "name" && part.name === name));

const isFunctionName = (part: Syntax, { isFunction }: Reading): boolean =>
  part.kind === "name" && isFunction(part.name);

/** f ∘ g, there. */
function composed(part: Syntax, argument: Syntax, reading: Reading): Syntax | undefined {
  if (part.kind !== "product" || !isComposition(part, reading.isNamed)) return undefined;
  return part.factors.reduceRight((inner, { factor }) => called(factor, inner, reading), argument);
}

const isComposition = (part: Syntax, isFunction: (name: string) => boolean): boolean =>
  part.kind === "product" &&
  part.factors.length > 1 &&
  part.factors.every(({ factor, operator }, i) => {
    const { root } = unprimed(factor);
    return (i === 0 || operator === ".*") && root.kind === "name" && isFunction(root.name);
  });

/** f and g of f ∘ g, which nothing says to be else; u' ∘ v + u ∘ v' is of entries. */
export function composedIn(
  sides: readonly (Syntax | undefined)[],
  declared: ReadonlySet<string>,
  text: string,
): string[] {
  const isOpen = (name: string): boolean => /^\p{Ll}$/u.test(name) && !declared.has(name);
  const found = sides
    .flatMap((side) => (side ? everyPart(side) : []))
    .filter((part) => part.kind === "product" && isComposition(part, isOpen));
  const isOfEntries = found.some(
    (part) => part.kind === "product" && part.factors.slice(1).some(isPrimedFactor),
  );
  return isOfEntries || /\\odot|⊙/u.test(text) ? [] : found.flatMap(everyPart).flatMap(nameOf);
}

const isPrimedFactor = ({ factor }: ProductFactor): boolean => isPrimed(factor);

const nameOf = (part: Syntax): string[] =>
  part.kind === "name" || part.kind === "call" ? [part.name.replace(/'+$/, "")] : [];

/** g of g'', and 2. */
function unprimed(part: Syntax): { readonly root: Syntax; readonly order: number } {
  let [root, order] = [part, 0];
  for (; isPrimed(root); root = root.of) order++;
  return { root, order };
}

const nameAt = (name: string, { span }: Syntax): Syntax => ({ kind: "name", name, span });

/** f'(x) of an f' */
function called(part: Syntax, argument: Syntax, { given, functions }: Reading): Syntax {
  const { root, order } = unprimed(part);
  const name = root.kind === "name" ? root.name : "";
  const own = given(name) ? name : (functions.get(name) ?? name);
  return { kind: "call", name: own + "'".repeat(order), args: [argument], span: part.span };
}

export function derivativeBy(of: Syntax, by: Syntax, order = 1): Syntax {
  let value = of;
  for (let k = 0; k < order; k++) value = derivativeOf("d", value, [by]);
  return value;
}
