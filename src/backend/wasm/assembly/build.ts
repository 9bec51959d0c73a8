/**
 * Compiles the loops of the wasm backend: `npm run wasm`. Twice, without and with relaxed SIMD, into a
 * TypeScript module that holds both binaries as base64, so that they need no file and no fetch.
 *
 *     assembly/*.ts  ─▶  binaries.generated.ts
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const COMPILER = join(ROOT, "node_modules/assemblyscript/bin/asc.js");
const SOURCES = ["packed.ts", "direct.ts", "columns.ts", "elementwise.ts"].map(
  (name) => `src/backend/wasm/assembly/${name}`,
);
const TARGET = join(ROOT, "src/backend/wasm/binaries.generated.ts");

/** The binary of the sources in base64; the compiler's messages go where ours do. */
function compiled(features: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "matgrad-wasm-"));
  const binary = join(folder, "loops.wasm");
  const options = ["--outFile", binary, "--runtime", "stub", "-O3", "--noAssert"];
  execFileSync(process.execPath, [COMPILER, ...SOURCES, ...options, "--enable", features.join(",")], {
    cwd: ROOT,
    stdio: "inherit",
  });
  const base64 = readFileSync(binary).toString("base64");
  rmSync(folder, { recursive: true });
  return base64;
}

writeFileSync(
  TARGET,
  `/** Made of assembly/ by \`npm run wasm\`. */
export const SIMD =
  "${compiled(["simd"])}";
export const RELAXED =
  "${compiled(["simd", "relaxed-simd"])}";
`,
);
