/** The magic in IPython. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("../../dist/matgrad.js", import.meta.url));
const MAGIC = fileURLToPath(new URL("../../editors/jupyter/matgrad_magic.py", import.meta.url));
const PYTHONS = ["python3", "/usr/bin/python3"];
const python = PYTHONS.find((name) => spawnSync(name, ["-c", "import IPython"]).status === 0);
if (python === undefined) console.log("skipped: there is no IPython (apt-get install python3-ipython)");

/** What cells show: their data by kind, and what they print. */
const SESSION = `
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
shell = InteractiveShell.instance()
shell.run_line_magic("run", sys.argv[1])
shown = []
for cell in json.load(sys.stdin):
    with capture_output() as found:
        shell.run_cell(cell)
    shown.append({"markdown": [o.data.get("text/markdown") for o in found.outputs], "printed": found.stdout})
print(json.dumps(shown))
`;

test.runIf(python !== undefined)(
  "cells show derivations as LaTeX, and mistakes with their place",
  () => {
    const cells = [
      "%%matgrad --wrt w --detail low\nX : m x n\nL = ‖X w - y‖^2\n",
      "%%matgrad --wrt w\nL = ‖X w - ‖^2\n",
      "import os\nos.environ['MATGRAD'] = 'no-such-program'",
      "%%matgrad\nL = x'x\n",
    ];
    const ran = spawnSync(python as string, ["-c", SESSION, MAGIC], {
      ...{ input: JSON.stringify(cells), encoding: "utf8" },
      env: { ...process.env, MATGRAD: `${process.execPath} ${PROGRAM}`, HOME: "/nonexistent" },
    });
    const [derived, mistaken, , missing] = JSON.parse(ran.stdout.trim().split("\n").at(-1) as string);
    expect(derived.markdown).toEqual([expect.stringContaining("2 X^{\\top}(X w - y)")]);
    expect(derived.markdown[0]).toContain("$$");
    expect(mistaken).toEqual({ markdown: [], printed: expect.stringMatching(/never closed[\s\S]*\^/) });
    expect(missing.printed).toContain("npm i -g matgrad");
  },
  60_000,
);
