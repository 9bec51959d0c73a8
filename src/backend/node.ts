/**
 * Node's own modules where Node runs; a page has none, and nothing here asks for them when it is loaded.
 */

const here = (globalThis as { readonly process?: Partial<NodeJS.Process> }).process;

/** The module of that name; undefined in a page. */
export const builtin: <Name extends keyof BuiltIns>(name: Name) => BuiltIns[Name] | undefined = (name) =>
  here?.getBuiltinModule?.(name) as BuiltIns[typeof name] | undefined;

interface BuiltIns {
  readonly "node:buffer": typeof import("node:buffer");
  readonly "node:fs": typeof import("node:fs");
  readonly "node:module": typeof import("node:module");
  readonly "node:os": typeof import("node:os");
  readonly "node:path": typeof import("node:path");
  readonly "node:url": typeof import("node:url");
  readonly "node:v8": typeof import("node:v8");
}

/** A variable of the environment; "" where it isn't set. */
export const environment = (name: string): string => here?.env?.[name] ?? "";
