/** \pi, the number: where a note never says what else its π is. */
import type { Syntax } from "../../../syntax/tree.ts";
import { everyPart, referenceOf } from "../../meaning/reference.ts";

interface Sides {
  readonly left: Syntax | undefined;
}

/** It has no index, is no function, is given by nothing and nothing is differentiated by it. */
export function isCircleNumber(relations: readonly Sides[], roots: readonly (Syntax | undefined)[]): boolean {
  if (relations.some(({ left }) => isPi(left))) return false;
  return roots.every((root) =>
    (root ? everyPart(root) : []).every((part) => {
      if (part.kind === "call") return part.name.replace(/'+$/, "") !== "π";
      if (part.kind !== "name" && part.kind !== "entry") return true;
      const isMoved = part.kind === "name" && (part.differential === "π" || part.derivative?.by.some(isPi));
      return !isMoved && (isPi(part) || referenceOf(part)?.base !== "π");
    }),
  );
}

const isPi = (part: Syntax | undefined): boolean => part?.kind === "name" && part.name === "π";

/** The number, which has no decimal digits. */
export const asCircle = (part: Syntax): Syntax | undefined =>
  part.kind === "name" && part.name === "π" ? { kind: "number", text: "π", span: part.span } : undefined;
