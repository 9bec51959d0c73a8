/** What scripts of the page's folder weigh when they are sent. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes of the files together, compressed one by one. */
export const weightOf = (folder: string, names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0);

/** A script with all that it needs before it runs. */
export function withImports(folder: string, script: string): ReadonlySet<string> {
  const found = new Set([script]);
  for (const name of found) {
    const code = readFileSync(join(folder, name), "utf8");
    for (const [, other = ""] of code.matchAll(/(?:import|from)\s*"(\.\.?\/[^"]+\.js)"/g)) {
      found.add(join(name, "..", other));
    }
  }
  return found;
}
