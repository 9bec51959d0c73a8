/**
 * The declarations that the package's entries lead to; those of inner files that nothing public names are taken away.
 *
 *     tsx src/package/declarations.ts          after tsc -p tsconfig.build.json
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TYPES = join(ROOT, "dist/types");
const { exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

const entries = Object.values<{ types?: string } | string>(exports)
  .flatMap((entry) => (typeof entry === "object" && entry.types ? [entry.types] : []))
  .map((file) => join(ROOT, file));
const reached = new Set(entries);
for (const file of reached) {
  const text = readFileSync(file, "utf8");
  for (const [, name] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
    reached.add(join(dirname(file), (name as string).replace(/\.(?:js|ts)$/, ".d.ts")));
  }
}
const missing = [...reached].filter((file) => !existsSync(file));
if (missing.length > 0) throw new Error(`no declarations: ${missing.join(", ")}`);

for (const name of readdirSync(TYPES, { recursive: true, encoding: "utf8" })) {
  const file = join(TYPES, name);
  if (!name.endsWith(".d.ts")) continue;
  if (!reached.has(file)) rmSync(file);
  else writeFileSync(file, standing(readFileSync(file, "utf8"), dirname(file)));
}

/** Files are named as they run; what is built in is declared beside it, and nobody has to install it. */
function standing(text: string, folder: string): string {
  const named = text.replaceAll(/((?:from|import)\s*\(?\s*"\.[^"]+)\.ts"/g, '$1.js"');
  if (!named.includes('"decimal.js"')) return named;
  copyFileSync(join(ROOT, "node_modules/decimal.js/decimal.d.ts"), join(folder, "decimal.d.ts"));
  return named.replaceAll('"decimal.js"', '"./decimal.js"');
}
