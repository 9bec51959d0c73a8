/**
 * A note that is read again after an edit: the report is that of a fresh reading, and only what rests on the edit is
 * judged again.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proofread, proofreader } from "../../src/index.ts";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { newMemory } from "../../src/note/memory.ts";
import { readNote } from "../../src/note/reading/read.ts";

const NOTE = `# Least squares

Let $X \\in \\mathbb{R}^{m \\times n}$, $y \\in \\mathbb{R}^m$ and $w \\in \\mathbb{R}^n$.

$$f(w) = \\|X w - y\\|^2$$

$$\\nabla f(w) = 2 X^\\top (X w - y)$$

$$\\nabla^2 f(w) = 2 X^\\top X$$

With a weight $\\lambda$ on its size,

$$g(w) = f(w) + \\lambda w^\\top w$$

$$\\nabla g(w) = 2 X^\\top (X w - y) + 2 \\lambda w$$

# Quadratic forms

Let $A \\in \\mathbb{R}^{n \\times n}$ be symmetric and $x \\in \\mathbb{R}^n$.

$$q(x) = x^\\top A x$$

$$\\nabla q(x) = 2 A x$$

$$\\nabla q(x) = (A + A^\\top) x$$

The Hessian is $\\nabla^2 q(x) = 2 A$.
`;

/** The note with a text in place of another; and how often verdicts were made for it, after it had been read. */
function edited(from: string, to: string): { readonly made: number; readonly verdicts: readonly unknown[] } {
  const memory = newMemory();
  judgeNote(readNote("a.md", NOTE), undefined, undefined, memory);
  memory.next();
  const { listed = [] } = judgeNote(
    readNote(
      "a.md",
      NOTE.replace(from, () => to),
    ),
    undefined,
    undefined,
    memory,
  );
  return { made: memory.made("verdict"), verdicts: listed.map(({ verdict, role }) => verdict ?? role) };
}

describe("after an edit", () => {
  it("of words nothing is judged again", () => {
    expect(edited("With a weight", "Weighted by").made).toBe(0);
    expect(edited("# Least squares", "Some lines more.\n\n# Least squares").made).toBe(0);
  });

  it("of a claim, that claim is judged again", () => {
    const { made, verdicts } = edited("= 2 X^\\top X$$", "= 3 X^\\top X$$");
    expect(made).toBe(1);
    expect(verdicts.filter((verdict) => verdict === "wrong")).toHaveLength(1);
  });

  it("of a definition, the claims that rest on it are", () => {
    const { made, verdicts } = edited("q(x) = x^\\top A x", "q(x) = 3 x^\\top A x");
    expect(made).toBe(3);
    // none of them is right any more
    expect(verdicts.filter((verdict) => verdict === "wrong" || verdict === "unclear")).toHaveLength(3);
    expect(edited("f(w) = \\|X w - y\\|^2$$", "f(w) = 2 \\|X w - y\\|^2$$").made).toBe(3);
  });

  it("of an example elsewhere, claims of letters that it prints are", () => {
    const read = (size: string, memory = newMemory()) =>
      judgeNote(
        readNote(
          "a.md",
          `Let $M = \\begin{bmatrix} 1 & 7 \\\\ 2 & 3 \\end{bmatrix}$ and $u = \\begin{bmatrix} a \\\\ b \\\\ c \\end{bmatrix}$. Then $M u = \\begin{bmatrix} a + 7 b \\\\ 2 a + 3 b \\end{bmatrix}$.\n\n# Another\n\nNow $u = \\begin{bmatrix} ${size} \\end{bmatrix}$.\n`,
        ),
        undefined,
        undefined,
        memory,
      ).listed!.map(({ verdict, role }) => verdict ?? role);
    const [three, two] = ["d \\\\ e \\\\ f", "d \\\\ e"];
    expect(read(three)).toContain("ill-formed");
    expect(read(two)).not.toContain("ill-formed");
    const memory = newMemory();
    read(three, memory);
    memory.next();
    expect(read(two, memory)).toEqual(read(two));
  });

  it("that is taken back, nothing is", () => {
    const reader = proofreader();
    const first = reader.proofread(NOTE);
    reader.proofread(NOTE.replace("2 A x", "3 A x"));
    expect(reader.proofread(NOTE)).toEqual(first);
  });
});

/** Edits as a writer makes them, one after the other. */
const CHANGES = [
  "2",
  "+ x",
  "^\\top",
  "A",
  "}",
  " ",
  "\n\n",
  "$",
  "# B\n",
  "symmetric",
  "= 0",
  "\\lambda",
  "",
];
const edits = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3), fc.constantFrom(...CHANGES)),
  { minLength: 1, maxLength: 2 },
);

const NOTES = [NOTE, readFileSync(new URL("../../docs/examples/note.md", import.meta.url), "utf8")];

describe("the report is that of a fresh reading", () => {
  it.each(NOTES.map((note, k) => [k, note] as const))("note %s", (_name, note) => {
    fc.assert(
      fc.property(edits, (changes) => {
        const reader = proofreader({ all: true });
        let text = note;
        reader.proofread(text);
        for (const [at, length, written] of changes) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + written + text.slice(start + length);
          expect(reader.proofread(text)).toEqual(proofread(text, { all: true }));
        }
      }),
      { numRuns: 4 },
    );
  });
});
