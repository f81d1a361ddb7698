/**
 * One forgotten promise must not end a firewall: it is told in one line, so that it can be reported, and the process
 * goes on. The stack comes with `INTERVEN_DEBUG=1`.
 */
export function surviveStrayRejections(tell: (line: string) => void): void {
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    const { reason } = event;
    const text = reason instanceof Error ? reason.message : String(reason);
    tell(`Unexpected failure, please report it: ${text.split("\n", 1)[0]}`);
    if (Deno.env.get("INTERVEN_DEBUG") === "1" && reason instanceof Error) console.error(reason.stack);
  });
}
