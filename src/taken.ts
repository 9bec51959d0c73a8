/**
 * What an argument of the library must be, in tables: what JavaScript passes unchecked is an error that says what
 * is taken.
 *
 *     { order: whole(1) } and { order: "2" }  ─▶  the option order of derive is a whole number from 1, not "2"
 *     { order: whole(1) } and { ordre: 2 }    ─▶  derive has no option ordre; did you mean order?
 */
import { ArgumentError } from "./errors.ts";
import { nearest } from "./nearest.ts";

/** What values an argument takes, in a test and in words. */
export interface Taken {
  readonly holds: (value: unknown) => boolean;
  readonly what: string;
  /** The option must be there. */
  readonly needed?: true;
}

/** A row for each option, so that none can be forgotten. */
export type Table<Options> = { readonly [Name in keyof Required<Options>]: Taken };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const text: Taken = { holds: (value) => typeof value === "string", what: "a string" };
export const flag: Taken = { holds: (value) => typeof value === "boolean", what: "true or false" };
export const callback: Taken = { holds: (value) => typeof value === "function", what: "a function" };

export const whole = (least: number): Taken => ({
  holds: (value) => Number.isSafeInteger(value) && (value as number) >= least,
  what: `a whole number from ${least}`,
});

export const oneOf = (values: readonly unknown[]): Taken => ({
  holds: (value) => values.includes(value),
  what: values.length === 1 ? `${values[0]}` : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`,
});

export const listOf = (each: Taken, what: string): Taken => ({
  holds: (value) => Array.isArray(value) && value.every(each.holds),
  what,
});

/** An object whose values are all of a kind; a Map where the library has one. */
export const valuesOf = (each: Taken, what: string): Taken => ({
  holds: (value) => isObject(value) && !(value instanceof Map) && Object.values(value).every(each.holds),
  what,
});

export const instance = (of: new (...args: never[]) => unknown, what: string): Taken => ({
  holds: (value) => value instanceof of,
  what,
});

/** An object that has these fields. */
export const withFields = (names: readonly string[], what: string): Taken => ({
  holds: (value) => isObject(value) && names.every((name) => value[name] !== undefined),
  what,
});

export const either = (first: Taken, second: Taken): Taken => ({
  holds: (value) => first.holds(value) || second.holds(value),
  what: `${first.what}, or ${second.what}`,
});

export const needed = (taken: Taken): Taken => ({ ...taken, needed: true });

/** @throws ArgumentError where the value is not what `name` takes */
export function requireArgument(verb: string, name: string, taken: Taken, value: unknown): void {
  if (!taken.holds(value))
    throw new ArgumentError(`${verb} takes ${name}: ${taken.what}, not ${shown(value)}`);
}

/** @throws ArgumentError where one is missing, is none of the table, or is not what the table says */
export function requireOptions(verb: string, table: Readonly<Record<string, Taken>>, options: unknown): void {
  const names = Object.keys(table);
  if (!isObject(options)) {
    throw new ArgumentError(
      `the options of ${verb} are an object, not ${shown(options)}`,
      undefined,
      `its options are ${names.join(", ")}`,
    );
  }
  for (const [name, value] of Object.entries(options)) {
    const taken = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!taken) {
      const near = nearest(name, names);
      const hint = near === undefined ? `its options are ${names.join(", ")}` : `did you mean ${near}?`;
      throw new ArgumentError(`${verb} has no option ${name}`, undefined, hint);
    }
    if (value !== undefined && !taken.holds(value)) {
      throw new ArgumentError(`the option ${name} of ${verb} is ${taken.what}, not ${shown(value)}`);
    }
  }
  const missing = names.find((name) => table[name]?.needed && options[name] === undefined);
  if (missing !== undefined)
    throw new ArgumentError(`${verb} needs the option ${missing}: ${table[missing]?.what}`);
}

const LONGEST_SHOWN = 40;

/** A value in an error: as JSON where it has one, cut where it is long. */
export function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  const written = jsonOf(value) ?? String(value);
  return written.length > LONGEST_SHOWN ? `${written.slice(0, LONGEST_SHOWN)}…` : written;
}

/** Undefined for what has none: a symbol, NaN, an object that contains itself. */
function jsonOf(value: unknown): string | undefined {
  if (typeof value === "number") return undefined;
  try {
    return JSON.stringify(value);
  } catch {
    return typeof value === "object" ? "an object" : undefined;
  }
}
