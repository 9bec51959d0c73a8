import { afterEach, expect, test, vi } from "vitest";
import { unsteered } from "./python.ts";

afterEach(() => vi.unstubAllEnvs());

test("a core that the shell names doesn't reach OpenBLAS", () => {
  vi.stubEnv("OPENBLAS_CORETYPE", "Haswell");
  vi.stubEnv("OPENBLAS_L2_SIZE", "512");
  expect(unsteered()).not.toHaveProperty("OPENBLAS_CORETYPE");
  expect(unsteered()).not.toHaveProperty("OPENBLAS_L2_SIZE");
});

test("a core that the benchmark names does, on one thread", () => {
  vi.stubEnv("OPENBLAS_NUM_THREADS", "8");
  expect(unsteered({ OPENBLAS_CORETYPE: "Haswell" })).toMatchObject({
    OPENBLAS_CORETYPE: "Haswell",
    OPENBLAS_NUM_THREADS: "1",
  });
});
