/**
 * Options that mean nothing beside others: that is said, not passed over.
 *
 *     derive 'x\'x' --style matrix --letters x=a,b  ─▶  "--letters has no meaning in the style matrix …"
 */
import { STYLE_NAMES, STYLES } from "../derivation/styles.ts";
import type { DeriveRequest } from "./derive.ts";
import { UsageError } from "./usage.ts";

/** @throws UsageError for names of entries where no style writes entries out */
export function refuseIdleOptions({ styles, entries }: DeriveRequest): void {
  const { origin, letters, transposed, form, cotangents } = entries;
  const given = [
    ...(form === "indexed" ? [] : ["--entries"]),
    ...(origin ? ["--origin"] : []),
    ...(letters ? ["--letters"] : []),
    ...(transposed ? ["--swapped"] : []),
    ...(cotangents === "partials" ? ["--partials"] : []),
  ];
  const [first] = given;
  if (first === undefined || styles.some((style) => STYLES[style].writesOut)) return;
  const able = STYLE_NAMES.filter((style) => STYLES[style].writesOut).join(" or ");
  throw new UsageError(
    `${first} has no meaning in the style ${styles.join(", ")}, which writes no entries out: add --style ${able}`,
  );
}
