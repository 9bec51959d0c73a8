/** What the numeric check found: at which sizes, with how many samples, how large the errors are. */
import type { Check } from "../../index.ts";
import { h } from "../dom.ts";
import { filled, methodName, type Strings } from "../locales/index.ts";
import type { Checked } from "../worker/protocol.ts";
import { bars } from "./bars.ts";

export const checks = (found: readonly Checked[], strings: Strings): HTMLElement =>
  h(
    "div",
    { class: "checks" },
    found.map((one) => checkOf(one, strings)),
  );

function checkOf({ wrt, small, large }: Checked, strings: Strings): HTMLElement {
  const errors = large?.errors ?? [];
  return h(
    "section",
    { class: "check" },
    h("h3", {}, `∂/∂${wrt}`),
    small && facts(small, strings),
    errors.length > 0 && bars(errors, filled(strings.barsTitle, { name: wrt })),
    errors.length > 0 &&
      h("p", { class: "caption" }, `${filled(strings.barsTitle, { name: wrt })} (${sizesOf(large)})`),
  );
}

const sizesOf = (check: Check | undefined): string =>
  Object.entries(check?.sizes ?? {})
    .map(([name, size]) => `${name} = ${size}`)
    .join(", ");

function facts(check: Check, strings: Strings): HTMLElement {
  const rows: readonly (readonly [string, string | undefined])[] = [
    [strings.verdict, strings[check.verdict]],
    [strings.largestError, check.maxRelError?.toExponential(1)],
    [strings.samples, String(check.samples)],
    [strings.method, methodName(check.method, strings)],
    [strings.seed, String(check.seed)],
    ["", check.reason],
  ];
  return h(
    "dl",
    { class: check.verdict },
    rows.flatMap(([name, value]) => (value === undefined ? [] : [h("dt", {}, name), h("dd", {}, value)])),
  );
}
