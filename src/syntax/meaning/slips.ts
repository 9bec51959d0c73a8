/**
 * What has a reading that hardly anybody means: errors that ask, instead of a silent guess.
 *
 *     x(1) beside x : n   ─▶  "x(1) may be an entry of x or a product"
 *     A^t, A symmetric, d/dx x'x, x/0, x[end], NaN x
 */
import { UnknownNameError, UnsupportedError } from "../../errors.ts";
import { STRUCTURE_WORDS } from "../../structures.ts";
import { type Known, valuesIn } from "../known.ts";
import type { Syntax } from "../tree.ts";

type Of<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

interface Around {
  readonly known: Known;
  readonly bound: ReadonlySet<string>;
}

const isKnown = (name: string, { known, bound }: Around): boolean => known.roles.has(name) || bound.has(name);

/** @throws UnknownNameError, UnsupportedError */
export function refuseSlip(part: Syntax, around: Around): void {
  if (part.kind === "name" && !isKnown(part.name, around)) refuseWord(part);
  if (part.kind === "power") refuseRaised(part, around);
  if (part.kind === "entry") refuseEnd(part, around);
  if (part.kind === "block") for (const cell of part.rows.flat()) refuseNumbersApart(cell);
  if (part.kind === "product") {
    refuseCallLike(part, around);
    refuseDerivative(part, around);
    refuseZeroDivisor(part);
  }
}

/** Some words are names as often: lower, upper. */
const STRUCTURES = new RegExp(
  `^(?:triangular|invertible|definite|${STRUCTURE_WORDS.filter((word) => !/[ ]|^(?:lower|upper)$/.test(word)).join("|")})$`,
);
const NOT_FINITE = /^(?:nan|inf|infinity)$/i;

function refuseWord({ name, span }: Of<"name">): void {
  if (STRUCTURES.test(name)) {
    const word = /triangular|invertible|positive|definite/.test(name) ? "spd" : name;
    throw new UnknownNameError(`'${name}' says what a matrix is, and is no value`, span, `A : ${word} n`);
  }
  if (NOT_FINITE.test(name))
    throw new UnknownNameError(`${name} is no number here`, span, "every number is finite");
}

/** The t of A^t may be a power or the transpose; so may H. */
function refuseRaised({ base, exponent, span }: Of<"power">, around: Around): void {
  if (exponent.kind !== "name" || !/^[tH]$/.test(exponent.name) || isKnown(exponent.name, around)) return;
  if (base.kind !== "name") return;
  const role = around.known.roles.get(base.name);
  const isCapital = base.name[0] !== base.name[0]?.toLowerCase();
  if (role === "scalar" || !(role || isCapital)) return;
  const facts = `${base.name}^${exponent.name} may be a power or the transpose`;
  throw new UnknownNameError(
    facts,
    span,
    `write ${base.name}', or declare the exponent: ${exponent.name} : scalar`,
  );
}

function refuseEnd({ of, indices }: Of<"entry">, around: Around): void {
  for (const index of indices) {
    const places = index.kind === "at" ? [index.index] : index.kind === "range" ? [index.from, index.to] : [];
    const end = places.find((place) => valuesIn(place).includes("end"));
    if (!end || isKnown("end", around)) continue;
    const name = of.kind === "name" ? of.name : "x";
    throw new UnknownNameError("end is no index here", end.span, `of a vector of n the last is ${name}[n]`);
  }
}

/** x(1) where x is a vector is an entry in other languages, and a product here. */
function refuseCallLike({ factors }: Of<"product">, around: Around): void {
  factors.forEach(({ operator, factor }, i) => {
    const before = factors[i - 1]?.factor;
    if (operator !== "juxtaposed" || before?.kind !== "name" || before.span.end !== factor.span.start) return;
    // x(i)^2
    const at = factor.kind === "power" ? factor.base : factor;
    const place = at.kind === "number" ? at.text : at.kind === "name" ? at.name : undefined;
    if (place === undefined || !isBracketed(at, place)) return;
    const isPlace = at.kind === "number" || around.bound.has(place);
    if (!isPlace || around.known.roles.get(before.name) === "scalar") return;
    const { name, span } = before;
    throw new UnknownNameError(
      `${name}(${place}) may be an entry of ${name} or a product`,
      { start: span.start, end: factor.span.end },
      `write ${name}[${place}] for the entry, ${name}*${place} for the product`,
    );
  });
}

/** d/dx, df/dx: no quotient of four names. */
function refuseDerivative({ factors }: Of<"product">, around: Around): void {
  factors.forEach(({ operator, factor }, i) => {
    const before = factors[i - 1]?.factor;
    if (operator !== "/" || before?.kind !== "name" || factor.kind !== "name") return;
    const by = /^d(.+)$/u.exec(factor.name)?.[1];
    if (by === undefined || !before.name.startsWith("d")) return;
    if (isKnown(factor.name, around) || isKnown(before.name, around)) return;
    if (!around.known.used.has(by) && !around.known.roles.has(by)) return;
    throw new UnknownNameError(
      `${before.name}/${factor.name} is a derivative`,
      { start: before.span.start, end: factor.span.end },
      "ask for the derivative of an expression; it isn't part of one",
    );
  });
}

const isBracketed = ({ span }: Syntax, text: string): boolean => span.end - span.start > text.length;

/** [1 2 3] would be the product 6. */
function refuseNumbersApart(cell: Syntax): void {
  const parts = cell.kind === "product" ? cell.factors.slice(1) : [];
  for (const { operator, factor } of parts) {
    if (operator !== "juxtaposed" || factor.kind !== "number" || isBracketed(factor, factor.text)) continue;
    const facts = "columns of a block are separated by ','";
    throw new UnknownNameError(facts, factor.span, "write [1, 2; 3, 4]");
  }
}

function refuseZeroDivisor({ factors }: Of<"product">): void {
  const zero = factors.find(
    ({ operator, factor }) => /\/$/.test(operator) && factor.kind === "number" && Number(factor.text) === 0,
  );
  if (zero) throw new UnsupportedError("this divides by 0", zero.factor.span);
}
