/**
 * What the command line or a block of a note asks for, as documents.
 *
 *     Y = X W + b, { styles: ["differential", "index"], format: "md" }  ─▶  two derivations in Markdown
 */
import { derive } from "../derivation/derive.ts";
import { printDerivation } from "../derivation/documents/documents.ts";
import type { PrintOptions } from "../derivation/documents/options.ts";
import { freshStore } from "../expression/expr.ts";
import type { DeriveRequest } from "../options/derive.ts";
import type { Statement } from "../syntax/tree.ts";

/**
 * One document for each style.
 * @throws the errors of derive()
 */
export function documents(
  statements: readonly Statement[],
  request: DeriveRequest,
  how: Omit<PrintOptions, "format" | "locale" | "notation"> = {},
): string {
  const parts = request.styles.map((style) => {
    freshStore();
    const derived = derive({ ...request, statements }, { ...request, style });
    const { format, locale, notation, showCheck } = request;
    return printDerivation(derived, { format, locale, notation, showCheck, ...how });
  });
  return parts.join(request.format === "md" ? "\n---\n\n" : "\n");
}
