/**
 * `deno task conformance`: runs the official conformance suite against a server directly and behind the proxy, and prints a table of what
 * differs and what does not. Exit 1 when something differs, or when the server itself fails.
 */
import { compareClients, compareServers, type Comparison } from "./comparison.ts";
import { REVISIONS } from "./suite.ts";

let isOk = true;
for (const revision of REVISIONS) {
  for (const comparison of [await compareServers(revision), await compareClients(revision)]) {
    console.log(tableOf(comparison));
    isOk &&= comparison.differences.length === 0 && comparison.failures.length === 0;
    for (const line of [...comparison.failures, ...comparison.differences]) console.error(line);
  }
}
Deno.exit(isOk ? 0 : 1);

function tableOf({ title, columns, rows, differences }: Comparison): string {
  const lines = [["scenario", ...columns], ["---", ...columns.map(() => "---")], ...rows];
  return `### ${title}\n\n${
    lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")
  }\n\n${rows.length} scenarios, ${differences.length} differ\n`;
}
