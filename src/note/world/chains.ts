import { UnsupportedError } from "../../errors.ts";

const MOST_OPEN = 60;

/** Entries by entries: a chain without an end, w_{k+1} by w_k by w_{k-1}, is given up once for all. */
export function chains(): <T>(key: string, make: () => T) => T {
  const endless = new Set<string>();
  let open = 0;
  return (key, make) => {
    if (open >= MOST_OPEN) endless.add(key);
    if (endless.has(key)) throw new UnsupportedError(`${key} is defined by itself`);
    open++;
    try {
      return make();
    } finally {
      open--;
    }
  };
}
