/**
 * The arguments of a command, read by the table of its options. What is no option of the table is an operand,
 * also where it begins with a minus.
 *
 *     derive "-x'x" --wrt x   ─▶  operands ["-x'x"], wrt ["x"]         equal -A "0 - A"  ─▶  operands ["-A", "0 - A"]
 */
import { nearest } from "../nearest.ts";
import { UsageError } from "./usage.ts";

export interface Option {
  /**
   * switch: it is there or not · text: one value · texts: a value each time · list: names, separated by commas or
   * blanks, and more each time · count: a whole number.
   */
  readonly type: "switch" | "text" | "texts" | "list" | "count";
  readonly short?: string;
  /** What stands for its value in the help. */
  readonly value?: string;
  readonly help: string;
  /** All that it takes. */
  readonly values?: readonly string[];
  /** The least that a count may be; 0 unless given. */
  readonly least?: number;
  /** Its value names a file. */
  readonly file?: true;
  /** The heading it stands under in the help; Options unless given. */
  readonly group?: string;
}

export type Options = Readonly<Record<string, Option>>;

type Word<O extends Option> = O extends { readonly values: readonly (infer V extends string)[] } ? V : string;
type ValueOf<O extends Option> = {
  switch: boolean;
  text: Word<O> | undefined;
  texts: readonly string[];
  list: readonly Word<O>[];
  count: number | undefined;
}[O["type"]];
export type Values<T extends Options> = { readonly [N in keyof T]: ValueOf<T[N]> };

/** What a command takes: formulas may begin with a minus, files and words may not. */
export interface Table<T extends Options = Options> {
  readonly name: string;
  readonly options: T;
  readonly operands: "formulas" | "files" | "words";
}

interface Arguments<T extends Options> {
  readonly values: Values<T>;
  readonly operands: readonly string[];
}

/** The options as they were given, by name, and the operands. */
interface Given {
  readonly options: Map<string, string[]>;
  readonly operands: string[];
}

/**
 * Options of `before` (those that stand in a file) hold where the arguments don't say otherwise; what is a fact each,
 * such as the size of a matrix, is said besides.
 * @throws UsageError for an option or a value that the table hasn't
 */
export function readArguments<const T extends Options>(
  args: readonly string[],
  table: Table<T>,
  before: readonly string[] = [],
): Arguments<T> {
  const first = given(before, table);
  const [stray] = first.operands;
  if (stray !== undefined) throw new UsageError(`${stray} belongs to no option of the file`);
  const { options, operands } = given(args, table);
  const values = Object.entries(table.options).map(([name, option]) => {
    const own = options.get(name) ?? [];
    const isAdded = option.type === "texts" || own.length === 0;
    const texts = isAdded ? [...(first.options.get(name) ?? []), ...own] : own;
    return [name, interpreted(name, option, texts)];
  });
  return { values: Object.fromEntries(values), operands };
}

/** One source of arguments by the table. */
function given(args: readonly string[], table: Table): Given {
  const found: Given = { options: new Map(), operands: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === "--") {
      found.operands.push(...args.slice(i + 1));
      break;
    }
    const named = optionIn(arg, table.options);
    if (!named) {
      if (mayBeOperand(arg, table)) found.operands.push(arg);
      else throw unknownOption(arg, table);
      continue;
    }
    const { name, option } = named;
    let { value } = named;
    if (option.type === "switch") {
      if (value !== undefined) throw new UsageError(`--${name} takes no value, and this is ${arg}`);
    } else if (value === undefined) {
      value = args[++i];
      if (value === undefined || value === "--" || optionIn(value, table.options)) {
        const more = value === undefined ? "" : `; where ${value} is meant, write --${name}=${value}`;
        throw new UsageError(`${lacking(name, option)}${more}`);
      }
    }
    add(found.options, name, option, value ?? "");
  }
  return found;
}

const lacking = (name: string, { value = "TEXT" }: Option): string =>
  `--${name} lacks its value: --${name} ${value}`;

function add(options: Map<string, string[]>, name: string, option: Option, value: string): void {
  const { type } = option;
  const before = options.get(name);
  const isMany = type === "texts" || type === "list";
  if (type !== "switch" && value.trim() === "") throw new UsageError(lacking(name, option));
  if (before && !isMany && before[0] !== value) {
    throw new UsageError(`--${name} is given twice, as ${before[0]} and ${value}`);
  }
  if (before && isMany) before.push(value);
  else options.set(name, [value]);
}

/** --name, --name=value, -n, -n=value, where the table has it. */
function optionIn(
  arg: string,
  options: Options,
): { readonly name: string; readonly option: Option; readonly value: string | undefined } | undefined {
  const [, long, short, value] = /^(?:--([^=]+)|-([^-=]))(?:=(.*))?$/s.exec(arg) ?? [];
  const name =
    long ?? (short && Object.entries(options).find(([, { short: letter }]) => letter === short)?.[0]);
  if (!name || !Object.hasOwn(options, name)) return undefined;
  return { name, option: options[name] as Option, value };
}

/** `-x'x` and `--x` are formulas; `--formt`, and `-wX` where -w is an option, are taken for slips. */
function mayBeOperand(arg: string, { options, operands }: Table): boolean {
  if (!arg.startsWith("-") || arg === "-") return true;
  if (operands !== "formulas") return false;
  if (/^--[a-z_][\w-]+(=|$)/i.test(arg)) return false;
  return !(/^-\w\w+$/.test(arg) && optionIn(arg.slice(0, 2), options));
}

function unknownOption(arg: string, { name, options, operands }: Table): UsageError {
  const [written = arg] = arg.split("=", 1);
  const joined = optionIn(arg.slice(0, 2), options);
  const near = nearest(written.replace(/^--?/, ""), Object.keys(options));
  const apart = !arg.startsWith("--") && joined ? `${arg.slice(0, 2)} ${arg.slice(2)}` : undefined;
  const meant = apart ?? (near && `--${near}`);
  const formula = operands === "formulas" ? "; a formula that begins so comes after --" : "";
  const hint = meant ? `did you mean ${meant}?` : `matgrad help ${name} lists them${formula}`;
  return new UsageError(`${name} has no option ${written}: ${hint}`);
}

function interpreted(name: string, option: Option, texts: readonly string[]): unknown {
  const [text] = texts;
  switch (option.type) {
    case "switch":
      return texts.length > 0;
    case "text":
      return text === undefined ? undefined : oneOf(name, text, option.values);
    case "texts":
      return texts;
    case "list":
      return list(texts).map((word) => oneOf(name, word, option.values));
    case "count":
      return text === undefined ? undefined : wholeNumber(name, text, option.least);
  }
}

function oneOf(name: string, value: string, allowed: readonly string[] | undefined): string {
  if (!allowed || allowed.includes(value)) return value;
  const near = nearest(value, allowed);
  const takes = `t takes ${allowed.join(", ")}`;
  throw new UsageError(
    `--${name} cannot be ${value}: ${near === undefined ? `i${takes}` : `did you mean ${near}? I${takes}`}`,
  );
}

export function wholeNumber(name: string, value: string, least = 0): number {
  if (!/^\d{1,12}$/.test(value) || Number(value) < least) {
    const from = least > 0 ? ` from ${least}` : "";
    throw new UsageError(`--${name} takes a whole number${from}, not ${value}`);
  }
  return Number(value);
}

/** Names, separated by commas or blanks. */
const list = (values: readonly string[]): string[] =>
  values.flatMap((v) => v.split(/[\s,]+/)).filter((v) => v !== "");
