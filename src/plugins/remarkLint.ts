/**
 * A remark plugin that proof-reads the mathematics of a note, beside remark-lint's rules: each finding is a message
 * of the file, with its place, its rule, and what would be right as `expected`.
 *
 *     unified().use(remarkParse).use(remarkStringify).use(remarkLintMatgrad)        remark --use matgrad/remark-lint
 */
import type { Root } from "mdast";
import { type NoteFinding, type ProofreadOptions, proofread } from "../library/notes.ts";

export interface RemarkLintMatgradOptions {
  /** Findings of less weight are left out; warnings and errors unless given. */
  readonly least?: NoteFinding["severity"];
  /** How the note is read and judged. */
  readonly proofread?: Omit<ProofreadOptions, "file" | "progress">;
}

/** What is used of a VFile. */
export interface LintedFile {
  readonly path?: string;
  toString(): string;
  message(
    reason: string,
    options: {
      place: { start: { line: number; column: number }; end: { line: number; column: number } };
      source: string;
      ruleId: string;
    },
  ): { actual?: string | undefined; expected?: string[] | undefined };
}

const WEIGHTS = ["note", "warning", "error"] as const;

export default function remarkLintMatgrad(
  options?: RemarkLintMatgradOptions | null,
): (tree: Root, file: LintedFile) => void {
  const { least = "warning", proofread: how } = options ?? {};
  return (_tree, file) => {
    const { findings } = proofread(String(file), { ...how, file: file.path ?? "note.md" });
    for (const finding of findings) {
      if (WEIGHTS.indexOf(finding.severity) < WEIGHTS.indexOf(least)) continue;
      const { line, column, endLine, endColumn, latex, correct } = finding;
      const place = { start: { line, column }, end: { line: endLine, column: endColumn } };
      const told = file.message(finding.why, { place, source: "matgrad", ruleId: finding.rule });
      told.actual = latex;
      if (correct !== undefined) told.expected = [correct];
    }
  };
}
