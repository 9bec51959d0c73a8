/** Which arguments are options and which are operands: the table decides. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { COMMON, helpOf } from "../../src/cli/command.ts";
import { COMMANDS, commandNamed } from "../../src/cli/commands.ts";
import { type Options, readArguments, type Table } from "../../src/options/arguments.ts";
import { matgrad } from "./program.ts";

const OPTIONS = {
  wrt: { type: "list", short: "w", value: "X,W", help: "" },
  style: { type: "text", values: ["matrix", "index"], value: "NAME", help: "" },
  given: { type: "texts", value: "FACT", help: "" },
  seed: { type: "count", value: "N", help: "" },
  json: { type: "switch", short: "j", help: "" },
} as const satisfies Options;
const table: Table<typeof OPTIONS> = { name: "derive", options: OPTIONS, operands: "formulas" };
const read = (...args: string[]) => readArguments(args, table);
const NONE = { wrt: [], style: undefined, given: [], seed: undefined, json: false };

describe("an argument that begins with a minus", () => {
  it.each([
    "-x'x",
    "-A",
    "--x",
    "-2 x",
    "-w'w",
    "-w x",
    "-(a + b)",
    "--x'x",
    "-f(x)",
    "-1",
    "-",
    "-λ",
    "--a*b = c",
  ])("%j is an operand", (formula) => {
    expect(read(formula)).toEqual({ values: NONE, operands: [formula] });
  });

  it.each([
    [["--wrt", "x"], { wrt: ["x"] }],
    [["--wrt=x,y", "-w", "z"], { wrt: ["x", "y", "z"] }],
    [["-w=x y"], { wrt: ["x", "y"] }],
    [["--given", "A = B", "--given=C"], { given: ["A = B", "C"] }],
    [["--wrt", "-x"], { wrt: ["-x"] }],
    [["--given=-w"], { given: ["-w"] }],
    [["--json", "--json", "--seed", "07"], { json: true, seed: 7 }],
    [["--style", "index", "--style", "index"], { style: "index" }],
  ])("%j are options", (args, values) => {
    expect(read(...args)).toEqual({ values: { ...NONE, ...values }, operands: [] });
  });

  it("is an operand after --, whatever it is", () => {
    expect(read("--json", "--", "--json", "-w").operands).toEqual(["--json", "-w"]);
  });

  it.each([
    [["--wrtt", "x"], "derive has no option --wrtt: did you mean --wrt?"],
    [["--jsn=1"], "derive has no option --jsn: did you mean --json?"],
    [["--verbose"], "derive has no option --verbose: matgrad help derive lists them; a formula"],
    [["-wx"], "derive has no option -wx: did you mean -w x?"],
    [["--style", "matrx"], "--style cannot be matrx: did you mean matrix? It takes matrix, index"],
    [["--style", "steps"], "--style cannot be steps: it takes matrix, index"],
    [["--wrt"], "--wrt lacks its value: --wrt X,W"],
    [["--wrt", ""], "--wrt lacks its value"],
    [["--given= "], "--given lacks its value"],
    [["--wrt", "--json"], "--wrt lacks its value: --wrt X,W; where --json is meant, write --wrt=--json"],
    [["--wrt", "--", "x"], "--wrt lacks its value"],
    [["--json=yes"], "--json takes no value, and this is --json=yes"],
    [["--style", "index", "--style", "matrix"], "--style is given twice, as index and matrix"],
    [["--seed", "-1"], "--seed takes a whole number, not -1"],
    [["--seed", "9".repeat(100_000)], "--seed takes a whole number"],
    [["--__proto__", "x"], "derive has no option --__proto__"],
    [["--constructor"], "derive has no option --constructor"],
  ])("%j is at fault", (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });

  it("is always an option where operands are files", () => {
    expect(() => readArguments(["-x"], { ...table, operands: "files" })).toThrow("derive has no option -x");
  });
});

test("what stands in a file holds where the command line says nothing else", () => {
  const before = ["--style", "matrix", "--wrt", "x", "--json"];
  expect(readArguments(["--style", "index", "--wrt", "y"], table, before).values).toEqual({
    ...NONE,
    style: "index",
    wrt: ["y"],
    json: true,
  });
  expect(() => readArguments([], table, ["stray"])).toThrow("stray belongs to no option of the file");
});

test("any arguments are read or refused in one sentence", () => {
  const word = fc.oneof(
    fc.constantFrom("--wrt", "--style", "-w", "--", "--json", "=", "--seed=1", "index"),
    fc.string({ maxLength: 6 }),
    fc.string({ maxLength: 4 }).map((s) => `-${s}`),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (args) => {
      try {
        const { operands } = read(...args);
        for (const operand of operands) expect(args).toContain(operand);
      } catch (error) {
        expect((error as Error).constructor.name).toBe("UsageError");
      }
    }),
    { numRuns: 2000 },
  );
});

const SERVERS: ReadonlySet<string> = new Set(["play", "mcp", "lsp"]);

describe.each([...COMMANDS.keys()])("%s", (name) => {
  it("lists every option and all its values, by --help, -h and help", async () => {
    const { options } = await commandNamed(name);
    const { status, out } = await matgrad(name, "--help");
    expect(status).toBe(0);
    const all: Options = { ...options, ...COMMON };
    for (const [option, { values = [] }] of Object.entries(all)) {
      for (const shown of [`--${option}`, ...values]) expect(out).toContain(shown);
    }
    expect((await matgrad(name, "-h")).out).toBe(out);
    expect((await matgrad("help", name)).out).toBe(out);
    expect(helpOf(await commandNamed(name))).toBe(out);
  });

  it("has letters for options that are no other's", async () => {
    const { options } = await commandNamed(name);
    const letters = Object.values({ ...options, ...COMMON }).flatMap(({ short }) => short ?? []);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it("knows the near option, and refuses what it has not", async () => {
    const { status, error } = await matgrad(name, "--hepl");
    expect(status).toBe(2);
    expect(error).toContain(`${name} has no option --hepl`);
  });

  // a server has something to do without an operand
  if (!SERVERS.has(name)) {
    it("could not run without anything to do", async () => {
      const { status, out, error } = await matgrad(name);
      expect([status, out]).toEqual([2, ""]);
      expect(error).toMatch(/^matgrad: .+\n$/);
    });
  }
});

describe("the program", () => {
  it.each([
    [["--version"], /^matgrad \d+\.\d+\.\d+\n$/],
    [["-V"], /^matgrad \d+\.\d+\.\d+\n$/],
    [["help"], /matgrad derive/],
    [["help", "help"], /matgrad derive/],
    [["--help"], /matgrad derive/],
  ])("%j", async (args, text) => {
    const { status, out } = await matgrad(...args);
    expect(status).toBe(0);
    expect(out).toMatch(text);
  });

  it.each([
    [["drive"], 'there is no command "drive": did you mean derive?'],
    [["help", "drive"], 'there is no command "drive": did you mean derive?'],
    [["x'x"], `to differentiate a formula, matgrad derive "x'x"`],
    [["--versoin"], "did you mean --version?"],
    [["--json", "derive"], "there is no option --json before a command"],
    [["\u001b[31m"], '"\\u001b[31m"'],
  ])("%j could not run", async (args, message) => {
    const { status, error } = await matgrad(...args);
    expect(status).toBe(2);
    expect(error).toContain(message);
  });
});
