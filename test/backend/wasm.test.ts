import { expect, it } from "vitest";
import type { Backend, UnaryOperation } from "../../src/backend/backend.ts";
import { wasmBackend } from "../../src/backend/wasm/wasm.ts";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import { describeBackend } from "./suite.ts";

const simd = wasmBackend("simd");
const relaxed = wasmBackend("relaxed");

it("runs in this engine, with relaxed SIMD too", () => {
  expect(simd).toBeDefined();
  expect(relaxed).toBeDefined();
});

/** The sigmoid by the side that does not overflow. */
const EXPONENTIALS: Readonly<Partial<Record<UnaryOperation, (x: number) => number>>> = {
  exp: Math.exp,
  tanh: Math.tanh,
  sigmoid: (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))),
};

it.each(Object.keys(EXPONENTIALS) as UnaryOperation[])(
  "has %s within a few units of the last place",
  (operation) => {
    const count = 40_001;
    const random = randomFrom(3, operation);
    const expected = EXPONENTIALS[operation] as (x: number) => number;
    const room = (simd as Backend).workspace(2 * count);
    const inputs = [{ offset: 0, replication: "none" as const }];
    const steps = [{ operation, of: 0 }];
    const run = room.elementwise({
      rows: 1,
      cols: count,
      inputs,
      constants: [],
      steps,
      result: "entries",
      out: count,
    });
    for (const size of [1e-8, 0.1, 1, 10, 700, 760]) {
      for (let i = 0; i < count; i++) room.data[i] = size * (2 * random.next() - 1);
      run();
      let worst = 0;
      for (let i = 0; i < count; i++) {
        const [x, found] = [room.data[i]!, room.data[count + i]!];
        const wanted = expected(x);
        if (found === wanted) continue;
        // a subnormal number has fewer places
        const unit = Math.max(Math.abs(wanted) * 2 ** -52, Number.MIN_VALUE);
        worst = Math.max(
          worst,
          Number.isFinite(wanted) ? Math.abs(found - wanted) / unit : Number.POSITIVE_INFINITY,
        );
      }
      expect(worst, `${operation} up to ${size}`).toBeLessThan(4);
    }
  },
);

describeBackend("WebAssembly with SIMD128", simd as Backend);
describeBackend("WebAssembly with relaxed SIMD", relaxed as Backend);
