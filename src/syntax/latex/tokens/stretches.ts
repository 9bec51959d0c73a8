/** Where stretches of raw tokens end: groups, brackets, lengths, relations with something above them. */
import type { RawToken } from "./characters.ts";
import { plainCommand } from "./plainCommand.ts";

interface Place {
  readonly raw: readonly RawToken[];
  readonly at: number;
}

/** Of the braces of a text the places of their partners: looked for once, however deep they are nested. */
const partners = new WeakMap<readonly RawToken[], ReadonlyMap<number, number>>();

function partnersOf(raw: readonly RawToken[]): ReadonlyMap<number, number> {
  const known = partners.get(raw);
  if (known) return known;
  const found = new Map<number, number>();
  const open: number[] = [];
  raw.forEach(({ type }, at) => {
    if (type === "braceOpen") open.push(at);
    else if (type === "braceClose" && open.length > 0) found.set(open.pop()!, at);
  });
  partners.set(raw, found);
  return found;
}

/** Where the group that begins here ends. */
export const groupEnd = ({ raw, at }: Place): number | undefined => partnersOf(raw).get(at);

/** Behind the brackets of \bbox[yellow, 5px]{…}. */
export function behindBrackets({ raw, at }: Place): number {
  if (raw[at]?.text !== "[") return at;
  const close = raw.findIndex(({ text }, i) => i > at && text === "]");
  return close < 0 ? at : close + 1;
}

/** Behind -1.5mu, 2pt. */
export function behindLength({ raw, at }: Place): number {
  let next = at;
  if (raw[next]?.type === "sign") next++;
  if (raw[next]?.type === "number") next++;
  for (let k = 0; k < 2 && raw[next]?.type === "letter"; k++) next++;
  return next;
}

/** \overset{\text{def}}{=}, \stackrel{(a)}{=}: the relation, which a "def" or a triangle above makes a definition. */
export function stackedRelation({
  raw,
  at,
}: Place): { readonly relation: RawToken; readonly next: number } | undefined {
  const end = groupEnd({ raw, at });
  if (end === undefined) return undefined;
  const isBraced = raw[end + 1]?.type === "braceOpen";
  const sign = raw[end + 1 + Number(isBraced)];
  const relation = sign?.type === "command" ? plainCommand(sign) : sign;
  if (relation?.type !== "relation" || (isBraced && raw[end + 3]?.type !== "braceClose")) return undefined;
  const above = raw
    .slice(at + 1, end)
    .map(({ text }) => text)
    .join("");
  const text = /def|triangle|Delta/iu.test(above) ? "coloneqq" : relation.text;
  return { relation: { ...relation, text }, next: end + 2 + 2 * Number(isBraced) };
}
