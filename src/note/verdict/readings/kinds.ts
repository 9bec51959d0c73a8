/** Is a claim of any sizes, or of what is printed? */
import { isDotted } from "../../meaning/dots.ts";
import { everyPart, referenceOf } from "../../meaning/reference.ts";
import type { SectionKind } from "../../sections/printing.ts";
import type { Section } from "../../sections/section.ts";
import type { Judgeable } from "../../statements/roles.ts";

/** What has dots, general indices or sizes holds for all sizes, what has printed entries as they are printed. */
export function kindsFor({ left, right }: Judgeable, { letters }: Section): readonly SectionKind[] {
  const parts = [left, right].flatMap((side) => (side ? [...everyPart(side)] : []));
  const isKnown = (key: string): boolean => letters.cells.has(key);
  const isGeneral = parts.some((part) => {
    if (isDotted(part)) return true;
    if (part.kind === "indexed-sum") return part.to?.kind !== "number";
    const own = referenceOf(part);
    return (
      own !== undefined &&
      !isKnown(own.key) &&
      own.indices.some(({ letter }) => letter && letters.counting.has(letter))
    );
  });
  const isPrinted = parts.some((part) => {
    if (part.kind === "block") return true;
    if (part.kind === "call" && /^(?:ones|zeros|eye)$/.test(part.name))
      return part.args[0]?.kind === "number";
    const own = referenceOf(part);
    return own !== undefined && (own.indices.length > 0 || isKnown(own.key));
  });
  return isPrinted && !isGeneral ? ["printed", "general"] : ["general", "printed"];
}
