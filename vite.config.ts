import { defineConfig } from "vite";

/** The command line as one file, so that it starts at once; the library is built by tsc. */
export default defineConfig({
  build: {
    ssr: "src/cli/main.ts",
    outDir: "dist",
    emptyOutDir: false,
    target: "node20",
    minify: false,
    rollupOptions: {
      output: { entryFileNames: "matgrad.js", codeSplitting: true, chunkFileNames: "chunks/[name].js" },
    },
  },
  ssr: { noExternal: true },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    setupFiles: ["test/setup.ts"],
  },
} as Parameters<typeof defineConfig>[0]);
