#!/usr/bin/env node
/** The program `matgrad`: run.ts on this process's arguments and streams, compiled before where it can be. */
import { setFlagsFromString } from "node:v8";
import { reason } from "./reason.ts";
import { compiledFor } from "./start/compiled.ts";

// a reader that went away (`| head`) is no error
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`matgrad: cannot write to standard output: ${reason(error)}\n`);
  process.exit(2);
});
// there is nobody left to tell
process.stderr.on("error", () => undefined);

const out = (text: string): Promise<void> =>
  new Promise((resolve) => {
    if (process.stdout.write(text)) resolve();
    else process.stdout.once("drain", () => resolve());
  });

const words = process.argv.slice(2);
const run = compiledFor(words[0] ?? "", import.meta.dirname) ?? (await import("./run.ts")).run;
// most runs end before V8's optimizing compiler repays its time: it begins later than at 135,168 (another hash of flags
// would have refused what is compiled)
setFlagsFromString("--interrupt-budget=1000000");
process.exitCode = await run(words, {
  out,
  error: (text) => void process.stderr.write(text),
  progress: process.stderr.isTTY ? (text) => void process.stderr.write(text) : undefined,
  colours: process.stdout.isTTY === true && !process.env.NO_COLOR,
});
