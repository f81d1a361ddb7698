import { useMemo } from "preact/hooks";
import { diffLines, withGaps } from "../models/line_diff.ts";

const SIGNS = { same: " ", added: "+", removed: "−" } as const;
const WORDS = { added: "added", removed: "removed" } as const;

/** What changes between two texts, with a few lines around. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const lines = useMemo(() => withGaps(diffLines(before, after)), [before, after]);
  if (lines.length === 0) return <p class="label">Nothing changes.</p>;
  return (
    <div class="text-diff" tabIndex={0} role="group" aria-label="Changes">
      {lines.map((line, index) =>
        line.kind === "gap"
          ? <p key={index} class="gap">{line.count === 1 ? "1 line" : `${line.count} lines`}</p>
          : (
            <p key={index} class={line.kind}>
              <span class="line-number" aria-hidden="true">{line.before ?? line.after}</span>
              <span class="sign" aria-hidden="true">{SIGNS[line.kind]}</span>
              {line.kind !== "same" && <span class="unseen">{WORDS[line.kind]}:</span>}
              <code>{line.text}</code>
            </p>
          )
      )}
    </div>
  );
}
