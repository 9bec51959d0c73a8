import { faults } from "./campaign.ts";
import { NAMES } from "./names.ts";
import { PROBLEMS } from "./problems.ts";

const [count = "200", start = "0"] = process.argv.slice(2);
const inputs = PROBLEMS.flatMap((p, n) => p.names.flatMap((from) => NAMES.map((to) => ({ p, n, from, to }))));
// a fixed permutation
const step = 7919;
let asked = 0;
let bad = 0;
const t0 = performance.now();
for (let k = Number(start); asked < Number(count) && k < inputs.length; k++) {
  const { p, n, from, to } = inputs[(k * step) % inputs.length]!;
  let found: string[] | undefined;
  try {
    found = faults(p, from, to);
  } catch (e) {
    found = [`INTERNAL ${(e as Error).message.slice(0, 600)}`];
  }
  if (!found) continue;
  asked++;
  if (found.length) {
    bad++;
    console.log(`#${n} ${from} → ${to}:`);
    for (const f of found.slice(0, 3)) console.log(`    ${f.slice(0, 700)}`);
  }
}
console.log({
  total: inputs.length,
  names: NAMES.length,
  asked,
  bad,
  seconds: (performance.now() - t0) / 1000,
});
