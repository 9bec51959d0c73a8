/** Starts `matgrad lsp` for the documents that it reads. */
import { commands, type ExtensionContext, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

const LANGUAGES = ["matgrad", "markdown", "latex", "quarto", "rmd", "restructuredtext"];

let client: LanguageClient | undefined;

function started(): LanguageClient {
  const settings = workspace.getConfiguration("matgrad");
  const [command = "matgrad", ...args] = settings.get<string[]>("command") ?? ["matgrad", "lsp"];
  return new LanguageClient(
    "matgrad",
    "matgrad",
    { command, args, options: { shell: process.platform === "win32" } },
    {
      documentSelector: [
        ...LANGUAGES.flatMap((language) => [
          { scheme: "file", language },
          { scheme: "untitled", language },
        ]),
      ],
      initializationOptions: { sizes: settings.get<boolean>("sizes") ?? false },
      synchronize: { configurationSection: "matgrad" },
    },
  );
}

export async function activate(context: ExtensionContext): Promise<void> {
  const restart = commands.registerCommand("matgrad.restart", async () => {
    await client?.stop();
    client = started();
    await client.start();
  });
  context.subscriptions.push(restart);
  client = started();
  await client.start();
}

export const deactivate = (): Promise<void> | undefined => client?.stop();
