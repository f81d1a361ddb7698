import type { Clock } from "../engine/ports.ts";

/** The time of this machine. */
export const SYSTEM_CLOCK: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
