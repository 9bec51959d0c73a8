/**
 * Compiles the native backend where that can be done, and never fails an installation: without a compiler,
 * headers or permission matgrad works by WebAssembly, and one line says so.
 *
 *     node src/backend/native/build.js             at installation: exit 0 whatever happens
 *     node src/backend/native/build.js --strict    npm run build:native: shows the compiler's words, exit 1 if it fails
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../..", import.meta.url));
const ADDON = join(PACKAGE, "build", "Release", "matgrad_native.node");
const STRICT = process.argv.includes("--strict");
const MINUTES = 5;

/** The folders of this Node: <prefix>/bin/node, or <prefix>/node.exe. */
const PREFIXES = [dirname(dirname(process.execPath)), dirname(process.execPath)];

/** npm's own node-gyp, which it names to scripts it runs. */
function nodeGyp() {
  const bundled = PREFIXES.flatMap((prefix) => [
    join(prefix, "lib", "node_modules", "npm", "node_modules", "node-gyp", "bin", "node-gyp.js"),
    join(prefix, "node_modules", "npm", "node_modules", "node-gyp", "bin", "node-gyp.js"),
  ]);
  return [process.env.npm_config_node_gyp, ...bundled].find((file) => file && existsSync(file));
}

/** Headers that lie beside this Node; otherwise node-gyp fetches them. */
function headers() {
  const prefix = PREFIXES.find((folder) => existsSync(join(folder, "include", "node", "node_api.h")));
  return prefix ? [`--nodedir=${prefix}`] : [];
}

/** What the lines of a failed build look like, the most telling first. */
const TELLING = [
  /not found: make|could not find any python|EACCES|EROFS|fatal error:|\b(cc|gcc|clang): (command )?not found/i,
  /\b(cc|gcc|clang): No such file/i,
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|getaddrinfo/,
  /^stack Error/,
  /(^|\W)error\W/i,
];

/** The line of the output that says most. */
function reason(output) {
  const lines = output.split("\n").map((line) => line.replace(/^gyp (ERR!|WARN) /, "").trim());
  const found = TELLING.map((form) => lines.find((line) => form.test(line))).find(Boolean);
  return (found ?? "node-gyp failed").replace(/^stack Error: /, "");
}

/** Why there is no addon, or undefined. */
function build() {
  const gyp = nodeGyp();
  if (!gyp) return "node-gyp is not there";
  const run = spawnSync(process.execPath, [gyp, "configure", "build", "--jobs=max", ...headers()], {
    cwd: PACKAGE,
    encoding: "utf8",
    timeout: MINUTES * 60_000,
    maxBuffer: 2 ** 26,
  });
  const output = `${run.stdout ?? ""}${run.stderr ?? ""}`;
  if (STRICT) process.stderr.write(output);
  if (run.error) return run.error.message;
  if (run.status !== 0) return reason(output);
  createRequire(import.meta.url)(ADDON);
  return undefined;
}

function failure() {
  if (process.env.MATGRAD_NATIVE === "0") return "MATGRAD_NATIVE=0";
  try {
    return build();
  } catch (error) {
    return error instanceof Error ? error.message.split("\n")[0] : String(error);
  }
}

const why = failure();
if (why) console.log(`matgrad: no native backend, products run as WebAssembly (${why})`);
if (why && STRICT) process.exitCode = 1;
