/**
 * Compiles the products of the wasm backend: `npm run wasm`. Twice, without and with relaxed SIMD, into a
 * TypeScript module that holds both binaries as base64, so that they need no file and no fetch.
 *
 *     assembly/product.ts  ─▶  src/backend/wasm/binaries.generated.ts
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TARGET = "src/backend/wasm/binaries.generated.ts";

/** The binary of assembly/product.ts; the program ends where it can't be compiled. */
async function compiled(features: readonly string[]): Promise<string> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      "assembly/product.ts",
      ...["--outFile", "product.wasm", "--runtime", "stub"],
      ...["-O3", "--noAssert", "--enable", ["simd", ...features].join(",")],
    ],
    {
      writeFile(_, contents) {
        binary = contents as Uint8Array;
      },
    },
  );
  if (error || !binary) throw new Error(`assembly/product.ts: ${stderr}`);
  return Buffer.from(binary).toString("base64");
}

process.chdir(ROOT);
const simd = await compiled([]);
const relaxed = await compiled(["relaxed-simd"]);
writeFileSync(
  TARGET,
  `/** Made of assembly/product.ts by \`npm run wasm\`. */
export const SIMD =
  "${simd}";
export const RELAXED =
  "${relaxed}";
`,
);
