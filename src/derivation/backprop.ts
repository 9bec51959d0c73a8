import { UnsupportedError } from "../errors.ts";
import type { StyleFunction } from "./style.ts";

export const backprop: StyleFunction = () => {
  throw new UnsupportedError("not supported: the backprop style");
};
