/** Functions that a note differentiates and never gives: laws of all of them, each beside a mistake that is refused. */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

describe("a function that nothing gives", () => {
  test.each([
    [
      "is a term",
      String.raw`Let $J(w) = \ell(w) + \frac{\mu}{2}\|w\|^2$. Then $☐$.`,
      String.raw`\nabla J(w) = \nabla \ell(w) + \mu w`,
      String.raw`\nabla J(w) = \nabla \ell(w) + 2 \mu w`,
    ],
    [
      "is a loss under ∂",
      String.raw`Let $J(w) = L(w) + \frac{\mu}{2}\|w\|^2$. Then $☐$.`,
      String.raw`\frac{\partial J}{\partial w} = \frac{\partial L}{\partial w} + \mu w`,
      String.raw`\frac{\partial J}{\partial w} = \frac{\partial L}{\partial w} + 2 \mu w`,
    ],
    [
      "is of a linear map",
      "Let $h(x) = g(A x)$ with a differentiable $g$. Then $☐$.",
      String.raw`\nabla h(x) = A^\top \nabla g(A x)`,
      String.raw`\nabla h(x) = A \nabla g(A x)`,
    ],
    [
      "stands beside multipliers",
      String.raw`The Lagrangian is $\mathcal{L}(x, \lambda) = f(x) + \lambda^\top (A x - b)$. Then $☐$.`,
      String.raw`\nabla_x \mathcal{L} = \nabla f(x) + A^\top \lambda`,
      String.raw`\nabla_x \mathcal{L} = \nabla f(x) - A^\top \lambda`,
    ],
    [
      "is the log-partition function of a family",
      String.raw`Let $g(\eta) = \eta^\top t - A(\eta)$. Then $☐$.`,
      String.raw`\nabla g(\eta) = t - \nabla A(\eta)`,
      String.raw`\nabla g(\eta) = t + \nabla A(\eta)`,
    ],
    [
      "has a Hessian",
      String.raw`Let $q(x) = f(x) + \frac{\rho}{2} \|x\|^2$. Then $☐$.`,
      String.raw`\nabla^2 q(x) = \nabla^2 f(x) + \rho I`,
      String.raw`\nabla^2 q(x) = \nabla^2 f(x) + 2 \rho I`,
    ],
    [
      "in Chinese",
      String.raw`设 $\phi(x) = f(B x + c)$，其中 $f$ 可微，则 $☐$。`,
      String.raw`\nabla \phi(x) = B^\top \nabla f(B x + c)`,
      String.raw`\nabla \phi(x) = -B^\top \nabla f(B x + c)`,
    ],
    [
      "in Japanese",
      String.raw`$\phi(t) = f(x + t p)$ とおくと $☐$ である。`,
      String.raw`\phi'(t) = \nabla f(x + t p)^\top p`,
      String.raw`\phi'(t) = -\nabla f(x + t p)^\top p`,
    ],
  ])("%s", (_name, said, right, wrong) => {
    const note = (claim: string) => verdicts(said.replace("☐", () => claim));
    expect(note(right)).toEqual(["right"]);
    expect(note(wrong).filter((verdict) => verdict === "wrong" || verdict === "ill-formed")).toHaveLength(1);
  });

  test.each([
    String.raw`Let $L(x, \lambda) = f(x) + \lambda^\top c(x)$ where $c(x) \in \mathbb{R}^m$. Then $\nabla_x L = \nabla f(x) + \nabla c(x)^\top \lambda$.`,
    String.raw`The layer is $y = g(W x)$ with an activation $g$, so $\frac{\partial y}{\partial x} = \operatorname{diag}(g'(W x)) W$.`,
    String.raw`Let $F(x) = \frac12 \|r(x)\|^2$ with residuals $r(x)$. Then $\nabla F(x) = \nabla r(x)^\top r(x)$.`,
  ])("is no scalar where a vector must stand: %s", (note) => {
    expect(verdicts(note)).not.toContain("wrong");
    expect(verdicts(note)).not.toContain("ill-formed");
  });
});
