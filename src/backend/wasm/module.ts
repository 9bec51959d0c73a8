/**
 * The two binaries, each compiled once: from base64, without file or fetch, so alike in Node, a Worker and a page.
 */
import { builtin } from "../node.ts";
import { RELAXED, SIMD } from "./binaries.generated.ts";

export type Variant = "simd" | "relaxed";

/** What we use of the engine's `WebAssembly`. */
interface Engine {
  validate(binary: Uint8Array): boolean;
  Module: new (binary: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

const engine = (globalThis as { readonly WebAssembly?: Engine }).WebAssembly;
const BINARIES: Readonly<Record<Variant, string>> = { simd: SIMD, relaxed: RELAXED };
const modules = new Map<Variant, object | undefined>();

/** Exports of a new instance; undefined where this engine doesn't know the instructions. */
export function instanceOf(variant: Variant): (() => unknown) | undefined {
  if (!modules.has(variant)) modules.set(variant, compiled(variant));
  const module = modules.get(variant);
  return engine && module && (() => new engine.Instance(module).exports);
}

function compiled(variant: Variant): object | undefined {
  if (!engine) return undefined;
  const binary = Uint8Array.from(atob(BINARIES[variant]), (character) => character.charCodeAt(0));
  if (variant === "relaxed" && !engine.validate(binary)) allowRelaxedSimd();
  if (!engine.validate(binary)) return undefined;
  try {
    return new engine.Module(binary);
  } catch {
    // a page's content security policy may forbid it
    return undefined;
  }
}

/** Node 20 knows relaxed SIMD behind a flag, which counts for what is compiled after it is set. */
function allowRelaxedSimd(): void {
  builtin("node:v8")?.setFlagsFromString("--experimental-wasm-relaxed-simd");
}
