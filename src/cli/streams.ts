/** Where a command writes. `out` waits for a slow reader. */
export interface Streams {
  readonly out: (text: string) => Promise<void> | void;
  readonly error: (text: string) => void;
  /** Does `out` take colours, and is there somebody who watches `error`? */
  readonly colours?: boolean;
  readonly watched?: boolean;
}
