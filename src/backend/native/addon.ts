/**
 * The compiled addon: where it lies and what it offers.
 *
 *     <package>/build/Release/matgrad_native.node     found from src/, dist/ and dist/chunks/ alike
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Operation } from "../backend.ts";

/** Memory and contexts of the addon, as it hands them out. */
export type Handle = { readonly handle: unique symbol };

/** See addon.c; `numbers` are read while the call lasts. */
export interface Addon {
  engines(): string[];
  open(engine: number, threads: number): Handle;
  workspace(context: Handle, entries: number): [data: Float64Array, arena: Handle];
  product(arena: Handle, numbers: Float64Array): Operation;
  elementwise(arena: Handle, numbers: Float64Array): Operation;
}

const ADDON = join("build", "Release", "matgrad_native.node");

/** The next folder upwards that is a package. */
function packageFolder(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json")) || dirname(folder) === folder) return folder;
  }
}

/** @throws Error that says why there is none */
export function loadAddon(): Addon {
  const here = fileURLToPath(import.meta.url);
  const file = join(packageFolder(dirname(here)), ADDON);
  if (!existsSync(file)) throw new Error("the addon is not built (npm run build:native)");
  return createRequire(here)(file) as Addon;
}
