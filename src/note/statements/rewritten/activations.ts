/** Functions that the form of a definition shows: what makes layers of layers acts on every entry. */
import type { Syntax } from "../../../syntax/tree.ts";
import { type Reference, referenceOf } from "../../meaning/reference.ts";

/** φ of h_j = φ(u_j), a Greek letter that makes entries of entries, and f or f_l of h^l = f_l(u^l), of layers. */
export function activationIn(left: Syntax | undefined, right: Syntax | undefined): string | undefined {
  const called = right?.kind === "call" && right.args.length === 1 ? right.name : "";
  const [, letter, layer] = /^(\p{Ll})(?:_(\p{L}))?$/u.exec(called) ?? [];
  const [own, of] = [left, right?.kind === "call" ? right.args[0] : undefined].map(
    (s) => s && referenceOf(s),
  );
  const below = (reference: Reference): string => reference.key.slice(reference.base.length);
  const isAlike = own && of && own.base !== letter && below(own) !== "" && below(own) === below(of);
  if (letter === undefined || !isAlike || (layer !== undefined && layer !== own.label?.letter))
    return undefined;
  return own.label?.letter !== undefined || /^\p{Script=Greek}$/u.test(letter) ? called : undefined;
}
