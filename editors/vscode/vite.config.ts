import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The extension as one file, which VS Code loads with `require`. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  build: {
    ssr: "src/extension.ts",
    outDir: "dist",
    emptyOutDir: true,
    target: "node20",
    minify: true,
    rollupOptions: { external: ["vscode"], output: { format: "cjs", entryFileNames: "extension.cjs" } },
  },
  ssr: { noExternal: true, external: ["vscode"] },
});
