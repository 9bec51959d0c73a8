/** The language server in Neovim, by the editor's own client. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("../../dist/matgrad.js", import.meta.url));

const isThere = spawnSync("nvim", ["--version"]).status === 0;
if (!isThere) console.log("Neovim is not installed: the language server is not tried in it");

/** Opens the note, waits for diagnostics, takes the quick fix, waits for none, and prints what it saw. */
const SCRIPT = `
local function say(what) io.stdout:write(vim.fn.json_encode(what) .. "\\n") end
local function found(count)
  return function() return #vim.diagnostic.get(0) == count end
end
local id = vim.lsp.start_client({ name = "matgrad", cmd = { vim.env.NODE, vim.env.PROGRAM, "lsp" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, id)
assert(vim.wait(20000, found(1)), "nothing is found")
local wrong = vim.diagnostic.get(0)[1]
say({ message = wrong.message, source = wrong.source, line = wrong.lnum, column = wrong.col })
vim.api.nvim_win_set_cursor(0, { wrong.lnum + 1, wrong.col })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {} }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
local action = answers[id].result[1]
vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(id).offset_encoding)
assert(vim.wait(20000, found(0)), "the correction does not mend it")
say({ text = vim.api.nvim_buf_get_lines(0, 0, -1, false) })
local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(), 20000)
say({ hover = hover[id].result.contents.value })
vim.lsp.stop_client(id)
vim.cmd("qall!")
`;

test.runIf(isThere)("Neovim shows what is wrong, and mends it", () => {
  const folder = mkdtempSync(join(tmpdir(), "matgrad-nvim-"));
  try {
    writeFileSync(join(folder, "script.lua"), SCRIPT);
    const text = "Let $x \\in \\mathbb{R}^n$, $f = x^\\top x$.\n\nSo $\\nabla_x f = x$.\n";
    writeFileSync(join(folder, "a.md"), text);
    const words = ["--headless", "--clean", "-n", "a.md", "-c", "luafile script.lua", "-c", "cquit"];
    const env = { ...process.env, HOME: folder, NODE: process.execPath, PROGRAM };
    const out = execFileSync("nvim", words, { cwd: folder, env, encoding: "utf8", timeout: 50_000 });
    const [wrong, mended, hover] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(wrong).toMatchObject({
      source: "matgrad",
      line: 2,
      message: expect.stringContaining("right: 2x"),
    });
    expect(mended.text).toEqual(text.replace("f = x$.\n", "f = 2x$.").split("\n").slice(0, 3));
    expect(hover.hover).toMatch(/^\*\*right\*\*/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
