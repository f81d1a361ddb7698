/** What `interven doctor` looks at, in the order in which it tells it. */
import type { Check, DoctorSettings } from "./check.ts";
import { dashboard } from "./dashboard.ts";
import { dataFolder } from "./data_folder.ts";
import { disk } from "./disk.ts";
import { inside, places, policy, rules } from "./judging.ts";
import { port } from "./port.ts";
import { record } from "./record.ts";
import { remoteEngine } from "./remote_engine.ts";
import { selfTest } from "./scanning.ts";
import { version } from "./version.ts";

const SHARED: readonly Check[] = [version, dataFolder, disk, record];
const EMBEDDED: readonly Check[] = [policy, rules, places, inside, selfTest];
const LISTENING: readonly Check[] = [port, dashboard];

export function checksFor({ gatewayUrl }: Pick<DoctorSettings, "gatewayUrl">): readonly Check[] {
  return [...SHARED, ...(gatewayUrl === undefined ? EMBEDDED : [remoteEngine]), ...LISTENING];
}
