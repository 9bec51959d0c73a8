import { jsBackend } from "../../src/backend/js/js.ts";
import { describeBackend } from "./suite.ts";

describeBackend("the backend in plain TypeScript", jsBackend);
