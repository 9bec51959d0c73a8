/**
 * Every instruction set of this processor, with one thread and with two, and with blocks for a cache of 64 KiB and one
 * of 2 MiB; none where the addon isn't built.
 */
import type { Backend } from "../../../src/backend/backend.ts";
import { type Addon, loadAddon } from "../../../src/backend/native/addon.ts";
import { openEngine } from "../../../src/backend/native/native.ts";

function load(): Addon | undefined {
  try {
    return loadAddon();
  } catch (error) {
    console.log(`the native backend is not tested: ${(error as Error).message}`);
    return undefined;
  }
}

const addon = load();

export const ENGINES: readonly { readonly name: string; readonly backend: Backend }[] = (
  addon?.engines() ?? []
).flatMap((engine) =>
  [
    [1, 0],
    [2, 0],
    [2, 64],
    [1, 2048],
  ].map(([threads = 1, kibibytes = 0]) => ({
    name: `${engine}, ${kibibytes === 0 ? "" : `cache: ${kibibytes} KiB, `}threads: ${threads}`,
    backend: openEngine(addon as Addon, engine, threads, kibibytes * 1024) as Backend,
  })),
);

/** Numbers in (−1, 1), the same for the same seed. */
export function randomNumbers(count: number, seed: number): Float64Array {
  let state = seed * 2654435761 + 1;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
