/** Sentences of the styles elementwise, index and perturbation. */
export const entries = {} as const;
