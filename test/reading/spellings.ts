/**
 * Random formulas, each in its canonical spelling and in a random one: aliases, transposes, inverse transposes,
 * Unicode, ASCII or LaTeX.
 *
 *     { canonical: "sum(inv(A)'*x)", written: "1ᵀ(A⁻ᵀ x)" }
 */
import fc from "fast-check";

export interface Spelled {
  readonly canonical: string;
  readonly written: string;
  readonly latex: string;
}

type Kind = "scalar" | "vector" | "matrix";

const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts);

const LEAVES: Readonly<Record<Kind, readonly Spelled[]>> = {
  scalar: [
    { canonical: "c", written: "c", latex: "c" },
    { canonical: "2", written: "2", latex: "2" },
    { canonical: "(1/2)", written: "½", latex: "\\frac{1}{2}" },
    { canonical: "x[1]", written: "x_1", latex: "x_1" },
    { canonical: "A[1,2]", written: "A_{12}", latex: "A_{12}" },
    { canonical: "(sum_i x[i]*y[i])", written: "(Σ_i x_i y_i)", latex: "\\left(\\sum_{i} x_i y_i\\right)" },
    {
      canonical: "(sum_i x[i]^2)",
      written: "(∑_{i=1}^n x_i²)",
      latex: "\\left(\\sum_{i=1}^{n} x_i^2\\right)",
    },
  ],
  vector: ["x", "y"].map((name) => ({ canonical: name, written: name, latex: name })),
  matrix: ["A", "B"].map((name) => ({ canonical: name, written: name, latex: name })),
};

/** A form with holes: #1, #2 for the operands; several ways to write it. */
interface Form {
  readonly of: readonly Kind[];
  readonly canonical: string;
  readonly written: readonly string[];
  readonly latex: string;
}

