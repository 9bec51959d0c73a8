/**
 * Nothing that one problem leaves behind reaches another: the verbs give the same whatever is called between them, and
 * in two threads at once, and when one is called from within another. Each works in a store of its own: what is kept of
 * a result (a derivation, a plan) stays valid.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import {
  compile,
  defineFunction,
  derive,
  differentiate,
  equal,
  judge,
  parse,
  print,
  toCode,
} from "../../src/index.ts";

const TEXTS = [
  ["f = x'A x", "x"],
  ["X : m x n\nL = ‖X w - y‖^2", "w"],
  ["L = sum(log(1 + exp(-y .* (X w))))", "w"],
  ["f = logdet(A + B)", "A"],
  ["Y = tanh(W x + b)", "W"],
  ["i : n\nA : n x n\nf = i'A i", "i"],
] as const;

const FORMATS = ["md", "unicode", "html", "json"] as const;

type Work = () => string;

/** Each: a first half, and what is made of its result later. */
function works(): (() => Work)[] {
  return TEXTS.flatMap(([text, by]) => [
    () => {
      const problem = parse(text);
      return () => JSON.stringify({ ...differentiate(problem, { wrt: by }), ms: 0 });
    },
    ...FORMATS.map((format) => () => {
      const derived = derive(parse(text), { wrt: [by] });
      return () => print(derived, { format });
    }),
    () => {
      const problem = parse(text);
      return () => toCode(problem, { wrt: [by], target: "numpy" });
    },
    () => {
      const claim = `2*${by}`;
      return () => JSON.stringify(judge(text, { wrt: by, claim }));
    },
    () => () => JSON.stringify(equal(text, by)),
  ]);
}

describe("verbs between verbs", () => {
  it("give what they give alone", () => {
    const alone = works().map((first) => first()());
    const halves = works().map((first) => first());
    const mixed = [...halves.entries()].reverse().map(([k, second]) => [k, second()] as const);
    for (const [k, result] of mixed) expect(result).toBe(alone[k]);
  });

  it("leave a plan as it is", () => {
    const plan = compile(parse("A : 2 x 2\nx : 2\nf = x'A x"), { wrt: ["x"], sizes: {} });
    const values = {
      A: [
        [1, 2],
        [3, 4],
      ],
      x: [5, 6],
    } as const;
    const before = [...(plan.run(values).derivatives[0]?.value.data ?? [])];
    for (const first of works().slice(0, 9)) first()();
    expect([...(plan.run(values).derivatives[0]?.value.data ?? [])]).toEqual(before);
  });
});

const LIBRARY = join(dirname(fileURLToPath(import.meta.url)), "../../dist/index.js");
it("a verb may be called from within another", () => {
  const plain = defineFunction({ name: "cube", derivative: "3*x^2", numeric: (x: number) => x ** 3 });
  let calls = 0;
  const calling = defineFunction({
    ...plain,
    shape: (...given) => {
      calls += 1;
      expect(differentiate(parse("y = A w"), { wrt: "w" }).text).toBe("A");
      expect(equal("A + w w'", "w w' + A").verdict).toBe("equal");
      print(derive(parse("f = x'A x"), { wrt: ["x"] }));
      return plain.shape(...given);
    },
  });
  const [found, alone] = [calling, plain].map((cube) => {
    const problem = parse("L = sum(cube(X w)) + logdet(A + w w')", { functions: [cube] });
    return [
      JSON.stringify({ ...differentiate(problem, { wrt: "w" }), ms: 0 }),
      print(derive(problem, { wrt: ["w"] }), { format: "unicode" }),
      compile(problem, { wrt: ["w"], sizes: { "*": 2 } }).explain(),
    ];
  });
  expect(calls).toBeGreaterThan(3);
  expect(found).toEqual(alone);
});

const SOURCE = `
  const { parentPort, workerData } = require("node:worker_threads");
  import(workerData.library).then(({ parse, derive, print }) => {
    const found = [];
    for (let round = 0; round < 3; round++)
      for (const [text, by] of workerData.texts) found.push(print(derive(parse(text), { wrt: [by] })));
    parentPort.postMessage(found);
  });
`;

it("two threads don't meet", async () => {
  const run = (texts: readonly (readonly [string, string])[]) =>
    new Promise<string[]>((resolve, reject) => {
      const worker = new Worker(SOURCE, { eval: true, workerData: { library: LIBRARY, texts } });
      worker.once("message", resolve);
      worker.once("error", reject);
    });
  const [some, others] = await Promise.all([run(TEXTS), run([...TEXTS].reverse())]);
  const alone = TEXTS.map(([text, by]) => print(derive(parse(text), { wrt: [by] })));
  expect(some).toEqual([...alone, ...alone, ...alone]);
  expect(others).toEqual([...alone, ...alone, ...alone].reverse());
}, 120_000);
