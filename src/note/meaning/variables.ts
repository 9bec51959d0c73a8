/** By which variables a gradient is that doesn't say it. */
import type { Syntax } from "../../syntax/tree.ts";
import { type Definition, isConstant } from "./knowledge.ts";
import { everyPart, referenceOf } from "./reference.ts";
import type { Setting } from "./setting.ts";

export const definitionNamed = ({ known }: Setting, of: Syntax): Definition | undefined => {
  const name = of.kind === "call" || of.kind === "name" ? of.name : "";
  return known.definitions.findLast(({ reference }) => reference.key === name);
};

/** The parameters of what is defined as a function, or of the one function that its value is made of. */
export function parametersOf(
  setting: Setting,
  of: Syntax,
  seen: ReadonlySet<string> = new Set(),
): readonly string[] {
  const definition = definitionNamed(setting, of);
  if (!definition || definition.parameters.length > 0 || seen.has(definition.reference.key))
    return definition?.parameters ?? [];
  const inner = new Set([...seen, definition.reference.key]);
  const found = [...everyPart(definition.value)].map((part) => parametersOf(setting, part, inner));
  const [first = []] = found.filter((names) => names.length > 0);
  return found.every((names) => names.length === 0 || names.join() === first.join()) ? first : [];
}

/** \nabla (a^\top x) is by x: by the one letter that there is, or by the x or X among them. */
export function usualVariable(of: Syntax): readonly string[] {
  const names = new Set(
    [...everyPart(of)].flatMap((part) => {
      const own = referenceOf(part);
      return own && own.indices.length === 0 && !own.label && !isConstant(own.key) ? [own.key] : [];
    }),
  );
  return names.size === 1 ? [...names] : ["x", "X"].filter((name) => names.has(name));
}
