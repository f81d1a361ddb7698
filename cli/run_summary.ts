/** What became of the calls of one run: counted as they are decided, told at its end. */
import type { EngineEvents } from "../engine/ports.ts";
import type { Decision, Trace } from "../engine/types.ts";
import { EXIT_OF_DECISION } from "./exit_codes.ts";
import { printable } from "./text_table.ts";

export const FAIL_ON = ["deny", "approval", "sanitize"] as const;
/** The mildest decision at which a run counts as failed. */
export type FailOn = typeof FAIL_ON[number];

/** The latest so many calls that did not simply pass are told. */
const MAX_TOLD = 10;

const STRICTEST_FIRST: readonly Decision[] = ["DENY", "REQUIRE_APPROVAL", "SANITIZE", "ALLOW"];
const WORDS: Readonly<Record<Decision, string>> = {
  ALLOW: "allowed",
  SANITIZE: "redacted",
  REQUIRE_APPROVAL: "held for a person",
  DENY: "refused",
};
const FIRST_THAT_FAILS: Readonly<Record<FailOn, Decision>> = {
  deny: "DENY",
  approval: "REQUIRE_APPROVAL",
  sanitize: "SANITIZE",
};

export class RunSummary implements EngineEvents {
  readonly #counts: Record<Decision, number> = { ALLOW: 0, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 0 };
  readonly #notable: Trace[] = [];

  decision(trace: Trace): void {
    this.#counts[trace.decision]++;
    if (trace.decision === "ALLOW") return;
    this.#notable.push(trace);
    if (this.#notable.length > MAX_TOLD) this.#notable.shift();
  }

  outcome(): void {}
  approval(): void {}

  /** Lines for a person. */
  lines(): readonly string[] {
    const counts = STRICTEST_FIRST.map((decision) => [decision, this.#counts[decision]] as const);
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    const told = counts.filter(([, count]) => count > 0).map(([decision, count]) =>
      `${count} ${WORDS[decision]}`
    );
    const first = total === 0
      ? "No call came through the gateway: either there was none, or the program does not heed proxy variables"
      : `${total} ${total === 1 ? "call" : "calls"}: ${told.join(", ")}`;
    return [first, ...this.#notable.map((trace) => `  ${notableLine(trace)}`)];
  }

  /** The exit code that says what was decided; 0 when nothing was that strict. */
  exitCode(failOn: FailOn | undefined): number {
    if (failOn === undefined) return 0;
    const last = STRICTEST_FIRST.indexOf(FIRST_THAT_FAILS[failOn]);
    const found = STRICTEST_FIRST.slice(0, last + 1).find((decision) => this.#counts[decision] > 0);
    return found === undefined ? 0 : EXIT_OF_DECISION[found];
  }
}

function notableLine({ decision, method, url, reasonCodes, mode }: Trace): string {
  const monitored = mode === "monitor" ? " (monitor: not enforced)" : "";
  return `${decision.padEnd("REQUIRE_APPROVAL".length)}  ${printable(`${method} ${url}`, 100)} ${
    reasonCodes.join(",")
  }${monitored}`;
}
