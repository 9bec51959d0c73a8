/**
 * The compiled addon: where it lies and what it offers.
 *
 *     <package>/build/Release/matgrad_native.node     found from src/, dist/ and dist/chunks/ alike
 */
import type { Operation } from "../backend.ts";
import { builtin } from "../node.ts";

/** Memory and contexts of the addon, as it hands them out. */
export type Handle = { readonly handle: unique symbol };

/** See addon.c; `numbers` are read while the call lasts. */
export interface Addon {
  engines(): string[];
  open(engine: number, threads: number, cacheBytes: number): Handle;
  workspace(context: Handle, entries: number): [data: Float64Array, arena: Handle];
  product(arena: Handle, numbers: Float64Array): Operation;
  elementwise(arena: Handle, numbers: Float64Array): Operation;
}

/** @throws Error that says why there is none */
export function loadAddon(): Addon {
  const [fs, path] = [builtin("node:fs"), builtin("node:path")];
  const [url, modules] = [builtin("node:url"), builtin("node:module")];
  if (!fs || !path || !url || !modules) throw new Error("a page has no addons");
  const here = url.fileURLToPath(import.meta.url);
  let folder = path.dirname(here);
  // the next folder upwards that is a package
  while (!fs.existsSync(path.join(folder, "package.json")) && path.dirname(folder) !== folder) {
    folder = path.dirname(folder);
  }
  const file = path.join(folder, "build", "Release", "matgrad_native.node");
  if (!fs.existsSync(file)) throw new Error("the addon is not built (npm run build:native)");
  return modules.createRequire(here)(file) as Addon;
}
