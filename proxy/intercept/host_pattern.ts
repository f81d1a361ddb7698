/** Hosts that a pattern names: a host, `*.example.com` for all below it, or `*`. An IPv6 address has no brackets. */
export function hostMatches(pattern: string, host: string): boolean {
  if (pattern === "*") return true;
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern;
}
