/** How deep a tree is, measured without recursion. */
import { partsOf } from "./parts.ts";
import type { Syntax } from "./tree.ts";

export function depthOf(syntax: Syntax): number {
  let depth = 0;
  for (let level: Syntax[] = [syntax]; level.length > 0; depth++) level = level.flatMap(partsOf);
  return depth;
}
