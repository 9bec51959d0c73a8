/**
 * The native backend: products and entry-wise passes in C, for the processor at hand.
 *
 *     nativeBackend()?.workspace(12)         undefined where it can't be had; nativeDetail() says why
 *
 * MATGRAD_NATIVE=0 leaves it out, MATGRAD_NATIVE=avx2 (avx512, neon, portable) takes that instruction set;
 * MATGRAD_THREADS bounds the threads of a large product.
 */
import { UnsupportedError } from "../../errors.ts";
import type { Backend, Workspace } from "../backend.ts";
import { builtin, environment } from "../node.ts";
import { type Addon, type Handle, loadAddon } from "./addon.ts";
import { productNumbers, programNumbers } from "./program.ts";
import { wrongResult } from "./selfTest.ts";

/** The most a Float64Array over foreign memory can have. */
const mostEntries = (): number => {
  const bytes = builtin("node:buffer")?.constants.MAX_LENGTH ?? 0;
  return Math.min(2 ** 32 - 1, Math.floor(bytes / Float64Array.BYTES_PER_ELEMENT));
};
const MOST_THREADS = 64;

function workspaceIn(addon: Addon, context: Handle, entries: number): Workspace {
  const refuse = () => new UnsupportedError(`there is no memory for ${entries} numbers`);
  if (!(Number.isInteger(entries) && entries >= 0 && entries <= mostEntries())) throw refuse();
  let made: ReturnType<Addon["workspace"]>;
  try {
    made = addon.workspace(context, entries);
  } catch {
    throw refuse();
  }
  const [data, arena] = made;
  return {
    data,
    product: (left, right, out, alpha, beta) =>
      addon.product(arena, productNumbers(left, right, out, alpha, beta, entries)),
    elementwise: (program) => addon.elementwise(arena, programNumbers(program, entries)),
  };
}

/** A backend of one instruction set, for the second cache of this processor or another; the tests open them all. */
export function openEngine(
  addon: Addon,
  engine: string,
  threads: number,
  cacheBytes = 0,
): Backend | undefined {
  const index = addon.engines().indexOf(engine);
  if (index < 0) return undefined;
  const context = addon.open(index, threads, cacheBytes);
  return { name: "native", workspace: (entries) => workspaceIn(addon, context, entries) };
}

function wantedThreads(): number {
  const wanted = Number(environment("MATGRAD_THREADS") || builtin("node:os")?.availableParallelism());
  return Number.isInteger(wanted) && wanted >= 1 ? Math.min(wanted, MOST_THREADS) : 1;
}

interface Loaded {
  readonly backend?: Backend;
  readonly detail: string;
}

function load(): Loaded {
  const wanted = environment("MATGRAD_NATIVE");
  if (wanted === "0") return { detail: "MATGRAD_NATIVE=0" };
  try {
    const addon = loadAddon();
    const engine = wanted === "" || wanted === "1" ? (addon.engines()[0] as string) : wanted;
    const threads = wantedThreads();
    const backend = openEngine(addon, engine, threads);
    if (!backend) return { detail: `this processor doesn't run ${engine}` };
    const wrong = wrongResult(backend);
    if (wrong) return { detail: `its self-test fails: ${wrong}` };
    return { backend, detail: `${engine}, ${threads} ${threads === 1 ? "thread" : "threads"}` };
  } catch (error) {
    return { detail: error instanceof Error ? (error.message.split("\n")[0] as string) : String(error) };
  }
}

let loaded: Loaded | undefined;

/** Loads and tests the addon at the first call; undefined where it can't be had. */
export function nativeBackend(): Backend | undefined {
  loaded ??= load();
  return loaded.backend;
}

/** The instruction set and threads, or why there is no native backend. */
export function nativeDetail(): string {
  loaded ??= load();
  return loaded.detail;
}
