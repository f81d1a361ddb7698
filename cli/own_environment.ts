/**
 * Variables that would move the gateway without its knowledge. `DENO_SERVE_ADDRESS` overrides the address that
 * `Deno.serve` is told to listen on. The proxy variables divert outgoing connections, which would then go round the
 * address guard (docs.deno.com, environment variables).
 */
const DIVERTING = ["DENO_SERVE_ADDRESS", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];

/** Takes them out of this process's environment. */
export function removeDivertingVariables(env: { delete(name: string): void } = Deno.env): void {
  for (const name of DIVERTING) {
    env.delete(name);
    env.delete(name.toLowerCase());
  }
}
