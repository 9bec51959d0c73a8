/**
 * What was found at earlier readings of a note, by all that it rests on: after an edit only what rests on something
 * else is found again.
 *
 *     memory.find("verdict", [claim, definitions, sizes], () => judge(…))
 */

export interface Memory {
  /** What `make` gives, unless it is known for the same key. */
  readonly find: <T>(kind: string, key: string, make: () => T) => T;
  /** How often something of a kind was made since the last call of `next`. */
  readonly made: (kind: string) => number;
  /** A new reading begins: what the last ones didn't need is forgotten. */
  readonly next: () => void;
}

/** So many readings are remembered: an edit is often taken back. */
const READINGS = 8;

export function newMemory(): Memory {
  const held = new Map<string, { readonly value: unknown; used: number }>();
  const counts = new Map<string, number>();
  let reading = 0;
  return {
    find: <T>(kind: string, key: string, make: () => T): T => {
      const name = `${kind} ${key}`;
      const known = held.get(name);
      if (known) {
        known.used = reading;
        return known.value as T;
      }
      const value = make();
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      held.set(name, { value, used: reading });
      return value;
    },
    made: (kind) => counts.get(kind) ?? 0,
    next: () => {
      reading++;
      counts.clear();
      for (const [name, { used }] of held) if (used < reading - READINGS) held.delete(name);
    },
  };
}

/** Where a part stands is none of what it is. */
const PLACES: ReadonlySet<string> = new Set([
  "span",
  "leftSpan",
  "rightSpan",
  "formula",
  "at",
  "words",
  "section",
]);

/** A value as text: equal for equal values, maps and sets in their order. */
export const fingerprint = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) => {
    if (PLACES.has(key)) return undefined;
    if (part instanceof Map) return [...part];
    return part instanceof Set ? [...part] : part;
  }) ?? "";

/** 53 bits of a text: two texts of a note have the same once in 10¹⁵ (cyrb53, bryc 2018, public domain). */
export function hashed(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
