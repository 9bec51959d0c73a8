/** A mistake in how something was called, or a file that can't be read or written: exit status 2 of the program. */
export class UsageError extends Error {}
