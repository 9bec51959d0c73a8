import { UnsupportedError } from "../errors.ts";
import type { StyleFunction } from "./style.ts";

export const indexNotation: StyleFunction = () => {
  throw new UnsupportedError("not supported: the index-notation style");
};
