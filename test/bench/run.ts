/**
 * All benchmarks, or a part of them: `npm run bench -- --only products|native|gradients|derivatives`.
 *
 *     a part is measured   ─▶   docs/performance.json, the others kept   ─▶   docs/performance.md and its pictures
 *
 * Derivatives as text are only printed.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Figures } from "./figures.ts";

// read when the native backend is loaded
process.env.MATGRAD_THREADS = "1";
const { printDerivatives } = await import("./derivatives.ts");
const { withPart } = await import("./figures.ts");
const gradients = await import("./gradients.ts");
const { machine } = await import("./machine.ts");
const { nativeRuns } = await import("./nativeRuns.ts");
const { performancePages } = await import("./page.ts");
const products = await import("./products/measure.ts");

const PARTS = ["gradients", "products", "native", "derivatives"] as const;
const docs = (name: string): string => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));

async function measured(part: (typeof PARTS)[number]): Promise<object | undefined> {
  switch (part) {
    case "gradients": {
      const rows = await gradients.gradientRows();
      return rows && { rounds: gradients.ROUNDS, rows };
    }
    case "products":
      return { rounds: products.ROUNDS, rows: await products.productRows() };
    case "native":
      return nativeRuns();
    case "derivatives":
      printDerivatives();
      return undefined;
  }
}

const { values: options } = parseArgs({ options: { only: { type: "string" } } });
const wanted = PARTS.filter((part) => options.only === undefined || part === options.only);
if (wanted.length === 0)
  throw new Error(`there is no part ${options.only}: --only takes ${PARTS.join(", ")}`);

const stored = existsSync(docs("performance.json")) ? readFileSync(docs("performance.json"), "utf8") : "{}";
let figures: Figures = JSON.parse(stored);
for (const part of wanted) {
  const where = machine();
  const found = await measured(part);
  if (found && part !== "derivatives") figures = withPart(figures, part, { machine: where, ...found });
}
writeFileSync(docs("performance.json"), `${JSON.stringify(figures, null, 1)}\n`);
for (const [name, text] of performancePages(figures)) writeFileSync(docs(name), text);
