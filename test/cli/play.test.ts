/** `matgrad play`: what it serves, to whom, and how it ends. Needs the build. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageFolder, type Served, serve } from "../../src/cli/commands/server.ts";
import { matgrad, PROGRAM } from "./program.ts";

let served: Served;
beforeAll(async () => {
  served = await serve(pageFolder(), 0);
});
afterAll(() => void served.server.close());

/** As it stands: fetch would tidy the path up. */
const asked = (path: string, method = "GET"): Promise<{ status: number; type: string; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(served.address);
    const sent = request({ hostname, port, path, method }, (response) => {
      let body = "";
      response.on("data", (part) => {
        body += part;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", body }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });

test.each([
  ["/", "text/html"],
  ["/index.html?x=1", "text/html"],
  ["/embedding.html", "text/html"],
  ["/sw.js", "text/javascript"],
  ["/matgrad-derivation.js", "text/javascript"],
])("%s is served as %s", async (path, type) => {
  const found = await asked(path);
  expect(found.status).toBe(200);
  expect(found.type).toContain(type);
  expect(found.body.length).toBeGreaterThan(100);
});

test.each([
  "/../matgrad.js",
  "/%2e%2e/matgrad.js",
  "/..%2fmatgrad.js",
  "/assets/../../index.js",
  "//etc/passwd",
  "/%00",
  "/%",
  "/nowhere",
])("%s is not there", async (path) => {
  expect((await asked(path)).status).toBe(404);
});

test("only reading is answered", async () => {
  expect((await asked("/", "POST")).status).toBe(404);
  expect(await asked("/", "HEAD")).toMatchObject({ status: 200, body: "" });
});

test("it listens to this machine only", () => {
  expect(served.server.address()).toMatchObject({ address: "127.0.0.1" });
});

test("a port that is taken is said to be", async () => {
  const { port } = new URL(served.address);
  const { status, error } = await matgrad("play", "--quiet", "--port", port);
  expect({ status, error }).toEqual({
    status: 2,
    error: `matgrad: cannot serve on port ${port}: something else is there\n`,
  });
});

test("the folder is complete: every file that a page names is in it", async () => {
  const { out } = await matgrad("play", "--folder");
  const folder = out.trim();
  for (const page of ["index.html", "embedding.html"]) {
    const named = [...readFileSync(join(folder, page), "utf8").matchAll(/(?:src|href)="([^":]+)"/g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, name = ""] of named) expect(existsSync(join(folder, name)), name).toBe(true);
  }
});

test("the program prints the address, serves, and ends when it is interrupted", async () => {
  const program = spawn(process.execPath, [PROGRAM, "play", "--quiet"]);
  const address = await new Promise<string>((resolve) => {
    program.stdout.once("data", (text) => resolve(String(text).trim()));
  });
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await (await fetch(address)).text()).toContain("<title>matgrad</title>");
  const ended = new Promise((resolve) => program.once("exit", resolve));
  program.kill("SIGINT");
  expect(await ended).toBe(0);
});

test("its help tells of a static host", () => {
  const { stdout } = spawnSync(process.execPath, [PROGRAM, "help", "play"], { encoding: "utf8" });
  expect(stdout).toContain("--folder");
});
