/**
 * A derivation as data for a program that shows it: the blocks of every format in their places, each step with its
 * rule and what the numeric check found of it.
 *
 *     section { title, steps: [{ rule: "collected", blocks: [paragraph, display], check: { largestError } }] }
 */
import { resolveNotation } from "../../print/notation.ts";
import type { Report, StepCheck } from "../check/check.ts";
import type { Derivation, Style } from "../step.ts";
import { closingLine } from "./closing.ts";
import { type Block, type Inline, parts } from "./layout.ts";
import { displayLatex } from "./markdown.ts";
import { layoutFor, type PrintOptions } from "./options.ts";

/** A paragraph of text with formulas, or a display in LaTeX. */
export type OutlineBlock =
  | { readonly kind: "paragraph"; readonly content: readonly Inline[] }
  | { readonly kind: "display"; readonly latex: string };

export interface OutlineStep {
  /** Its name in the table of rules. */
  readonly rule: string;
  readonly blocks: readonly OutlineBlock[];
  /** Absent where the step shows no equation. */
  readonly check?: StepCheck;
}

export interface Outline {
  readonly style: Style;
  readonly given: readonly OutlineBlock[];
  readonly sections: readonly {
    readonly title: readonly Inline[];
    readonly steps: readonly OutlineStep[];
  }[];
  readonly results: readonly OutlineBlock[];
  readonly remarks: readonly OutlineBlock[];
  /** What was checked, in words. */
  readonly closing: readonly Inline[];
}

export function outlineOf(
  { derivation, report }: { readonly derivation: Derivation; readonly report: Report },
  options: Omit<PrintOptions, "format" | "render">,
): Outline {
  const notation = resolveNotation(options.notation ?? {});
  const layout = layoutFor(derivation, { ...options, notation }, report);
  const { given, sections, results, remarks } = parts(derivation, layout);
  const outlined = (block: Block): OutlineBlock =>
    block.kind === "display"
      ? { kind: "display", latex: displayLatex(block, notation) }
      : { kind: "paragraph", content: block.content };
  let position = 0;
  return {
    style: derivation.style,
    given: given.map(outlined),
    sections: sections.map(({ title, steps }) => ({
      title,
      steps: steps.map(({ rule, blocks }) => {
        const check = report.steps[position++];
        return { rule, blocks: blocks.map(outlined), ...(check && { check }) };
      }),
    })),
    results: results.map(outlined),
    remarks: remarks.map(outlined),
    closing: closingLine(report, layout),
  };
}
