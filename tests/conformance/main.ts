/**
 * `deno task conformance [--write]`: runs the official conformance suite against a server and a client, directly and behind the proxy, and
 * prints tables of what it found, as Markdown. `--write` puts them into docs/mcp-conformance.md. Exit 1 when something differs, or fails
 * by itself.
 */
import { compareClients, compareServers, type Comparison } from "./comparison.ts";
import { at, REVISIONS, SUITE_VERSION } from "./suite.ts";

const INTRODUCTION = `# MCP conformance

What the official conformance suite (\`npm:@modelcontextprotocol/conformance@${SUITE_VERSION}\`) says of a server and of a client, directly and with
\`interven mcp proxy\` between the two. Written by \`deno task conformance --write\`; the tests run the same. A scenario counts as
different when another check of it fails, or warns.

The server is [tests/conformance/fixture.ts](../tests/conformance/fixture.ts): behind \`--listen -- command\` it speaks stdio, behind \`--listen --url\`
HTTP. The client is [tests/conformance/client.ts](../tests/conformance/client.ts), which reaches the suite's servers over HTTP directly, and over stdio
through \`interven mcp proxy --url\`. Not run: the scenarios of signing in (\`auth/\`), where the proxy has no part, and those of the tasks extension,
which the server does not have.

In \`server-sse-polling\` the server ends its stream in the middle of a call, and the suite takes it up again. The proxy takes it up itself, so
that this one check finds nothing to check behind it.
`;

const tables: string[] = [];
let isOk = true;
for (const revision of REVISIONS) {
  for (const comparison of [await compareServers(revision), await compareClients(revision)]) {
    tables.push(tableOf(comparison));
    console.log(tables.at(-1));
    isOk &&= comparison.differences.length === 0 && comparison.failures.length === 0;
    for (const line of [...comparison.failures, ...comparison.differences]) console.error(line);
  }
}
if (Deno.args.includes("--write") && isOk) {
  const path = at("docs/mcp-conformance.md");
  await Deno.writeTextFile(path, `${INTRODUCTION}\n${tables.join("\n")}`);
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", path] }).output();
}
Deno.exit(isOk ? 0 : 1);

function tableOf({ title, columns, rows, differences }: Comparison): string {
  const lines = [["scenario", ...columns], ["---", ...columns.map(() => "---")], ...rows];
  return `## ${title}\n\n${rows.length} scenarios, ${differences.length} differ.\n\n${
    lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")
  }\n`;
}
