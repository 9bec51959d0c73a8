import { expect, it } from "vitest";
import type { Backend } from "../../src/backend/backend.ts";
import { wasmBackend } from "../../src/backend/wasm/wasm.ts";
import { describeBackend } from "./suite.ts";

const simd = wasmBackend("simd");
const relaxed = wasmBackend("relaxed");

it("runs in this engine, with relaxed SIMD too", () => {
  expect(simd).toBeDefined();
  expect(relaxed).toBeDefined();
});

describeBackend("WebAssembly with SIMD128", simd as Backend);
describeBackend("WebAssembly with relaxed SIMD", relaxed as Backend);
