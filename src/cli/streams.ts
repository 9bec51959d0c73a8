/** Where a command writes. `out` waits for a slow reader. */
import { printableLines } from "../printable.ts";

export interface Streams {
  readonly out: (text: string) => Promise<void> | void;
  readonly error: (text: string) => void;
  /** For a line that is written over; absent where nobody watches. */
  readonly progress?: ((text: string) => void) | undefined;
  /** Does `out` take colours? */
  readonly colours?: boolean;
}

/** Says what is wrong. */
export const complain = (streams: Streams, message: string): void =>
  streams.error(`matgrad: ${printableLines(message)}\n`);
