/**
 * How much is said: low leaves out what stands between the first and the last line of a chain, and the reasons;
 * high also has the shapes of the names that were introduced, and every result in the variables alone.
 */
import { isScalar, type SymbolNode } from "../../expression/expr.ts";
import { isShort } from "../../print/defined.ts";
import { simplify } from "../../simplify/simplify.ts";
import { equation, expanded, membership, sentence, step } from "../pieces.ts";
import type { Derivation, Equation, Membership, Section, Sentence, Shown, Step, Style } from "../step.ts";
import type { Setup, StyleOptions } from "../style.ts";

export function withDetail(
  derivation: Derivation,
  { cotangent, loss }: Setup,
  detail: StyleOptions["detail"] = "normal",
): Derivation {
  if (detail === "normal") return derivation;
  if (detail === "high") {
    if (OWN.includes(derivation.style)) return derivation;
    return writtenOut(derivation, new Set(cotangent ? [cotangent, loss] : []));
  }
  const sections = derivation.sections.map((section) => ({
    ...section,
    steps: section.steps.map(shortened),
  }));
  return { ...derivation, sections: firstLines(sections) };
}

/** Lines of a derivation at low detail. */
const FEW = 3;

/** What is read off stands with the results: it is no line. */
const linesOf = ({ rule, equations }: Step): number => (rule === "identification" ? 0 : equations.length);

/** Of more lines the first, and that the others follow. */
function firstLines(sections: readonly Section[]): Section[] {
  let left = FEW;
  const isCut = sections.flatMap((s) => s.steps).reduce((n, s) => n + linesOf(s), 0) > FEW;
  if (!isCut) return [...sections];
  let position = 0;
  const places = new Map<number, number>();
  let count = 0;
  const keep = (own: Step): Step => {
    places.set(position - 1, count++);
    return { ...own, from: own.from.flatMap((place) => places.get(place) ?? []) };
  };
  const kept = sections.map((section) => ({
    ...section,
    steps: section.steps.flatMap((own) => {
      position += 1;
      if (linesOf(own) === 0) return [keep(own)];
      const equations = own.equations.slice(0, left);
      if (equations.length === 0) return [];
      left -= equations.length;
      if (left > 0) return [keep({ ...own, equations })];
      return [
        keep({ ...own, equations }),
        step("folded", [sentence("folded.rest")], [], "display", [count++ - 1]),
      ];
    }),
  }));
  return kept.filter((s, n) => s.steps.length > 0 || sections[n]?.steps.length === 0);
}

/** At high, these styles write out the entries themselves. */
const OWN: readonly Style[] = ["elementwise", "perturbation"];

/** Lines that go on from one another become one line. */
function shortened(own: Step): Step {
  const lines: Equation[] = [];
  for (const { sides, relation } of own.equations) {
    const before = lines.at(-1);
    const last = before?.sides.at(-1);
    const goesOn =
      last && last.value === sides[0]?.value && !relation && !before?.relation && sides.length > 1;
    const bare: Equation = relation ? { sides, relation } : { sides };
    if (goesOn && before)
      lines[lines.length - 1] = equation([before.sides[0] as Shown, sides.at(-1) as Shown]);
    else lines.push(bare);
  }
  return { ...own, equations: lines };
}

/** What is unknown keeps its name: a loss, its derivative. */
function writtenOut(derivation: Derivation, unknown: ReadonlySet<SymbolNode>): Derivation {
  const last = derivation.sections.at(-1);
  if (!last) return derivation;
  const known = {
    ...last.setting,
    defined: new Map([...last.setting.defined].filter(([s]) => !unknown.has(s))),
  };
  const lines = derivation.results.flatMap(({ sides }): Equation[] => {
    const [first, form] = [sides[0] as Shown, sides.at(-1) as Shown];
    const [whole] = expanded([form.value], known) as [Shown["value"]];
    const short = simplify(whole);
    return short === form.value || !isShort(short) ? [] : [equation([first, short])];
  });
  const made = introduced(derivation);
  const steps = [
    ...(made.length > 0 ? [step("shapes", [sentence("detail.shapes", { what: made })], [])] : []),
    ...(lines.length > 0 ? [step("written out", [sentence("detail.writtenOut")], lines, "aligned")] : []),
  ];
  if (steps.length === 0) return derivation;
  const section: Section = { title: undefined, steps, setting: last.setting };
  return { ...derivation, sections: [...derivation.sections, section] };
}

/** The equations in a sentence, those of the sentences in it too. */
const equationsIn = ({ places = {} }: Sentence): Equation[] =>
  [...Object.values(places)].flat().flatMap((place) => {
    if (typeof place !== "object") return [];
    return "key" in place ? equationsIn(place) : "sides" in place ? [place] : [];
  });

/** The names that the steps define, with their shapes. */
function introduced({ sections }: Derivation): Membership[] {
  const known = new Map<SymbolNode, Membership>();
  for (const { steps, setting } of sections) {
    const inText = steps.flatMap((s) => s.text.flatMap(equationsIn));
    for (const { sides } of [...inText, ...steps.flatMap((s) => s.equations)]) {
      const name = sides[0]?.value;
      const isMade = name?.kind === "symbol" && name.role === "made" && sides[0]?.kind === "expression";
      if (isMade && !isScalar(name) && setting.defined.has(name)) known.set(name, membership(name));
    }
  }
  return [...known.values()];
}
