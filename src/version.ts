/** The version of this matgrad, that of its package. */
export const VERSION = "0.1.0";
