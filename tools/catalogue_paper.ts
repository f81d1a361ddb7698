/** `deno run -A tools/catalogue_paper.ts`: writes the table of services in docs/catalogue.md anew. `deno fmt` then aligns it. */
import { SERVICES } from "../engine/actions/list.ts";

const PAPER = new URL("../docs/catalogue.md", import.meta.url);
const HEAD = "| tool | known by |\n| ---- | -------- |\n";

/** So many hosts are named for a tool; of more the rest is counted. */
const SHOWN_HOSTS = 4;

/** Each tool with the hosts by which it is known. */
export function serviceRows(): readonly (readonly [tool: string, knownBy: string])[] {
  const known = new Map<string, Set<string>>();
  for (const { tool, hosts } of SERVICES) {
    const names = known.get(tool) ?? new Set();
    known.set(tool, names);
    for (const host of hosts) names.add(`\`${host}\``);
  }
  return [...known].sort(([a], [b]) => a < b ? -1 : 1).map(([tool, names]) => {
    const more = names.size - SHOWN_HOSTS;
    const shown = [...names].slice(0, SHOWN_HOSTS).join(", ");
    return [tool, more > 0 ? `${shown} and ${more} more` : shown];
  });
}

if (import.meta.main) {
  const text = await Deno.readTextFile(PAPER);
  const at = text.search(/^\| tool +\| known by/m);
  const rows = serviceRows().map(([tool, knownBy]) => `| \`${tool}\` | ${knownBy} |\n`);
  await Deno.writeTextFile(PAPER, text.slice(0, at) + HEAD + rows.join(""));
}
