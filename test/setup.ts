/**
 * Property tests draw the same examples in every run; MATGRAD_PROPERTY_SEED draws others.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.MATGRAD_PROPERTY_SEED ?? 20261121) });
