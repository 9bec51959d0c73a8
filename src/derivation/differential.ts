import { UnsupportedError } from "../errors.ts";
import type { StyleFunction } from "./style.ts";

export const differentialStyle: StyleFunction = () => {
  throw new UnsupportedError("not supported: the differential style");
};
