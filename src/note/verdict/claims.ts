/**
 * The claims of a note, each judged: its sections give names their meaning, the engine compares the two sides.
 *
 *     J(w) = \|X w - y\|^2,  \nabla_w J = X^\top (X w - y)  ─▶  wrong
 *
 * wrong: every admissible reading refutes it; right: it holds in the first that decides; else unclear.
 */
import { ParseError, type Span } from "../../errors.ts";
import { UNIT } from "../../expression/dimension.ts";
import type { Judgement } from "../../problem/claim/judge.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Numbers, Role } from "../finding.ts";
import type { Knowledge } from "../meaning/knowledge.ts";
import { referenceOf } from "../meaning/reference.ts";
import { type Memory, newMemory } from "../memory.ts";
import type { Note } from "../note.ts";
import { type Document, documentOf } from "../sections/document.ts";
import { sectionOf } from "../sections/fitted.ts";
import { type SectionKind, sizesSaid } from "../sections/printing.ts";
import { neededFor } from "../sections/scope.ts";
import type { Section } from "../sections/section.ts";
import { linearIn } from "../sections/systems.ts";
import type { Statements } from "../statements/formulas.ts";
import { hasMean } from "../statements/rewritten/expectations.ts";
import type { Judgeable } from "../statements/roles.ts";
import { whereStructured } from "./asSaid.ts";
import { certain, looseIn } from "./certainty.ts";
import { isChainOf, isChainRule } from "./chainRule.ts";
import { attempted, inReading, withinReach } from "./compare.ts";
import { engineVerdict } from "./engine.ts";
import { definedBefore, doubtOf, namesIn, restingOn, saidElsewhere } from "./grounds.ts";
import { inOneLayout } from "./layouts.ts";
import { behindCondition } from "./readings/behindConditions.ts";
import { holdsOfNumbers } from "./readings/entrywise.ts";
import { isOrdered } from "./readings/inequalities.ts";
import { kindsFor } from "./readings/kinds.ts";
import { readingsOf } from "./readings/readings.ts";
import { withoutHats } from "./readings/vanishing.ts";
import { type Keys, keysOf } from "./remembered.ts";
import { isByName, isCondition, isIdentityMaybe, isOfIndices, otherRole } from "./roundabout.ts";
import { inNumbers, type Layouts, TOO_LONG, type Verdict } from "./sides/verdict.ts";

export interface Claim {
  readonly span: Span;
  readonly rightSpan: Span;
  readonly latex: string;
  readonly role: Role;
  readonly verdict: "right" | "wrong" | "ill-formed" | "unclear" | undefined;
  readonly why: string;
  /** Nothing that is known to be unsupported, but a fault of the program. */
  readonly isFailure?: boolean;
  /** It can't be read. */
  readonly isUnread?: boolean;
  /** It holds in this layout alone. */
  readonly onlyIn?: Layouts;
  /** It means something only where sizes agree that the note keeps apart. */
  readonly isAtEqualSizes?: boolean;
  /** Not written as a relation, but under a brace. */
  readonly isLabel?: boolean;
  /** What is right, where the engine has it. */
  readonly correct?: string;
  /** It is surely meant to hold, by its form or its words. */
  readonly isSure?: boolean;
  readonly numbers?: Numbers | undefined;
  /** Unclear, though every reading refutes it: no usual slip explains it. */
  readonly isRefuted?: boolean;
  /** It may say what one of its letters is. */
  readonly isGiving?: boolean;
  /** It agrees with what its chain begins with, and not with what stands before it. */
  readonly isOfHead?: boolean;
  /** Which of the note's sections it stands in. */
  readonly section: number;
  /** Of a claim that isn't right: the note says of what size all its names are. */
  readonly isTold?: boolean;
}

/** In so many readings a claim is judged. */
const MOST_READINGS = 60;

/** A note with its sections. */
export interface Reading {
  readonly document: Document;
  readonly keys: Keys;
  readonly sectionAt: (section: number, kind: SectionKind, isStrict?: boolean) => Section;
}

export function readingOf(note: Note, statements: Statements, memory: Memory = newMemory()): Reading {
  const document = documentOf(note, statements);
  const keys = keysOf(document);
  const sections = new Map<string, Section>();
  const sectionAt = (at: number, kind: SectionKind, isStrict = false): Section => {
    const name = `${kind} ${isStrict} ${at}`;
    const known = sections.get(name);
    if (known) return known;
    const found = memory.find("section", `${kind} ${isStrict} ${keys.section(at)}`, () =>
      sectionOf(document, at, kind, isStrict),
    );
    const section = { ...found, relations: neededFor(document.scopes, at) };
    sections.set(name, section);
    return section;
  };
  return { document, keys, sectionAt };
}

