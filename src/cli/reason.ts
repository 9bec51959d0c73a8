const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "it is not allowed",
  EPERM: "it is not allowed",
  ENOTDIR: "what should be a folder on the way to it is none",
  ENOSPC: "there is no space left",
  EDQUOT: "there is no space left",
  EROFS: "it can only be read",
  ELOOP: "its links lead round in a circle",
  ENAMETOOLONG: "its name is too long",
  EPIPE: "its reader went away",
};

/** Why the system refused, in words. */
export const reason = (error: unknown): string =>
  REASONS[(error as NodeJS.ErrnoException).code ?? ""] ?? String((error as Error).message);
