/**
 * Which backend computes: the fastest that is there, or the one that is asked for.
 *
 *     native ─▶ wasm with relaxed SIMD ─▶ wasm with SIMD128 ─▶ js
 */
import { UnsupportedError } from "../errors.ts";
import type { Backend } from "./backend.ts";
import { jsBackend } from "./js/js.ts";
import { nativeBackend, nativeDetail } from "./native/native.ts";
import { wasmBackend } from "./wasm/wasm.ts";

type Name = Backend["name"];

/** From the fastest; each gives undefined where it can't run, and some know why. */
const BACKENDS: readonly (readonly [Name, () => Backend | undefined, (() => string)?])[] = [
  ["native", nativeBackend, nativeDetail],
  ["wasm", () => wasmBackend("relaxed") ?? wasmBackend("simd")],
  ["js", () => jsBackend],
];

/** From the fastest. */
export const BACKEND_NAMES: readonly Name[] = BACKENDS.map(([name]) => name);

const named = (name: Name): Backend | undefined => BACKENDS.find(([n]) => n === name)?.[1]();

/** @throws UnsupportedError where that backend isn't there. */
export function backendNamed(name: Name): Backend {
  const found = named(name);
  if (found) return found;
  const present = BACKENDS.map(([other]) => other).filter((other) => named(other));
  const reason = BACKENDS.find(([other]) => other === name)?.[2]?.();
  throw new UnsupportedError(
    `the ${name} backend can't run here${reason === undefined ? "" : ` (${reason})`}: there ${present.length > 1 ? "are" : "is"} ${present.join(" and ")}`,
  );
}

/** The fastest backend that runs here. */
export function bestBackend(): Backend {
  for (const [, find] of BACKENDS) {
    const backend = find();
    if (backend) return backend;
  }
  return jsBackend;
}
