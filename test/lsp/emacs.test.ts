/** The language server in Emacs, by eglot as the page on editors sets it up. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const isThere = spawnSync("emacs", ["--batch", "-q", "--eval", "(require 'eglot)"]).status === 0;
if (!isThere) console.log("Emacs with eglot is not installed: the language server is not tried in it");

const SETUP = /```elisp\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, "docs/editors.md"), "utf8"))?.[1] ?? "";

/** Opens the note, waits for diagnostics, takes the quick fix, waits for none, and prints what it saw. */
const SCRIPT = `
(require 'markdown-mode)
(setq eglot-sync-connect 20 eglot-confirm-server-initiated-edits nil)
${SETUP}
(require 'eglot)
(require 'json)
(defun say (what) (princ (concat (json-encode what) "\\n")))
(defun await (count)
  (let ((left 200))
    (while (and (> left 0) (/= (length (flymake-diagnostics)) count))
      (accept-process-output nil 0.1)
      (setq left (1- left)))
    (unless (= (length (flymake-diagnostics)) count) (kill-emacs 3))))
(find-file "a.md")
(call-interactively #'eglot)
(await 1)
(let ((wrong (car (flymake-diagnostics))))
  (say (list :message (flymake-diagnostic-text wrong) :line (line-number-at-pos (flymake-diagnostic-beg wrong))))
  (goto-char (flymake-diagnostic-beg wrong)))
(eglot--apply-workspace-edit (plist-get (car (eglot-code-actions (point) nil "quickfix" nil)) :edit))
(eglot--signal-textDocument/didChange)
(await 0)
(say (list :text (buffer-string)))
(say (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams)))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
`;

test.runIf(isThere)("Emacs shows what is wrong, and mends it", () => {
  const folder = mkdtempSync(join(tmpdir(), "matgrad-emacs-"));
  try {
    const program = `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "dist/matgrad.js")}" "$@"\n`;
    writeFileSync(join(folder, "matgrad"), program, { mode: 0o755 });
    writeFileSync(join(folder, "script.el"), SCRIPT);
    const text = "Let $x \\in \\mathbb{R}^n$, $f = x^\\top x$.\n\nSo $\\nabla_x f = x$.\n";
    writeFileSync(join(folder, "a.md"), text);
    const env = { ...process.env, HOME: folder, PATH: `${folder}${delimiter}${process.env.PATH}` };
    const out = execFileSync("emacs", ["--batch", "-q", "-l", "script.el"], {
      ...{ cwd: folder, env, timeout: 50_000 },
      stdio: ["ignore", "pipe", "ignore"],
    }).toString();
    const [wrong, mended, hover] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(wrong).toEqual({ line: 3, message: expect.stringContaining("right: 2x") });
    expect(mended.text).toBe(text.replace("f = x$.\n", "f = 2x$.\n"));
    expect(hover.contents.value).toMatch(/^\*\*right\*\*/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
