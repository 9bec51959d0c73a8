/**
 * The state in the address, behind #: a link is a bookmark.
 *
 *     { text: "Y = X W", tab: "index" }  ⇄  #p=Y+%3D+X+W&t=index
 *
 * What stands there is somebody's text: a value that is not one of a list, or not of its form, is left out.
 */
import { CLAIM_LAYOUTS, DEFAULTS, LOCALES, MODES, NOTATIONS, SIZES, type State, TABS } from "./state.ts";

/** Longer texts are not taken from an address, nor put into one. */
const LONGEST = 20_000;

type Read = (text: string) => string | number | undefined;

const oneOf =
  (values: readonly string[]): Read =>
  (text) =>
    values.includes(text) ? text : undefined;
/** No control characters but the ends of lines and tabs. */
const words: Read = (text) => (text.length <= LONGEST && !/[^\P{Cc}\n\t]/u.test(text) ? text : undefined);
const names: Read = (text) => (/^[\p{L}\p{N}_, ]{0,200}$/u.test(text) ? text : undefined);
/** The engine says which there are. */
const target: Read = (text) => (/^[a-z]{1,20}$/.test(text) ? text : undefined);
const fileName: Read = (text) => (/^[\w-]{1,60}\.(md|tex|rst)$/.test(text) ? text : undefined);
const size: Read = (text) => {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return number >= SIZES.least && number <= SIZES.most ? number : undefined;
};

/** Key in the address, field of the state, what it may be. */
const ROWS: readonly (readonly [string, keyof State, Read])[] = [
  ["m", "mode", oneOf(MODES)],
  ["p", "text", words],
  ["w", "wrt", names],
  ["t", "tab", oneOf(TABS)],
  ["n", "size", size],
  ["c", "target", target],
  ["q", "claim", words],
  ["l", "claimLayout", oneOf(CLAIM_LAYOUTS)],
  ["d", "note", words],
  ["f", "file", fileName],
  ["lang", "locale", oneOf(LOCALES)],
  ["layout", "layout", oneOf(NOTATIONS.layout)],
  ["transpose", "transpose", oneOf(NOTATIONS.transpose)],
  ["bold", "bold", oneOf(NOTATIONS.bold)],
  ["derivative", "derivative", oneOf(NOTATIONS.derivative)],
];

/** What an address says; never more than it says. */
export function readFragment(hash: string): Partial<State> {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const found: Record<string, string | number> = {};
  for (const [key, field, read] of ROWS) {
    const text = given.get(key);
    const value = text === null ? undefined : read(text);
    if (value !== undefined) found[field] = value;
  }
  return found as Partial<State>;
}

/** Only what isn't usual. */
export function writeFragment(state: State): string {
  const params = new URLSearchParams();
  for (const [key, field] of ROWS) {
    const value = String(state[field]);
    if (value !== String(DEFAULTS[field]) && value.length <= LONGEST) params.set(key, value);
  }
  return `#${params}`;
}
