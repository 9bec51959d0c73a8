/** The server over standard input and output, driven by the protocol's own client. */

import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("../../dist/matgrad.js", import.meta.url));

const client = new Client({ name: "test", version: "1" });
const transport = new StdioClientTransport({
  command: process.execPath,
  args: [PROGRAM, "mcp", "--seconds", "4"],
});
beforeAll(() => client.connect(transport));
afterAll(() => client.close());

interface Result {
  readonly isError?: boolean;
  readonly content: readonly { readonly text: string }[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
}

async function call(
  name: string,
  input: Record<string, unknown>,
): Promise<Result & { readonly text: string }> {
  const result = (await client.callTool({ name, arguments: input })) as unknown as Result;
  return { ...result, text: result.content.map(({ text }) => text).join("\n") };
}

describe("the server", () => {
  test("tells what it is and has, with schemas", async () => {
    expect(client.getServerVersion()?.name).toBe("matgrad");
    expect(client.getInstructions()).toContain("judge_claim");
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "differentiate",
      "derive",
      "judge_claim",
      "equal",
      "proofread",
      "code",
    ]);
    for (const { inputSchema, description } of tools) {
      expect(inputSchema).toMatchObject({ type: "object", properties: expect.any(Object) });
      expect(description).toBeTruthy();
    }
  });

  test("has the pages on the language and the functions", async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(["matgrad://language", "matgrad://functions"]);
    const { contents } = await client.readResource({ uri: "matgrad://language" });
    expect((contents[0] as { text: string }).text).toContain("# ");
  });

  test("differentiates, with an answer that is short and one with all fields", async () => {
    const short = await call("differentiate", { statements: "A : symmetric n\nf = x'A x", wrt: "x" });
    expect(short.text).toMatch(/^2\*A\*x\ngradient, n×1; verified/);
    expect(short.structuredContent).toMatchObject({ formula: "2*A*x", shape: "n×1" });
    expect(short.structuredContent).not.toHaveProperty("ms");
    const long = await call("differentiate", { statements: "f = x'A x", wrt: "x", details: true });
    expect(long.structuredContent).toHaveProperty("unicode");
  });

  test("derives, compares, judges, writes code and proof-reads", async () => {
    const derived = await call("derive", { statements: "Y = X W + b", wrt: ["W"], format: "unicode" });
    expect(derived.text).toContain("∂L/∂W = Xᵀ G");
    const claim = { statements: "f = x'A x", wrt: "x", claim: "2 A x" };
    expect((await call("judge_claim", claim)).structuredContent).toMatchObject({ verdict: "wrong" });
    const compared = await call("equal", { left: "(A B)'", right: "B' A'" });
    expect(compared.text).toMatch(/^equal: /);
    const code = await call("code", { statements: "f = x'A x", wrt: ["x"], target: "numpy" });
    expect(code.text).toContain("import numpy as np");
    const note = await call("proofread", { text: "Let $x$ be a vector. Then $\\nabla_x \\|x\\|^2 = x$." });
    expect(note.text).toMatch(/^1 errors; 0 of 1 claims right\nline 1: error: /);
  });
});

describe("what is at fault", () => {
  test("is a sentence with its place and what to write instead", async () => {
    const { isError, text } = await call("differentiate", { statements: "f = gelu2(x)", wrt: "x" });
    expect(isError).toBe(true);
    expect(text).toMatch(/gelu2[\s\S]*\^/);
    const shape = await call("derive", { statements: "X : m x k\nW : n x k\nY = X W" });
    expect(shape).toMatchObject({ isError: true });
    expect(shape.text).toContain("m×k");
  });

  test("in the arguments themselves is said too", async () => {
    const { isError, text } = await call("code", { statements: "f = x", target: "cobol" });
    expect(isError).toBe(true);
    expect(text).toMatch(/numpy/);
  });

  test("takes no longer than a call may, and the next is answered", async () => {
    const terms = Array.from({ length: 300 }, (_, n) => `x[${n + 1}]*x[${n + 2}]*sin(x[${n + 3}])`).join("*");
    const [slow, next] = await Promise.all([
      call("derive", { statements: `x : vector 400\nf = ${terms}`, style: "elementwise", detail: "high" }),
      call("equal", { left: "x", right: "x" }),
    ]);
    expect(slow.isError).toBe(true);
    expect(slow.text).not.toContain("fault of matgrad");
    expect(next.text).toMatch(/^equal/);
  });
});
