/** For answers that are shown as they come: the page and the gateway share their types. */
import { isObject } from "./json_reading.ts";

/**
 * A reader for `api.get` that asks only whether the members are there: a page that is older than its gateway then shows a
 * problem, and not an empty screen.
 */
export function shaped<Wire extends object>(
  ...members: readonly (keyof Wire & string)[]
): (json: unknown) => Wire | undefined {
  return (json) => isObject(json) && members.every((member) => member in json) ? json as Wire : undefined;
}
