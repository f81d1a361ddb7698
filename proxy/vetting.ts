import { type AddressGuard, IS_SELF } from "./address_guard.ts";
import { UpstreamError } from "./http1/upstream_error.ts";
import type { Target } from "./target.ts";

/** The destination turned out to be private when it was about to be connected to. */
export class BlockedAddressError extends Error {
  override name = "BlockedAddressError";
}

export interface Vetting {
  /** Why the destination is refused, or null. */
  readonly refusal: Promise<string | null> | string | null;
  /**
   * Vetted addresses for a new connection; DNS is asked again only when it was not asked for `refusal`.
   *
   * @throws {BlockedAddressError} when one of them is not public
   * @throws {UpstreamError} `UPSTREAM_UNREACHABLE` when the name does not resolve
   */
  readonly addresses: () => Promise<readonly string[]>;
}

/**
 * Judges a destination. Name and literal addresses are judged at once. DNS is asked unless a connection to the origin is open, whose
 * address has been vetted; a name that does not resolve is the upstream's matter, and shows when the call is forwarded.
 */
export function vet(
  target: Target,
  { guard, isConnected }: { guard: AddressGuard; isConnected: boolean },
): Vetting {
  const why = guard.refusalOf(target);
  let pending = why !== null || isConnected ? null : guard.vet(target);
  const addresses = async () => {
    let result;
    try {
      result = await (pending ?? guard.vet(target));
    } catch (error) {
      throw new UpstreamError("UPSTREAM_UNREACHABLE", `Cannot resolve host "${target.host}"`, {
        cause: error,
      });
    }
    // A later connection, for a repeated request, asks anew.
    pending = null;
    if (!result.ok) throw new BlockedAddressError(blockedDetail(target, result.why));
    return result.addresses;
  };
  if (pending === null) return { refusal: why, addresses };
  return { refusal: pending.then((result) => result.ok ? null : result.why, () => null), addresses };
}

/** What a model is told about a destination that is refused. */
export function blockedDetail(target: Target, why: string): string {
  if (why === IS_SELF) {
    return `The host "${target.host}" ${why}, which no call can reach through itself: do not try it.`;
  }
  return `The host "${target.host}" ${why}, so the gateway does not call it: ask the operator to add it to --allow-upstream if it should.`;
}
