/**
 * The left side of a claim in text: what it is said to be the derivative of, and by.
 *
 *     ∂f/∂x = (A + Aᵀ) x, ∇_x f = …, f'(x) = …, = …  ─▶  (A + Aᵀ) x, in the place where it stood
 */
import { UnknownNameError } from "../../errors.ts";

const NAME = "[\\p{L}][\\p{L}\\p{M}\\p{Nd}_₀-₉]*";
const HEADS = [
  `(?:∂|d)\\s*(?:${NAME})?\\s*/\\s*(?:∂|d)\\s*(?<by>${NAME})`,
  `(?:∇|grad)(?:_\\{?(?<of>${NAME})\\}?)?\\s*(?:${NAME})?(?:\\([^()=]*\\))?`,
  `${NAME}['′](?:\\((?<at>${NAME})\\))?`,
  "",
];
const headForm = () => new RegExp(`^\\s*(?:${HEADS.join("|")})\\s*:?=(?!=)`, "u");

/** @throws UnknownNameError where the left side is the derivative by something else */
export function withoutHead(claim: string, wrt: string): string {
  const found = headForm().exec(claim);
  if (!found) return claim;
  const [head] = found;
  const { by, of, at } = found.groups ?? {};
  const said = by ?? of ?? at;
  if (said !== undefined && said !== wrt) {
    const facts = `the left side is the derivative by ${said}, and what is asked for is the one by ${wrt}`;
    throw new UnknownNameError(facts, { start: 0, end: head.length - 1 });
  }
  return " ".repeat(head.length) + claim.slice(head.length);
}
