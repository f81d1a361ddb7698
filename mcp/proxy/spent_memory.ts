/** Gives back at once what large messages took. V8 does it when it needs room, and a proxy that is idle afterwards needs none for hours. */
import v8 from "node:v8";
import vm from "node:vm";

let collect: (() => void) | null | undefined;

/** A full collection: some 20 ms, against the seconds for which a message of megabytes was read. */
export function giveBackMemory(): void {
  if (collect === undefined) collect = collector();
  collect?.();
}

/** The collector is no part of the language: V8 hands it out to contexts that are made while the flag is set (v8.dev/docs/memory-leaks). */
function collector(): (() => void) | null {
  try {
    v8.setFlagsFromString("--expose-gc");
    const found: unknown = vm.runInNewContext("gc");
    return typeof found === "function" ? () => void found() : null;
  } catch {
    return null;
  }
}
