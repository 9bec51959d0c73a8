/**
 * `matgrad play`: the page in a browser, served from this machine to this machine.
 */
import { spawn } from "node:child_process";
import { type Options, readArguments } from "../../options/arguments.ts";
import { UsageError } from "../../options/usage.ts";
import type { Command } from "../command.ts";
import type { Streams } from "../streams.ts";
import { pageFolder, serve } from "./server.ts";

const ABOUT = `The page in a browser: derive, check a formula, check a note, for people who would rather look. It is served on
127.0.0.1 until it is interrupted; everything is computed in the page itself.

  matgrad play
  cp -r "$(matgrad play --folder)" /srv/www/matgrad     (the same on any static host)
`;

const OPTIONS = {
  port: { type: "count", value: "N", help: "the port; one that is free unless given" },
  quiet: { type: "switch", help: "print the address, open no browser" },
  folder: { type: "switch", help: "print where the page's files are, and end" },
} as const satisfies Options;

export const command: Command<typeof OPTIONS> = {
  name: "play",
  usage: "play [options]",
  about: ABOUT,
  options: OPTIONS,
  operands: "words",
  status: "0: served until interrupted",
  run: play,
};

/** The exit status. */
async function play(args: readonly string[], streams: Streams): Promise<number> {
  const { values, operands } = readArguments(args, command);
  const [stray] = operands;
  if (stray !== undefined) throw new UsageError(`matgrad play takes no ${JSON.stringify(stray)}`);
  const { port = 0, quiet, folder: isFolder } = values;
  if (port > 65_535) throw new UsageError(`there is no port ${port}: the last is 65535`);
  const folder = pageFolder();
  if (isFolder) {
    await streams.out(`${folder}\n`);
    return 0;
  }
  const { address, server } = await serve(folder, port);
  await streams.out(`${address}\n`);
  if (!quiet) open(address);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  server.closeAllConnections();
  server.close();
  return 0;
}

/** With what the system opens addresses; where there is no such thing, the address stands in the terminal. */
function open(address: string): void {
  const [program, ...args] =
    process.platform === "darwin"
      ? ["open", address]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", "", address]
        : ["xdg-open", address];
  const opener = spawn(program as string, args, { stdio: "ignore", detached: true });
  opener.on("error", () => undefined);
  opener.unref();
}
