/** The library as modules in Deno and Bun, from where it lies: as a page or a notebook takes it from a server. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "matgrad-runtimes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Installed for everybody, or in the checkout. */
const commandOf = (name: string): string | undefined =>
  [name, join(ROOT, "node_modules/.bin", name)].find(
    (command) => spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0,
  );

const RUNTIMES = [
  { name: "deno", args: ["run", "--quiet", "--no-config", "--no-lock", "--allow-all"] },
  { name: "bun", args: ["run"] },
].map((runtime) => ({ ...runtime, command: commandOf(runtime.name) }));
for (const { name, command } of RUNTIMES) {
  if (command === undefined) console.log(`skipped: there is no ${name} (npm i -g ${name})`);
}

const program = (address: string): string => `
const { differentiate, parse, compile, equal } = await import(${JSON.stringify(address)});
const problem = parse("X : 2 x 2\\nw : 2\\nL = ‖X w‖^2");
const found = differentiate(problem, { wrt: "w" });
const { value } = compile(problem, { wrt: ["w"], sizes: {} }).run({ X: [[1, 2], [3, 4]], w: [1, 1] });
console.log(JSON.stringify([found.text, value.data[0], equal("(A B)'", "B' A'").verdict]));
`;

const run = (command: string, args: readonly string[]): Promise<{ out: string; error: string }> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, DENO_DIR: join(folder, "deno") },
    });
    const written = { out: "", error: "" };
    child.stdout.on("data", (text) => (written.out += text));
    child.stderr.on("data", (text) => (written.error += text));
    child.on("close", () => resolve(written));
  });

describe.each(RUNTIMES)("$name", ({ name, command, args }) => {
  test.runIf(command !== undefined)("imports the files", async () => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, program(pathToFileURL(join(ROOT, "dist/index.js")).href));
    const { out, error } = await run(command as string, [...args, file]);
    expect([out.trim(), error]).toEqual(['["2*X\'*X*w",58,"equal"]', ""]);
  });

  // bun imports nothing from a server
  if (name !== "deno") return;
  test.runIf(command !== undefined)("imports it from a server", async () => {
    const server = createServer(async ({ url = "" }, response) => {
      const path = join(ROOT, "dist", new URL(url, "http://127.0.0.1").pathname);
      response.setHeader("content-type", "text/javascript");
      response.statusCode = existsSync(path) ? 200 : 404;
      response.end(existsSync(path) ? await readFile(path) : "");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const file = join(folder, "served.mjs");
    writeFileSync(file, program(`http://127.0.0.1:${port}/index.js`));
    const { out, error } = await run(command as string, [...args, file]);
    server.close();
    expect([out.trim(), error]).toEqual(['["2*X\'*X*w",58,"equal"]', ""]);
  });
});