const FORMS: Readonly<Record<Kind, readonly Form[]>> = {
  scalar: [
    {
      of: ["vector", "vector"],
      canonical: "((#1)'*(#2))",
      written: [
        "(#1)ᵀ(#2)",
        "(#1)'(#2)",
        "dot(#1, #2)",
        "inner(#1, #2)",
        "⟨#1, #2⟩",
        "(#1)^T (#2)",
        "(#1).T @ (#2)",
        "(#1)^⊤(#2)",
      ],
      latex: "\\langle #1, #2 \\rangle",
    },
    {
      of: ["matrix"],
      canonical: "tr(#1)",
      written: ["tr(#1)", "Tr(#1)", "trace(#1)", "Trace(#1)", "TR(#1)", "⟨I, #1⟩"],
      latex: "\\operatorname{tr}(#1)",
    },
    {
      of: ["matrix"],
      canonical: "det(#1)",
      written: ["det(#1)", "Det(#1)", "determinant(#1)"],
      latex: "\\det(#1)",
    },
    {
      of: ["vector"],
      canonical: "sum(#1)",
      written: ["sum(#1)", "Sum(#1)", "𝟏ᵀ(#1)", "1'(#1)", "𝟏'(#1)", "(#1)'𝟏", "(#1)ᵀ1", "ones(n)'(#1)"],
      latex: "\\mathbf{1}^\\top (#1)",
    },
    {
      of: ["vector"],
      canonical: "norm2(#1)^2",
      written: ["‖#1‖^2", "‖#1‖²", "norm(#1)²", "||#1||^2", "‖#1‖_2^2"],
      latex: "\\|#1\\|_2^2",
    },
    {
      of: ["scalar"],
      canonical: "exp(#1)",
      written: ["exp(#1)", "e^(#1)", "e^{#1}", "Exp(#1)"],
      latex: "\\exp(#1)",
    },
    {
      of: ["scalar", "scalar"],
      canonical: "((#1) + (#2))",
      written: ["(#1 + (#2))", "((#1)+(#2))"],
      latex: "(#1 + (#2))",
    },
    {
      of: ["scalar"],
      canonical: "(3.141592653589793*(#1))",
      written: ["π (#1)", "pi*(#1)"],
      latex: "(\\pi (#1))",
    },
    {
      of: ["scalar"],
      canonical: "sqrt((#1)^2 + 1)",
      written: ["√((#1)² + 1)", "Sqrt((#1)^2 + 1)", "√(1 + (#1)^2)"],
      latex: "\\sqrt{(#1)^2 + 1}",
    },
  ],
  vector: [
    {
      of: ["matrix", "vector"],
      canonical: "((#1)*(#2))",
      written: ["((#1)(#2))", "((#1)*(#2))", "((#1)@(#2))", "((#1)·(#2))"],
      latex: "((#1)(#2))",
    },
    {
      of: ["matrix", "vector"],
      canonical: "(inv(#1)*(#2))",
      written: ["((#1)\\(#2))", "((#1)⁻¹(#2))", "(inverse(#1)(#2))", "((#1)^-1 (#2))"],
      latex: "((#1)^{-1}(#2))",
    },
    {
      of: ["vector"],
      canonical: "sigmoid(#1)",
      written: ["σ(#1)", "Sigmoid(#1)", "logistic(#1)", "sigmoid(#1)"],
      latex: "\\sigma(#1)",
    },
    {
      of: ["vector"],
      canonical: "relu(#1)",
      written: ["ReLU(#1)", "relu(#1)", "RELU(#1)"],
      latex: "\\operatorname{ReLU}(#1)",
    },
    {
      of: ["vector"],
      canonical: "((#1).^2)",
      written: ["((#1).^2)", "((#1)^⊙2)", "((#1)^{⊙2})", "((#1)⊙(#1))"],
      latex: "((#1)^{\\odot 2})",
    },
    {
      of: ["vector", "vector"],
      canonical: "((#1).*(#2))",
      written: ["((#1)⊙(#2))", "((#1)∘(#2))", "((#1).*(#2))"],
      latex: "((#1) \\odot (#2))",
    },
    {
      of: ["vector", "vector"],
      canonical: "((#1)-(#2))",
      written: ["(#1 − (#2))", "((#1)-(#2))"],
      latex: "(#1 - (#2))",
    },
    {
      of: ["scalar", "vector"],
      canonical: "((#1)*(#2))",
      written: ["((#1)(#2))", "((#1)*(#2))"],
      latex: "((#1)(#2))",
    },
  ],
  matrix: [
    {
      of: ["matrix"],
      canonical: "(#1)'",
      written: ["(#1)'", "(#1)ᵀ", "(#1)^T", "(#1)^{T}", "(#1)^⊤", "(#1).T", "transpose(#1)", "(#1)^{⊤}"],
      latex: "(#1)^\\top",
    },
    {
      of: ["matrix"],
      canonical: "inv(#1)'",
      written: [
        "(#1)^-T",
        "(#1)^{-T}",
        "(#1)⁻ᵀ",
        "(#1)⁻⊤",
        "(#1)^{-⊤}",
        "inv(#1)'",
        "inv((#1)')",
        "((#1)⁻¹)ᵀ",
        "(#1)^-⊤",
        "((#1)')^-1",
        "inverse(#1).T",
      ],
      latex: "(#1)^{-\\top}",
    },
    {
      of: ["matrix", "matrix"],
      canonical: "((#1)*(#2))",
      written: ["((#1)(#2))", "((#1)*(#2))", "((#1)@(#2))"],
      latex: "((#1)(#2))",
    },
    {
      of: ["matrix", "matrix"],
      canonical: "((#1)+(#2))",
      written: ["(#1 + (#2))", "((#1)+(#2))"],
      latex: "(#1 + (#2))",
    },
    {
      of: ["vector"],
      canonical: "diag(#1)",
      written: ["diag(#1)", "Diag(#1)"],
      latex: "\\operatorname{diag}(#1)",
    },
    {
      of: ["vector", "vector"],
      canonical: "((#1)*(#2)')",
      written: ["((#1)(#2)ᵀ)", "((#1)(#2)')", "((#1)*(#2)^T)"],
      latex: "((#1)(#2)^\\top)",
    },
    {
      of: ["matrix"],
      canonical: "((#1) + eye(n))",
      written: ["(#1 + I)", "((#1) + eye(n))", "((#1) + I_n)", "((#1) + identity(n))"],
      latex: "(#1 + I)",
    },
  ],
};

const filled = (template: string, operands: readonly Spelled[], as: keyof Spelled): string =>
  template.replace(/#(\d)/g, (_, k) => operands[Number(k) - 1]![as]);

/** A formula of a kind with at most so many forms inside each other. */
export function formula(kind: Kind, depth: number): fc.Arbitrary<Spelled> {
  const leaf = fc.constantFrom(...LEAVES[kind]);
  if (depth === 0) return leaf;
  const formed = fc.constantFrom(...FORMS[kind]).chain((form) =>
    fc
      .tuple(oneOf(...form.written), ...form.of.map((k) => formula(k, depth - 1)))
      .map(([written, ...operands]) => ({
        canonical: filled(form.canonical, operands, "canonical"),
        written: filled(written, operands, "written"),
        latex: filled(form.latex, operands, "latex"),
      })),
  );
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: formed });
}

/** The names of functions with one slip, none of them a function. */
export const misspelt = (
  names: readonly string[],
  isKnown: (name: string) => boolean,
): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...names.filter((name) => /^[a-z]{3,}$/.test(name))),
      fc.nat(20),
      fc.constantFrom(..."abcdefgxyz"),
      fc.nat(2),
    )
    .map(([name, at, letter, how]) => {
      const k = at % name.length;
      if (how === 0) return name.slice(0, k) + letter + name.slice(k);
      return how === 1 ? name.slice(0, k) + name.slice(k + 1) : name.slice(0, k) + letter + name.slice(k + 1);
    })
    .filter((name) => name.length > 1 && !isKnown(name));
