import type { Decision } from "../engine/types.ts";

/** What a shell sees. `interven scan` adds one code a decision, so that a CI job can gate on it. */
export const EXIT = { ok: 0, failure: 1, usage: 2 } as const;

export const EXIT_OF_DECISION: Readonly<Record<Decision, number>> = {
  ALLOW: 0,
  SANITIZE: 3,
  REQUIRE_APPROVAL: 4,
  DENY: 5,
};

/** Something the user can put right: shown as one line, never with a stack trace. */
export class CommandError extends Error {
  override name = "CommandError";
  constructor(message: string, readonly exitCode: number = EXIT.failure, options?: ErrorOptions) {
    super(message, options);
  }
}

/** The command line, the environment or the settings file says something that cannot be meant. */
export class UsageError extends CommandError {
  override name = "UsageError";
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT.usage, options);
  }
}
