/**
 * Makes what compiled.ts starts from, at installation and after a build; without it the program starts slower.
 *
 *     node dist/compile.js          the script, then each command in a process of its own
 *     node dist/compile.js NAME     runs that command, and keeps what V8 compiled of it
 *
 * A chunk of the bundler begins with its imports and ends with its exports, so that it is made a function by its ends:
 * the bundler isn't there at installation, and a second form of all chunks would double the package.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { cacheIn, programIn, runOf } from "./compiled.ts";

const DIST = fileURLToPath(new URL(".", import.meta.url));
const PROGRAM = programIn(DIST);

/** A call of each command that is worth it; `-` has nothing to read. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  derive: ["Y = X W + b", "--wrt", "W"],
  batch: ["-"],
  check: ["-"],
  equal: ["(A B)'", "B' A'"],
  judge: ["x'A x", "--wrt", "x", "--claim", "(A + A') x"],
  code: ["‖X w - y‖²", "--wrt", "w", "--target", "numpy"],
};
/** Standard input for those that read it. */
const READ: Readonly<Record<string, string>> = {
  batch: [
    '{"vars": {"X": "matrix m n"}, "expr": "t*X", "wrt": "X"}',
    '{"expr": "norm2(X*w - y)^2 + log(det(S))", "wrt": "w"}',
    '{"expr": "tr(inv(X)*A) + y\'*log(softmax(X*b))", "wrt": "X"}',
  ].join("\n"),
  check: "Let $f(x) = x^\\top A x$. Then $\\nabla f = (A + A^\\top) x$.",
};

const IMPORTS = /^((?:import(?:[^"'`;()]*?from)?"[^"]+";)*)/;
const IMPORT = /import(?:([^"]*?)from)?"([^"]+)";/g;
const EXPORTS = /export\{([^{}]*)\};?\s*$/;

/** `import{a as b}from"./c.js"` … `export{d as e}` as a function that asks for its imports and returns its exports. */
function functionOf(chunk: string): string {
  const body = chunk
    .replace(IMPORTS, (imports) => imports.replace(IMPORT, (_, names, from) => required(names ?? "", from)))
    .replace(EXPORTS, (_, names) => `return{${names.split(",").map(exported).join(",")}}`)
    .replace(/import\(`(\.[^`]+)`\)/g, 'load("$1")')
    .replaceAll("import.meta.url", "address");
  return `function(require,load,address){${body}\n}`;
}

function required(names: string, from: string): string {
  const braces = /\{([^}]*)\}/.exec(names)?.[1]?.replaceAll(" as ", ":");
  const whole = /^\s*(?:\*\s*as\s+)?([\w$]+)/.exec(names)?.[1];
  const bound = [braces === undefined ? [] : `{${braces}}`, whole ?? []].flat();
  return bound.map((target) => `const ${target}=require("${from}");`).join("") || `require("${from}");`;
}

function exported(name: string): string {
  const [inner, outer] = name.split(" as ");
  return outer === undefined ? name : `${outer}:${inner}`;
}

/** The chunk of a command: how commands.ts loads it, in whichever chunk that stands. */
function chunkOf(command: string, loaders: string): string {
  const found = new RegExp(`\`${command}\`,\\{does:[^{}]*import\\(\`(\\./[^\`]+)\`\\)`).exec(loaders)?.[1];
  if (found === undefined) throw new Error(`the command ${command} is loaded in no way that is known`);
  return join("chunks", found);
}

/** The chunks that the commands lead to; what is loaded only when something asks for it stays a module. */
function program(): string {
  const loaders = readFileSync(join(DIST, "chunks", "commands.js"), "utf8");
  const commands = Object.keys(CALLS).map((name) => chunkOf(name, loaders));
  const paths = new Set([join("chunks", "run.js"), ...commands]);
  const functions: string[] = [];
  for (const path of paths) {
    const text = readFileSync(join(DIST, path), "utf8");
    const [imports = ""] = IMPORTS.exec(text) ?? [];
    for (const [, , from = ""] of imports.matchAll(IMPORT))
      if (from.startsWith(".")) paths.add(join(path, "..", from));
    functions.push(`${JSON.stringify(path)}:${functionOf(text)}`);
  }
  // one byte a character is read faster
  return `({${functions.join(",\n")}})`.replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The command runs from the script, into nothing; then what was compiled is kept. */
async function compile(command: string): Promise<void> {
  const script = new Script(readFileSync(PROGRAM, "latin1"), { filename: PROGRAM });
  await runOf(script, DIST)([command, ...(CALLS[command] as readonly string[])], {
    out: async () => undefined,
    error: () => undefined,
    progress: undefined,
    colours: false,
  });
  writeFileSync(cacheIn(DIST, command), script.createCachedData());
}

const [command] = process.argv.slice(2);
if (command !== undefined) await compile(command);
else {
  rmSync(dirname(PROGRAM), { recursive: true, force: true });
  mkdirSync(dirname(PROGRAM));
  writeFileSync(PROGRAM, program());
  for (const name of Object.keys(CALLS)) {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), name], { input: READ[name] ?? "" });
  }
}
