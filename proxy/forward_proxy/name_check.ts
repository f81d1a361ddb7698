import ipaddr from "ipaddr.js";
import type { ClientHello } from "./client_hello.ts";

/**
 * Why the TLS inside a tunnel does not go where the tunnel was asked for; null when it does. A server picks the site by the name in the
 * ClientHello, so another name there would reach a site that was never judged (domain fronting).
 *
 * @param host Of the CONNECT request, canonical.
 * @param options.isVouchedFor The operator has named this host as one not to look into: an encrypted ClientHello is let through, whose
 * outer name alone can be checked. Its true name cannot, so it is refused otherwise.
 */
export function nameMismatch(
  host: string,
  hello: ClientHello,
  { isInspected, isVouchedFor }: { isInspected: boolean; isVouchedFor: boolean },
): string | null {
  // Clients name no address, and some name no single label. Where the TLS ends here, the requests inside say where they go.
  const needsName = !isInspected && !ipaddr.isValid(host);
  if (hello.serverName === null && needsName) {
    return `The TLS connection names no server, although the tunnel was asked for "${host}"`;
  }
  if (hello.serverName !== null && hello.serverName !== host) {
    return `The TLS connection names the server "${hello.serverName}", although the tunnel was asked for "${host}"`;
  }
  if (hello.isEncrypted && !isInspected && !isVouchedFor) {
    return `The TLS connection to "${host}" may hide its true server name (encrypted ClientHello)`;
  }
  return null;
}
