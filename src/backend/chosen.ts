/**
 * The backend by its name, or the fastest that is there: native, wasm, js.
 */
import { UnsupportedError } from "../errors.ts";
import type { Backend } from "./backend.ts";
import { jsBackend } from "./js/js.ts";
import { wasmBackend } from "./wasm/wasm.ts";

export const BACKENDS = ["native", "wasm", "js"] as const satisfies readonly Backend["name"][];

/** @throws UnsupportedError where the one that is named can't run here */
export function chosenBackend(name?: Backend["name"]): Backend {
  if (name !== undefined) {
    const found = loaded(name);
    if (found) return found;
    throw new UnsupportedError(
      `the backend ${name} can't run here: ${BACKENDS.filter(loaded).join(", ")} can`,
    );
  }
  return loaded("native") ?? loaded("wasm") ?? jsBackend;
}

function loaded(name: Backend["name"]): Backend | undefined {
  switch (name) {
    case "native":
      return undefined;
    case "wasm":
      return wasmBackend("relaxed") ?? wasmBackend("simd");
    case "js":
      return jsBackend;
  }
}
