/** Names, graphs and outlines: what an editor and a page are told of a problem. */
import { describe, expect, it, test } from "vitest";
import { derive, graph, names, outline, parse, ShapeError } from "../../src/index.ts";

describe("names", () => {
  const text = "W : k x n\nZ = X W\nL = λ sum(Z) + w'b";
  const found = names(parse(text));
  const by = (name: string) => found.find((info) => info.name === name);

  it.each([
    ["W", "matrix", "k×n", "declared", undefined],
    ["X", "matrix", "m×k", "inferred", "X : m x k"],
    ["λ", "scalar", "scalar", "inferred", "λ : scalar"],
    ["Z", "matrix", "m×n", "defined", undefined],
    ["L", "scalar", "scalar", "defined", undefined],
  ])("%s is a %s %s, %s", (name, kind, shape, origin, declaration) => {
    expect(by(name)).toMatchObject({ kind, shape, origin });
    expect(by(name)?.declaration).toBe(declaration);
  });

  it("stand where they are said to stand", () => {
    for (const { name, places } of found) {
      expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(places.map(() => name));
    }
    expect(by("W")?.places.length).toBe(2);
  });

  test("the declarations say what was inferred", () => {
    const declared = found.flatMap(({ declaration }) => declaration ?? []).join("\n");
    const again = names(parse(`${declared}\n${text}`));
    const facts = (all: typeof found) =>
      all.map(({ name, kind, shape }) => `${name} ${kind} ${shape}`).sort();
    expect(facts(again)).toEqual(facts(found));
    expect(again.filter(({ origin }) => origin === "inferred")).toEqual([]);
  });

  it("have no meaning where the sizes don't fit", () => {
    expect(() => names(parse("X : 2 x 3\nX X"))).toThrow(ShapeError);
  });
});

describe("graph", () => {
  const { nodes, edges } = graph(parse("Y = tanh(X W)"), { wrt: ["W"] });
  const node = (id: string) => nodes.find((n) => n.id === id);

  it("has every variable and operation, with shapes", () => {
    expect(nodes.map(({ name, shape }) => `${name.unicode} ${shape}`)).toEqual([
      "X m×n",
      "W n×p",
      "Z m×p",
      "Y m×p",
    ]);
    expect(node("Y")?.value?.unicode).toBe("tanh(Z)");
  });

  it("has the cotangents that flow back, to what is differentiated by only", () => {
    expect(node("W")).toMatchObject({ isTarget: true, cotangent: { unicode: "Xᵀ Z̄" } });
    expect(node("X")?.cotangent).toBeUndefined();
    expect(edges.find(({ from, to }) => from === "Z" && to === "Y")?.cotangent?.unicode).toContain("G");
    expect(edges.find(({ from }) => from === "X")?.cotangent).toBeUndefined();
  });

  it("adds what several uses hand on", () => {
    const used = graph(parse("x : n\nf = x'x + sum(x)")).nodes.find(({ id }) => id === "x");
    expect(used?.cotangent?.unicode).toMatch(/\+/);
  });
});

describe("outline", () => {
  const derived = derive(parse("Y = X W + b"), { wrt: ["W"] });

  it("has the check of each step", () => {
    const steps = outline(derived).sections.flatMap((section) => section.steps);
    const [first] = steps;
    expect(first?.check?.compared).toBeGreaterThan(0);
    expect(first?.check?.largestError).toBeLessThan(1e-12);
    expect(steps.filter(({ blocks }) => blocks.every(({ kind }) => kind === "paragraph"))).toEqual(
      steps.filter(({ check }) => check === undefined),
    );
  });

  it("is in the language and notation that are asked for", () => {
    const { results, closing } = outline(derived, { locale: "ja", notation: { transpose: "T" } });
    expect(JSON.stringify(results)).toContain("X^{T} G");
    expect(JSON.stringify(closing)).toMatch(/\p{Script=Hiragana}/u);
  });
});
