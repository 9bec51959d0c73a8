/** Work that is counted by the nodes that it makes. */
import { describe, expect, it } from "vitest";
import { symbol } from "../../src/expression/build.ts";
import { type Expr, freshStore, inOwnStore, makingAtMost, SCALAR } from "../../src/expression/expr.ts";

const made = (count: number): Expr[] => Array.from({ length: count }, (_, k) => symbol(`x_${k}`, SCALAR));

describe("work that makes at most so many nodes", () => {
  it("is done where it makes no more", () => {
    freshStore();
    const { result, isSpent } = makingAtMost(100, () => made(40));
    expect([result?.length, isSpent]).toEqual([40, false]);
  });

  it("ends at the node after the last, in whatever stores it is done", () => {
    let done = 0;
    const { result, isSpent } = makingAtMost(100, () => {
      for (let k = 0; k < 1000; k++) {
        inOwnStore(() => made(1));
        done++;
      }
      return done;
    });
    expect([result, isSpent, done]).toEqual([undefined, true, 100]);
  });

  it("stays at its end where a failure is caught", () => {
    const failures = makingAtMost(10, () => {
      freshStore();
      let failed = 0;
      for (let k = 0; k < 20; k++) {
        try {
          symbol(`y_${k}`, SCALAR);
        } catch {
          failed++;
        }
      }
      return failed;
    });
    expect(failures).toEqual({ result: 10, isSpent: true });
  });

  it("counts within work that is counted, and not behind it", () => {
    freshStore();
    const outer = makingAtMost(50, () => {
      const inner = makingAtMost(1000, () => made(80));
      return inner.isSpent;
    });
    expect(outer).toEqual({ result: true, isSpent: true });
    expect(made(500)).toHaveLength(500);
  });

  it("hands on errors of its own", () => {
    expect(() =>
      makingAtMost(10, () => {
        throw new TypeError("mine");
      }),
    ).toThrow("mine");
  });
});
