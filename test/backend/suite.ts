/**
 * What every backend must do, each against straightforward loops: products of all forms, chains of entry-wise
 * operations, factorisations. A backend's test is one line: `describeBackend("js", jsBackend)`.
 */
import { describe } from "vitest";
import type { Backend } from "../../src/backend/backend.ts";
import { describeElementwise } from "./elementwiseSuite.ts";
import { describeFactorisations } from "./factorSuite.ts";
import { describeProducts } from "./productSuite.ts";

export function describeBackend(title: string, backend: Backend): void {
  describe(title, () => {
    describeProducts(backend);
    describeElementwise(backend);
    describeFactorisations(backend);
  });
}