/** Verdicts that rest on nothing that has changed are those of `memory`; `tick` is called before each. */
export function claimsOf(
  { document, keys, sectionAt }: Reading,
  memory: Memory = newMemory(),
  tick: () => void = () => undefined,
): Claim[] {
  let asked = 0;
  const mayAsk = (): boolean => asked++ < MOST_ASKED;
  const judgedAll = document.relations.map((relation, i): Judged => {
    const { span, rightSpan, latex, role, kind, section, isSure } = relation;
    const plain = { span, rightSpan, latex, role, section, isLabel: kind === "label", isSure };
    if (role !== "claim" && !(role === "assumption" && isIdentityMaybe(relation)))
      return { ...plain, verdict: undefined, why: `it is no claim: ${role}` };
    tick();
    const judgedAs = (kind: SectionKind, isLast: boolean, isStrict = false): Found => {
      const section = sectionAt(relation.section, kind, isStrict);
      const ask = isLast ? mayAsk : () => false;
      const found = memory.find("verdict", `${kind} ${isLast} ${keys.verdict(i, section)}`, () => {
        const all = withinReach(() => judgedRelation(document, section, relation, i, ask));
        const before = isRefused(all.verdict) && definedBefore(document, section, relation, i);
        const own = before && withinReach(() => judgedRelation(...before, relation, i, ask));
        return own && !isRefused(own.verdict) ? own : all;
      });
      const isOfMore = !isStrict && saidElsewhere(relation, section).length > 0;
      return isOfMore ? restingOn(section, relation, found, judgedAs(kind, isLast, true)) : found;
    };
    const general = sectionAt(relation.section, "general");
    const kinds: readonly SectionKind[] = general.hasPrints ? kindsFor(relation, general) : ["general"];
    let found = judgedAs(kinds[0]!, kinds.length === 1);
    // x^\top w of an x that is printed with as many entries as d is said to be
    const isPrinted = found.verdict === "ill-formed" && sizesSaid(general.relations).length > 0;
    if (isPrinted && kinds[1]) {
      const other = judgedAs(kinds[1], true);
      if (other.verdict === "right") found = other;
    }
    if (found.verdict === "unclear" && kinds[1]) {
      const other = judgedAs(kinds[1], true);
      // what differs in general is not right for holding at the printed sizes
      const isBorneOut = found.isRefuted ? other.verdict === "wrong" : other.verdict !== "unclear";
      const decides = found.isDoubted ? other.verdict === "right" : isBorneOut;
      if (other.verdict !== undefined && decides) found = other;
    }
    return { ...plain, ...found };
  });
  return inOneLayout(judgedAll, document.facts.layout ?? "mixed");
}

/** Of claims that the note alone doesn't show to be right, so many are put to the engine's judge. */
const MOST_ASKED = 200;

/** What is refuted holds in the engine's reading, or what is right; what is unclear is clear to it. */
function withEngine(
  inNote: Verdict,
  document: Document,
  section: Section,
  relation: Judgeable,
  at: number,
): Judging {
  let found: Judgement | undefined;
  attempted(() => {
    found = engineVerdict(document, section, relation);
    return inNote;
  });
  if (!found || found.verdict === "unclear") return inNote;
  // the engine knows nothing of a_j > 0, but reads the letters alike: what it bears out needs no further certainty
  if (isOrdered(section, relation)) return found.verdict === inNote.verdict ? { ...inNote } : inNote;
  const doubt = found.verdict === "right" ? undefined : doubtOf(document, section, relation);
  if (doubt !== undefined) return { verdict: "unclear", why: doubt, isDoubted: true };
  if (found.verdict === "right") return { verdict: "right", why: found.why };
  const structured = whereStructured(inNote, document, section, relation, at) ?? inNote;
  if (structured !== inNote) return structured;
  const correct = found.correct && { correct: found.correct.latex };
  // the engine reads letters that nothing tells of by their look alone
  if (inNote.verdict === "unclear" && looseIn(relation, document, section) !== undefined) return inNote;
  if (inNote.verdict === "unclear") return { verdict: found.verdict, why: found.why, ...correct };
  return { ...inNote, ...correct };
}

type Judging = Verdict & Pick<Claim, "correct">;

/** What is said of a relation, wherever it stands. */
type Found = Omit<Judged, "span" | "rightSpan" | "latex" | "role" | "section" | "isSure"> & {
  readonly role?: Role;
};

