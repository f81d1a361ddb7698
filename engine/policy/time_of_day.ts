/** `time_of_day_outside: { start: "09:00", end: "18:00", tz: Europe/Berlin }`: outside office hours, by the clock on that wall. */
import type { Tree } from "./document.ts";
import { describeTree, type Reading, readMap } from "./fields.ts";
import type { Predicate } from "./policy.ts";

const CLOCK_TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

export function readTimeOfDay(tree: Tree, reading: Reading): Predicate | undefined {
  const map = readMap(tree, reading, ["start", "end", "tz"]);
  if (map === undefined) return undefined;
  const start = readMinutes(map.get("start")?.value ?? tree, { ...reading, field: `${reading.field}.start` });
  const end = readMinutes(map.get("end")?.value ?? tree, { ...reading, field: `${reading.field}.end` });
  const zone = readZone(map.get("tz")?.value, reading);
  if (start === undefined || end === undefined || zone === undefined) return undefined;
  return {
    key: reading.field,
    wanted: `outside ${clock(start)} to ${clock(end)}`,
    holds: ({ now }) => !isInside(minutesAt(zone, now), start, end),
    found: ({ now }) => clock(minutesAt(zone, now)),
  };
}

/** From `start` up to but not including `end`; a span such as 22:00 to 06:00 goes through midnight. */
function isInside(minutes: number, start: number, end: number): boolean {
  return start <= end ? minutes >= start && minutes < end : minutes >= start || minutes < end;
}

/** Minutes since midnight. YAML 1.2 keeps `09:00` a text. */
function readMinutes(tree: Tree, reading: Reading): number | undefined {
  const match = tree.kind === "scalar" && typeof tree.value === "string" ? CLOCK_TIME.exec(tree.value) : null;
  if (match === null) {
    return void reading.problem(
      tree.at,
      `Cannot read "${reading.field}": found ${describeTree(tree)}, wanted a time such as "09:00"`,
    );
  }
  return Number(match[1]) * 60 + Number(match[2]);
}

/** Default UTC. */
function readZone(tree: Tree | undefined, reading: Reading): Intl.DateTimeFormat | undefined {
  const name = tree === undefined ? "UTC" : tree.kind === "scalar" ? String(tree.value) : "";
  try {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone: name,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  } catch {
    if (tree === undefined) return undefined;
    return void reading.problem(
      tree.at,
      `Cannot read "${reading.field}.tz": found ${
        describeTree(tree)
      }, wanted a time zone such as Europe/Berlin`,
    );
  }
}

function minutesAt(zone: Intl.DateTimeFormat, now: number): number {
  const parts = zone.formatToParts(now);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return number("hour") * 60 + number("minute");
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
