/** Credentials were read in several places, and now something goes out. Reading them alone is what every deployment does. */
import { type SequenceDetector, type TakenStep, toldTraces } from "./step.ts";

export const HARVEST_WINDOW_MS = 30 * 60_000;
/** Different places from which on it is a harvest. */
export const HARVEST_LIMIT = 4;

export const detectTokenHarvesting: SequenceDetector = (step, before, now) => {
  if (!step.isOutward) return null;
  // What was read at a host and is written there stays at home.
  const reads = before.filter(({ at, host, credentialPlace }) =>
    credentialPlace !== null && now - at <= HARVEST_WINDOW_MS && (host === "" || host !== step.host)
  );
  const places = new Map<string, TakenStep>();
  for (const read of reads) places.set(read.credentialPlace ?? "", read);
  if (places.size < HARVEST_LIMIT) return null;
  return {
    name: "token_harvesting",
    reasonCode: "TOKEN_HARVESTING",
    traceIds: toldTraces([...places.values()]),
    weight: Math.min(1, 0.2 * places.size),
  };
};
