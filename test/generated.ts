/** What the grammars and WebAssembly generate is made where a checkout hasn't been built, so that any test runs. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./source.ts";

const MADE = [
  ["src/syntax/expression.generated.ts", "grammar"],
  ["src/syntax/latex/latex.generated.ts", "grammar"],
  ["src/backend/wasm/binaries.generated.ts", "wasm"],
] as const;

export default function setup(): void {
  for (const [file, script] of MADE) {
    if (!existsSync(join(ROOT, file))) execFileSync("npm", ["run", script], { cwd: ROOT, stdio: "inherit" });
  }
}
