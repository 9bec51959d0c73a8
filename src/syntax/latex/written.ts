/**
 * Syntax → a short text, by which two derivatives are the same if they are written alike.
 *
 *     \frac{dL}{dW}, \nabla_W L  ─▶  ∂L/∂W        \triangledown A  ─▶  ∇A        \operatorname{D} F(X)  ─▶  DF(X)
 */
import type { DerivativeSyntax, IndexSyntax, Syntax } from "../tree.ts";

export function derivativeName({ operator, of, by, order }: DerivativeSyntax): string {
  const above = of ? bracketed(of) : "";
  const raised = order > 1 ? `^${order}` : "";
  if (by.length > 0) return `∂${raised}${above}/${by.map((x) => `∂${bracketed(x)}`).join("")}`;
  const mark = { partial: "∂", d: "d", nabla: "∇", D: "D" }[operator];
  return `${mark}${raised}${above}`;
}

/** Bracketed unless it is a name, a call or an entry. */
const bracketed = (syntax: Syntax): string => {
  const isTight = ["name", "number", "call", "entry", "transpose"].includes(syntax.kind);
  return isTight ? writtenKey(syntax) : `(${writtenKey(syntax)})`;
};

const OPERATORS = {
  "*": "*",
  "@": "@",
  juxtaposed: " ",
  "/": "/",

  ".*": "⊙",
  "./": "⊘",
  kron: "⊗",
} as const;

/** The tree is at most as deep as the brackets that the lexer lets through. */
export function writtenKey(syntax: Syntax): string {
  switch (syntax.kind) {
    case "number":
      return syntax.text;
    case "name":
      return syntax.name;
    case "sum":
      return syntax.terms
        .map(({ sign, term }, i) => `${i === 0 && sign === "+" ? "" : sign}${bracketed(term)}`)
        .join("");
    case "product":
      return syntax.factors
        .map(({ operator, factor }, i) => `${i === 0 ? "" : OPERATORS[operator]}${bracketed(factor)}`)
        .join("");
    case "negate":
      return `-${bracketed(syntax.of)}`;
    case "transpose":
      return `${bracketed(syntax.of)}'`;
    case "power":
      return `${bracketed(syntax.base)}${syntax.elementwise ? "." : ""}^${bracketed(syntax.exponent)}`;
    case "call":
      return `${syntax.name}(${syntax.args.map(writtenKey).join(",")})`;
    case "norm":
      return `‖${writtenKey(syntax.of)}‖_${syntax.which}`;
    case "block":
      return `[${syntax.rows.map((row) => row.map(writtenKey).join(",")).join(";")}]`;
    case "entry":
      return `${bracketed(syntax.of)}[${syntax.indices.map(indexKey).join(",")}]`;
    case "indexed-sum":
      return `Σ_${syntax.index} ${bracketed(syntax.body)}`;
  }
}

function indexKey(index: IndexSyntax): string {
  switch (index.kind) {
    case "at":
      return writtenKey(index.index);
    case "range":
      return `${writtenKey(index.from)}:${writtenKey(index.to)}`;
    case "all":
      return ":";
  }
}
