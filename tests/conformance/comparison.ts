/** What the suite says of a party directly, beside what it says of it behind the proxy. */
import { clientCommand, fixture, proxied } from "./parties.ts";
import {
  clientScenarios,
  type Outcome,
  type Outcomes,
  type Revision,
  runClientScenario,
  runServerScenarios,
} from "./suite.ts";

export interface Comparison {
  readonly title: string;
  readonly columns: readonly string[];
  /** Scenario, then its result in each column. */
  readonly rows: readonly (readonly string[])[];
  /** What the party fails by itself. */
  readonly failures: readonly string[];
  /** What fails behind the proxy but not directly, or the other way round; also warnings, and scenarios that were not run. */
  readonly differences: readonly string[];
}

/** Of an extension that the server does not have: there is nothing to compare. */
const NOT_IN_THE_SERVER = /^tasks-/;

export async function compareServers(revision: Revision): Promise<Comparison> {
  await using folders = await temporaryFolders(2);
  const [first = "", second = ""] = folders.paths;
  await using direct = await fixture();
  await using behind = await proxied(first);
  await using twice = await proxied(second, direct.url);
  const outcomes: Outcomes[] = [];
  for (const { url } of [direct, behind, twice]) outcomes.push(await runServerScenarios(url, revision));
  return comparisonOf(outcomes, {
    title: `Server scenarios, revision ${revision}`,
    columns: ["directly", "behind `--listen -- command`", "behind `--listen --url`"],
  });
}

/** @param scenarios Default: all that are not about signing in. */
export async function compareClients(
  revision: Revision,
  { scenarios }: { scenarios?: readonly string[] } = {},
): Promise<Comparison> {
  await using folders = await temporaryFolders(1);
  const commands = [clientCommand(), clientCommand(folders.paths[0])];
  const outcomes = commands.map(() => new Map<string, Outcome>());
  for (const scenario of scenarios ?? await clientScenarios(revision)) {
    for (const [i, command] of commands.entries()) {
      const outcome = await runClientScenario(scenario, { command, revision });
      if (outcome !== undefined) outcomes[i]?.set(scenario, outcome);
    }
  }
  return comparisonOf(outcomes, {
    title: `Client scenarios, revision ${revision}`,
    columns: ["directly", "through `--url`"],
  });
}

/** @param outcomes The first is the direct one. */
export function comparisonOf(
  outcomes: readonly Outcomes[],
  { title, columns }: { title: string; columns: readonly string[] },
): Comparison {
  const [direct = new Map<string, Outcome>(), ...others] = outcomes;
  const scenarios = [...new Set(outcomes.flatMap((each) => [...each.keys()]))].sort()
    .filter((scenario) => !NOT_IN_THE_SERVER.test(scenario));
  const differences = scenarios.flatMap((scenario) =>
    others.flatMap((other, i) => {
      const [expected, found] = [troubles(direct.get(scenario)), troubles(other.get(scenario))];
      return expected === found
        ? []
        : [`${title}: ${scenario} differs ${columns[i + 1]}: "${found}" instead of "${expected}"`];
    })
  );
  const failures = scenarios
    .map((scenario) => [scenario, troubles(direct.get(scenario))] as const)
    .filter(([, trouble]) => trouble !== "")
    .map(([scenario, trouble]) => `${title}: ${scenario} fails directly: ${trouble}`);
  if (direct.size === 0) failures.push(`${title}: the suite ran no scenario`);
  return {
    title,
    columns,
    rows: scenarios.map((scenario) => [scenario, ...outcomes.map((each) => cellOf(each.get(scenario)))]),
    failures,
    differences,
  };
}

/** Empty when all is well. What was passed is not compared by number: a stream that is not cut cannot be taken up again. */
function troubles(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "not run";
  return [...outcome.failed, ...outcome.warned.map((id) => `${id} (warning)`)].join(", ");
}

function cellOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "not run";
  const { passed, failed, warned } = outcome;
  return [
    `${passed} passed`,
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(warned.length > 0 ? [`${warned.length} warned`] : []),
  ].join(", ");
}

async function temporaryFolders(count: number) {
  const paths: string[] = [];
  for (let i = 0; i < count; i++) paths.push(await Deno.makeTempDir({ prefix: "interven-conformance-" }));
  return {
    paths,
    async [Symbol.asyncDispose]() {
      for (const path of paths) await Deno.remove(path, { recursive: true });
    },
  };
}
