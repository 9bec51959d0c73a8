/** What the plugins can be told, for all blocks that don't say otherwise: names and values as on the command line. */

/** `{ lang: "zh", style: "index", detail: "low", layout: "numerator" }`: any option of `matgrad derive`. */
export type BlockDefaults = Readonly<Record<string, string | number | boolean>>;

/** As words of the command line. */
export const defaultWords = (defaults: BlockDefaults = {}): string[] =>
  Object.entries(defaults).flatMap(([name, value]) =>
    value === false ? [] : [value === true ? `--${name}` : `--${name}=${value}`],
  );
