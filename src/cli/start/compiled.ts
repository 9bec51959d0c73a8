/**
 * Commands that start from code which V8 has compiled before (compile.ts): an installation or a build makes
 *
 *     dist/start/program.js     the chunks of the program as functions by name, one script
 *     dist/start/NAME.cache     what V8 compiled of it while the command NAME ran
 *
 * Another Node refuses the cache; then, and where there is none, the program runs from its modules.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";

type Run = typeof import("../run.ts").run;

/** A chunk as a function of what it imports; it gives what it exports. */
type Chunk = (
  require: (name: string) => object,
  load: (name: string) => Promise<object>,
  address: string,
) => object;

export const programIn = (dist: string): string => join(dist, "start", "program.js");
export const cacheIn = (dist: string, command: string): string => join(dist, "start", `${command}.cache`);

/** run() of run.ts; undefined where it isn't compiled for this command and this Node. */
export function compiledFor(command: string, dist: string): Run | undefined {
  try {
    const cachedData = readFileSync(cacheIn(dist, command));
    const filename = programIn(dist);
    const script = new Script(readFileSync(filename, "latin1"), { filename, cachedData });
    return script.cachedDataRejected === false ? runOf(script, dist) : undefined;
  } catch {
    // its modules are there
    return undefined;
  }
}

/** The program that a script holds. */
export function runOf(script: Script, dist: string): Run {
  const chunks = script.runInThisContext() as Readonly<Record<string, Chunk>>;
  const own = createRequire(import.meta.url);
  const loaded = new Map<string, object>();
  const addressOf = (path: string): string => pathToFileURL(join(dist, path)).href;
  const chunkAt = (path: string): object => {
    const before = loaded.get(path);
    if (before) return before;
    const near = (name: string): string => join(path, "..", name);
    const known = (name: string): boolean => name.startsWith(".") && near(name) in chunks;
    const exported = (chunks[path] as Chunk)(
      (name) => (known(name) ? chunkAt(near(name)) : own(name)),
      async (name) => (known(name) ? chunkAt(near(name)) : import(addressOf(near(name)))),
      addressOf(path),
    );
    loaded.set(path, exported);
    return exported;
  };
  return (chunkAt(join("chunks", "run.js")) as { readonly run: Run }).run;
}
