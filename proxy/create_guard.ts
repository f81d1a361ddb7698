import os from "node:os";
import { AddressGuard, type GuardOptions, parseAllowedUpstream } from "./address_guard.ts";
import { resolveHost } from "./resolve.ts";

export interface CreateGuardOptions {
  /** `host`, `host:port` or CIDR; exempt from the private-address guard. */
  readonly allowUpstream: readonly string[];
  readonly self: GuardOptions["self"];
  /** All addresses of a name; rejects when it has none. Default: the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/**
 * The guard of this machine.
 *
 * @throws {TypeError} for an `allowUpstream` entry that is none
 */
export function createGuard(
  { allowUpstream, self, resolve = resolveHost }: CreateGuardOptions,
): AddressGuard {
  return new AddressGuard({
    allow: allowUpstream.map(parseAllowedUpstream),
    self,
    resolve,
    ownAddresses: () =>
      Object.values(os.networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address)),
  });
}
