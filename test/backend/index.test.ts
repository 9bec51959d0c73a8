import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { backendNamed, bestBackend } from "../../src/backend/index.ts";
import { UnsupportedError } from "../../src/errors.ts";

const SRC = fileURLToPath(new URL("../../src/backend", import.meta.url));

it("gives each backend by its name, and one of them as the best", () => {
  expect(backendNamed("js").name).toBe("js");
  expect(backendNamed("wasm").name).toBe("wasm");
  expect(bestBackend().name).not.toBe("js");
});

it("says which backends there are where one is missing", () => {
  expect(() => backendNamed("abacus" as "js")).toThrow(UnsupportedError);
  expect(() => backendNamed("abacus" as "js")).toThrow(
    /abacus backend can't run here: there are .*wasm and js/,
  );
});

it("asks for Node's modules in one place, with care, so that all of it loads in a page", () => {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const file of files.filter((name) => name !== "node.ts" && !name.includes("assembly"))) {
    const text = readFileSync(`${SRC}/${file}`, "utf8");
    expect(text, file).not.toMatch(/from "node:|\brequire\(|import\(|\bBuffer\b|\bprocess\.|__dirname/);
  }
});

it("multiplies in a Worker as in the main thread", async () => {
  const source = `
    import { parentPort } from "node:worker_threads";
    import { register } from "${import.meta.resolve("tsx/esm/api")}";
    register();
    const { wasmBackend } = await import("${new URL("../../src/backend/wasm/wasm.ts", import.meta.url)}");
    const answers = ["simd", "relaxed"].map((variant) => {
      const room = wasmBackend(variant).workspace(12);
      room.data.set([1, 2, 3, 4, 5, 6, 7, 8]);
      const place = (offset) => ({ offset, rows: 2, cols: 2, stride: 2, transposed: false });
      room.product(place(0), place(4), place(8), 1, 0)();
      return [...room.data.subarray(8)];
    });
    parentPort.postMessage(answers);`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
  const answers = await new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  await worker.terminate();
  expect(answers).toEqual([
    [19, 22, 43, 50],
    [19, 22, 43, 50],
  ]);
});
