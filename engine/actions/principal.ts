/** Who is given access, and whether they are outside. */
import type { HomeFacts } from "./service.ts";

/**
 * Whether a mail address or domain is outside. With no internal domain named everyone is: nobody is known to be inside.
 * Undefined for what is neither, such as a user id.
 */
export function isExternalAddress(principal: string, home: HomeFacts): boolean | undefined {
  const domain = principal.slice(principal.lastIndexOf("@") + 1).trim().toLowerCase().replace(/\.+$/, "");
  if (!/^[^\s@]+\.[^\s@.]+$/.test(domain)) return undefined;
  return !home.internalDomains.some((own) => domain === own || domain.endsWith(`.${own}`));
}
