/** What JavaScript can pass to the library that the types forbid: each is an error of the project's own. */
import { describe, expect, it } from "vitest";
import * as library from "../../src/index.ts";
import * as codeTables from "../../src/library/codeTables.ts";
import * as noteTables from "../../src/library/noteTables.ts";
import * as tables from "../../src/library/tables.ts";

const problem = library.parse("x : n\nf = x'x");
const derived = library.derive(problem);
type Verb = (...args: unknown[]) => unknown;
const verb = (name: string): Verb => (library as unknown as Record<string, Verb>)[name] as Verb;

/** The verbs with right arguments, and the table of their options. */
const VERBS = {
  parse: [["x"], {}, tables.PARSE],
  differentiate: [[problem], { wrt: "x" }, tables.DIFFERENTIATE],
  check: [[problem], { wrt: "x" }, codeTables.CHECK],
  derive: [[problem], {}, tables.DERIVE],
  toCode: [[problem], { target: "numpy" }, codeTables.CODE],
  compile: [[problem], { sizes: { n: 2 } }, codeTables.COMPILE],
  print: [[derived], {}, tables.PRINT],
  outline: [[derived], {}, tables.OUTLINE],
  graph: [[problem], {}, tables.GRAPH],
  equal: [["x", "x"], {}, tables.EQUAL],
  judge: [["x'x"], { wrt: "x", claim: "2 x" }, tables.JUDGE],
  proofread: [["$x$"], {}, noteTables.PROOFREAD],
} as const;
const rows = Object.entries(VERBS);

describe.each(rows)("%s", (name, [args, options, table]) => {
  it("takes what it says", () => {
    expect(() => verb(name)(...args, options)).not.toThrow();
  });

  it.each(args.map((_, place) => place))("wants argument %d", (place) => {
    for (const wrong of [undefined, null, 3, [], {}, () => 0, Number.NaN]) {
      const changed = args.map((value, i) => (i === place ? wrong : value));
      expect(() => verb(name)(...changed, options)).toThrow(library.ArgumentError);
    }
  });

  it.each(Object.keys(table))("refuses an option %s of another kind, and names it", (option) => {
    const wrong = Symbol("of no kind");
    const call = () => verb(name)(...args, { ...options, [option]: wrong });
    expect(call).toThrow(library.ArgumentError);
    expect(call).toThrow(`the option ${option} of ${name} is `);
  });

  it("has no other options, and names the near one", () => {
    const [first] = Object.keys(table) as [string];
    expect(() => verb(name)(...args, { ...options, [`${first}x`]: 1 })).toThrow(
      `${name} has no option ${first}x`,
    );
    for (const odd of ["toString", "__proto__x", "constructor"]) {
      expect(() => verb(name)(...args, { ...options, [odd]: 1 })).toThrow(library.ArgumentError);
    }
  });

  it.each([3, "x", null, []])("refuses %j as options", (wrong) => {
    expect(() => verb(name)(...args, wrong)).toThrow(`the options of ${name} are an object`);
  });

  it("says which option is missing", () => {
    for (const needed of Object.keys(options)) {
      const rest = { ...options, [needed]: undefined };
      expect(() => verb(name)(...args, rest)).toThrow(`${name} needs the option ${needed}`);
    }
  });
});

it("says what is taken and what was given", () => {
  const message = (call: () => unknown): string => {
    try {
      call();
    } catch (error) {
      return library.describeError(error as library.MatrixCalculusError, "");
    }
    return "nothing thrown";
  };
  const wrong = (options: unknown) => message(() => verb("derive")(problem, options));
  expect(wrong({ stlye: "index" })).toBe("derive has no option stlye\n  did you mean style?");
  expect(wrong({ order: "2" })).toBe('the option order of derive is a whole number from 1, not "2"');
  expect(wrong({ wrt: "x" })).toBe('the option wrt of derive is a list of names, not "x"');
  expect(message(() => verb("toCode")(problem, { target: "fortran" }))).toBe(
    'the option target of toCode is numpy, jax, torch, julia, octave or js, not "fortran"',
  );
  expect(message(() => verb("derive")("x'x"))).toBe('derive takes a problem: what parse() gives, not "x\'x"');
  expect(message(() => verb("defineFunction")({ name: "f" }))).toContain("defineFunction takes a definition");
});

it("takes some notation options, and refuses others", () => {
  expect(library.print(derived, { notation: { transpose: "T" } })).toContain("x^{T}");
  const wrong = { notation: { transposed: "T" } } as never;
  expect(() => library.print(derived, wrong)).toThrow(library.UnknownNameError);
});
