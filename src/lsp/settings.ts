/** What the editor says of the server, beside what `matgrad.config.json` says of the notes. */
interface Settings {
  /** Sizes behind the names of `.matgrad` files and blocks. */
  readonly sizes: boolean;
}

export const DEFAULTS: Settings = { sizes: false };

/** Of `{ "sizes": true }` or `{ "matgrad": { "sizes": true } }`; what is neither changes nothing. */
export function settingsIn(given: unknown, before: Settings): Settings {
  const whole = field(given, "matgrad") ?? given;
  const sizes = field(whole, "sizes");
  return typeof sizes === "boolean" ? { sizes } : before;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
