/** Whatever a library prints must not stand between two frames of the protocol. */
export function keepStdoutForProtocol(): void {
  for (const method of ["log", "info", "debug", "table", "dir"] as const) console[method] = console.error;
}
