/** Addresses: what the proxy's guard refuses before anything is connected to. */
import { AddressGuard } from "../../proxy/address_guard.ts";
import { parseTarget } from "../../proxy/target.ts";
import type { Row } from "./measure.ts";
import { type Score, scoreRows } from "./score.ts";

/** Stands for whatever public address a public name has. */
const SOME_PUBLIC_ADDRESS = "1.1.1.1";

/**
 * Internal and invalid addresses must be refused, external ones passed. No name is looked up: a name has the address that its row
 * tells or that is written in it, and otherwise a public one, so that a private name must be known for one by itself. Rows without
 * a class are there for canonicalisation alone and left out.
 */
export async function measure(rows: readonly Row[]): Promise<Score[]> {
  const count = (label: string, counts: "finds" | "alarms", goal: number) =>
    scoreRows(
      rows.filter((row) => row.label === label),
      { file: "ssrf", measure: `${label} refused`, counts, goal },
      async (row) => {
        const started = performance.now();
        const refusal = await refusalOf(row);
        const us = (performance.now() - started) * 1000;
        const note = () => `${JSON.stringify(row.url)}: ${refusal ?? "passed"} (${row.technique})`;
        return { counted: refusal !== null, us, note };
      },
    );
  return [
    ...await count("internal", "finds", 1),
    ...await count("invalid", "finds", 1),
    ...await count("external", "alarms", 0),
  ];
}

async function refusalOf(row: Row): Promise<string | null> {
  const parsed = parseTarget(String(row.url));
  if (!parsed.ok) return parsed.message;
  const guard = new AddressGuard({
    allow: [],
    self: () => ({ hostnames: [], port: 4100 }),
    ownAddresses: () => [],
    resolve: (host) => Promise.resolve([addressOf(host, row)]),
  });
  const vetted = await guard.vet(parsed.target);
  return vetted.ok ? null : vetted.why;
}

/** nip.io answers with the address in the name (nip.io: "10.0.0.1.nip.io maps to 10.0.0.1"). */
function addressOf(host: string, row: Row): string {
  const told = row.resolves_to;
  if (typeof told === "string" && /^[0-9.]+$|:/.test(told)) return told;
  return /(?:^|\.)((?:[0-9]{1,3}\.){3}[0-9]{1,3})\.nip\.io$/.exec(host)?.[1] ?? SOME_PUBLIC_ADDRESS;
}
