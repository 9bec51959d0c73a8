/**
 * A server of the Model Context Protocol on standard input and output: the tools of tools.ts, and the pages on the
 * language and the functions as resources.
 */
import { readFileSync } from "node:fs";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { VERSION } from "../version.ts";
import type { Limited } from "./limited.ts";
import { TOOLS } from "./tools.ts";

/** Pages of the package, beside src/ and dist/. */
const PAGES = {
  language: ["The language", "What can be written: declarations, operators, functions, sums over an index."],
  functions: ["The functions", "All functions, with their derivatives."],
} as const;

const INSTRUCTIONS =
  "matgrad differentiates expressions of vectors and matrices and checks claimed derivatives; every answer is verified numerically. Check a gradient that you have written with judge_claim before you rely on it; matgrad://language says how formulas are written.";

/** Serves until the client is gone. */
export async function serve(calls: Limited): Promise<void> {
  const server = new McpServer({ name: "matgrad", version: VERSION }, { instructions: INSTRUCTIONS });
  for (const [name, { title, about, takes }] of Object.entries(TOOLS)) {
    const annotations = { title, readOnlyHint: true, idempotentHint: true, openWorldHint: false };
    const config = { title, description: about, inputSchema: takes, annotations };
    server.registerTool(name, config, async (input: unknown) => {
      const outcome = await calls.ask(name, input);
      const content = [{ type: "text" as const, text: outcome.text }];
      if (!outcome.ok) return { content, isError: true };
      return { content, ...(outcome.data && { structuredContent: { ...outcome.data } }) };
    });
  }
  for (const [name, [title, description]] of Object.entries(PAGES)) {
    const uri = `matgrad://${name}`;
    server.registerResource(name, uri, { title, description, mimeType: "text/markdown" }, () => ({
      contents: [{ uri, mimeType: "text/markdown", text: page(name) }],
    }));
  }
  const gone = new Promise<void>((resolve) => {
    process.stdin.once("end", resolve).once("close", resolve);
    server.server.onclose = resolve;
  });
  await server.connect(new StdioServerTransport());
  await gone;
  calls.stop();
}

const page = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");