function judgedRelation(
  document: Document,
  section: Section,
  relation: Judgeable,
  at: number,
  mayAsk: () => boolean,
): Found {
  if (isOfIndices(relation, section))
    return { role: "assumption", verdict: undefined, why: "it says what an index is" };
  if (relation.role === "assumption") {
    // A u = b says what u is
    const unknown = linearIn(relation)?.unknown.key;
    if (section.implied.some((one) => one.reference.key === unknown))
      return { verdict: undefined, why: "it is no claim: assumption" };
    const judged = attempted(() => judgedClaim(document, section, { ...relation, role: "claim" }, at, true));
    if (judged.verdict === "right") return { role: "claim", verdict: "right", why: judged.why };
    // A^T = A says what A is, and a = α where something vanishes
    const areNames = [relation.left, relation.right].every((side) => side && referenceOf(side));
    const isOfMore = !areNames && namesIn(relation).size > 1;
    const isTold = isOfMore && looseIn(relation, document, section) === undefined;
    return { verdict: undefined, why: `it is no claim: ${relation.role}`, isTold };
  }
  const judge = (own: Judgeable): Verdict => attempted(() => judgedClaim(document, section, own, at));
  const inNote = behindCondition(judge(relation), section, relation, at, judge);
  if (inNote.verdict !== "right" && isChainRule(relation, section))
    return { verdict: "right", why: "it is the chain rule" };
  if (inNote.verdict === "ill-formed" && holdsOfNumbers(document, section, relation, at))
    return { verdict: "right", why: "it holds entry by entry" };
  const isOpen = inNote.verdict !== "right" && inNote.layout === undefined;
  const found = isOpen && mayAsk() ? withEngine(inNote, document, section, relation, at) : inNote;
  const judged =
    found === inNote && found.layout === undefined ? certain(found, document, section, relation, at) : found;
  const isTold =
    judged.verdict !== "right" &&
    ![relation.left, relation.right].some(hasMean) &&
    looseIn(relation, document, section) === undefined;
  const isBad = isRefused(inNote.verdict);
  if (judged.verdict !== "right" && isCondition(relation))
    return { role: "condition", verdict: undefined, why: "it is no claim: condition" };
  const role = isBad ? otherRole(relation, judged.verdict, isTold) : undefined;
  if (role) return { role, verdict: undefined, why: `it is no claim: ${role}` };
  if (judged.verdict === "unclear" && relation.solves && relation.defines)
    return { role: "definition", verdict: undefined, why: "it is no claim: definition" };
  const isRefuted = isBad && judged.verdict === "unclear" && !judged.isDoubted;
  return { ...judged, isTold, ...(isRefuted && { isRefuted }) };
}

const isRefused = (verdict: Claim["verdict"]): boolean => verdict === "wrong" || verdict === "ill-formed";

export type Judged = Claim & Pick<Verdict, "layout" | "inLayout" | "isMatrix" | "isDoubted">;

function judgedClaim(
  document: Document,
  section: Section,
  relation: Judgeable,
  at: number,
  isByItself = false,
): Verdict {
  const { formula } = relation;
  const { left, right } = withoutHats(relation, section);
  if (!left || !right) {
    const error = formula.errors.find((e): e is ParseError => e instanceof ParseError);
    const why = error ? `it can't be read: ${error.message}` : "it can't be read";
    return { verdict: "unclear", why, isUnread: true };
  }
  let tried = 0;
  let refuted: Verdict | undefined;
  let doubt: Verdict | undefined;
  let merely: { readonly layout: Layouts; readonly numbers: Numbers | undefined } | undefined;
  for (const { known, layout, isOptional } of readingsOf(document, section, relation, at)) {
    if (isByItself && layout !== undefined) break;
    if (++tried > MOST_READINGS) {
      doubt ??= TOO_LONG;
      break;
    }
    const judgedAs = (own: Syntax, reading: Knowledge): Verdict =>
      attempted(() => inReading(document, section, { ...relation, left: own, right }, reading, at));
    const judgedWith = (reading: Knowledge): Verdict => {
      const own = judgedAs(left, reading);
      const whole = own.verdict !== "right" && isChainOf(relation) ? judgedAs(relation.head!, reading) : own;
      return whole.verdict === "right" ? whole : own;
    };
    const found = inNumbers(judgedWith(known));
    if (found.verdict === "right" && layout === undefined) {
      const own = known.layout === "numerator" && !known.isNablaDown ? "numerator" : "mixed";
      const other = own === "mixed" ? "numerator" : "mixed";
      const tells = isByName(relation) && judgedWith({ ...known, layout: other }).verdict !== "right";
      return { ...found, ...(tells && { layout: own }) };
    }
    // y = X w + ε says what y is made of, and no residual y − X w is ε
    if (isOptional || (found.isIndependent && refuted)) continue;
    if (found.verdict === "right") merely ??= layout && { layout, numbers: found.numbers };
    else if (found.verdict === "unclear" && layout === undefined) doubt ??= found;
    else if (layout === undefined) refuted ??= found;
  }
  if (merely !== undefined && !doubt) {
    const by = left.kind === "name" ? left.derivative?.by[0] : undefined;
    const own = by && referenceOf(by);
    const shape = own && section.shapes.get(own.key);
    const isMatrix = shape !== undefined && shape.rows !== UNIT && shape.cols !== UNIT;
    const isNabla = left.kind === "name" && left.derivative?.operator === "nabla";
    if (isNabla && merely.layout === "numerator") return refuted!;
    return { ...refuted!, layout: merely.layout, inLayout: merely.numbers, isMatrix };
  }
  return doubt ?? refuted ?? { verdict: "unclear", why: "nothing decides it" };
}
