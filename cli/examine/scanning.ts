import { RULES } from "../../engine/rules/list.ts";
import { createScannerPool, type ScannerPool } from "../../workers/pool.ts";
import type { Check } from "./check.ts";

/** Larger than what is scanned on the calling thread, so that it goes through a worker. */
const SELF_TEST_BYTES = 64 * 1024;

/** Puts an example of a rule at the end of a long text and looks for it, in a scanning thread. */
export const selfTest: Check = {
  name: "workers",
  run: async ({ workers: wanted, scanTimeoutMs: timeoutMs }) => {
    const workers = wanted ?? Math.max(1, navigator.hardwareConcurrency - 1);
    const rule = RULES.find(({ class: dataClass, confidence }) =>
      dataClass === "SECRETS" && confidence === "HIGH"
    );
    if (rule === undefined) throw new Error("There is no rule to test with");
    const pool = createScannerPool({ workers });
    try {
      const content = `${"nothing to see here\n".repeat(SELF_TEST_BYTES / 20)}${rule.examples[0]}`;
      const startedAt = performance.now();
      const report = await pool.scan({
        parts: [{ kind: "body", contentType: "text/plain", content }],
        host: "",
        want: { redact: true },
        timeoutMs,
      });
      if (!report.ok) throw new Error(report.message);
      const found = report.findings.some((finding) => finding.rule === rule.id);
      if (!found || report.redacted[0] === null) {
        throw new Error(`The scan missed an example of rule "${rule.id}"`);
      }
      const ms = (performance.now() - startedAt).toFixed(0);
      return `${
        threads(pool)
      }; a fake secret in ${content.length} bytes was found after ${ms} ms, start included`;
    } finally {
      await pool.close();
    }
  },
};

function threads(pool: ScannerPool): string {
  const { workers } = pool.health();
  return `${workers} scanning ${workers === 1 ? "thread" : "threads"} up`;
}
