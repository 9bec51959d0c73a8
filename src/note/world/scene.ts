/**
 * The worlds of a problem, made when they are needed.
 */
import type { Context } from "../context/context.ts";
import { type Sink, sinksOf } from "./loss.ts";
import type { WorldKind } from "./sizing.ts";
import { World } from "./world.ts";

export class Scene {
  readonly context: Context;
  private readonly worlds = new Map<string, World>();
  private sinks: readonly Sink[] | undefined;
  private isolated: Scene | undefined;
  private mirrored: Scene | undefined;

  constructor(context: Context) {
    this.context = context;
  }

  /** The same problem with nothing before it. */
  alone(): Scene {
    this.isolated ??= new Scene({ ...this.context, previous: undefined });
    return this.isolated;
  }

  world(kind: WorldKind, over?: readonly Sink[], same?: readonly string[]): World {
    const key = `${kind} ${same ?? ""} ${over?.map((sink) => (typeof sink === "string" ? sink : "unnamed")).join(",") ?? ""}`;
    const found = this.worlds.get(key);
    if (found && found.graph.size < LARGEST_GRAPH) return found;
    const made = new World(this.context, kind, 20240229, over, same);
    this.worlds.set(key, made);
    return made;
  }

  /** Every square matrix symmetric. */
  symmetric(): Scene {
    const symmetric = new Set([
      ...this.context.given,
      ...this.context.shapes.keys(),
      ...this.context.symmetric,
    ]);
    this.mirrored ??= new Scene({ ...this.context, symmetric });
    return this.mirrored;
  }

  /** All sizes equal, where everything fits. */
  square(): World {
    const letters = new Set<string>();
    for (let at: Context | undefined = this.context; at; at = at.previous)
      for (const letter of at.sizeLetters) letters.add(letter);
    return this.world("general", undefined, [...letters]);
  }

  /** What an unknown loss may be a function of, beside all last results. */
  otherSinks(): readonly (readonly Sink[])[] {
    this.sinks ??= sinksOf(this.context);
    return this.sinks.length > 1 ? this.sinks.slice(0, 6).map((sink) => [sink]) : [];
  }
}

/** Beyond so many nodes a world is made anew. */
const LARGEST_GRAPH = 300_000;
