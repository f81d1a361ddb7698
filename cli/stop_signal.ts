/**
 * Resolves at the first SIGINT or SIGTERM, with its name. A second one ends the process at once, with the exit code a shell expects of
 * a process that a signal ended (128 + its number).
 */
export function stopSignal(): Promise<"SIGINT" | "SIGTERM"> {
  const { promise, resolve } = Promise.withResolvers<"SIGINT" | "SIGTERM">();
  let stopping = false;
  for (const [signal, number] of [["SIGINT", 2], ["SIGTERM", 15]] as const) {
    if (Deno.build.os === "windows" && signal === "SIGTERM") continue; // Windows has no SIGTERM to listen for
    Deno.addSignalListener(signal, () => {
      if (stopping) Deno.exit(128 + number);
      stopping = true;
      resolve(signal);
    });
  }
  return promise;
}
