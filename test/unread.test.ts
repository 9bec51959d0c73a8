/** What an interface of src/ offers, something reads: no option without effect, no result for nobody. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { FILES, pathOf, TEST_FILES } from "./source.ts";

/** Read by those who are answered; names of Node's modules are asked for as words. */
const FOR_OTHERS = [
  "library/notes.ts: NoteReport",
  "mathjs/compiled.ts: MathResult",
  "backend/node.ts: BuiltIns",
];
/** The page's verbs are named as words. */
const BY_WORD = ["page/worker/protocol.ts: Tasks"];

const own = new Set(FILES);
const isOwn = (file: string): boolean => own.has(file);

test("what an interface has is read", () => {
  const declared = new Map<string, string[]>();
  const read = new Set<string>();
  const visit =
    (file: string) =>
    (node: ts.Node): void => {
      if (isOwn(file) && ts.isPropertySignature(node) && ts.isInterfaceDeclaration(node.parent)) {
        const name = node.name.getText();
        const places = declared.get(name) ?? [];
        declared.set(name, [...places, `${pathOf(file)}: ${node.parent.name.text}`]);
      }
      if (ts.isPropertyAccessExpression(node)) read.add(node.name.text);
      if (ts.isBindingElement(node)) read.add((node.propertyName ?? node.name).getText());
      ts.forEachChild(node, visit(file));
    };
  for (const file of [...FILES, ...TEST_FILES]) {
    const text = readFileSync(file, "utf8");
    visit(file)(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  }
  expect(declared.size).toBeGreaterThan(500);
  const allowed = new Set([...FOR_OTHERS, ...BY_WORD]);
  const unread = [...declared].filter(
    ([name, places]) => !read.has(name) && !places.every((place) => allowed.has(place)),
  );
  expect(unread).toEqual([]);
});
