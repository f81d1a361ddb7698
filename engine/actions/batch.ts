/** Calls that carry further calls of the same service as JSON. */
import { CallView } from "../call_view.ts";
import { gravest } from "./categories.ts";
import { nameByMethod } from "./generic.ts";
import {
  compileOperations,
  type FindOperation,
  type HomeFacts,
  type Naming,
  type OperationRow,
  type Service,
} from "./service.ts";

export interface BatchPart {
  readonly method: string;
  /** Path and query as the service takes them, from the root of the host. */
  readonly path: string;
  readonly body?: unknown;
}

/** More parts than any service takes in one batch; what is beyond makes the batch a deletion of unknown reach. */
const MAX_PARTS = 1_000;

export type PartReader = (view: CallView, home: HomeFacts, parts: readonly BatchPart[]) => Naming | undefined;

/** Reads the parts of batches with the service's own table: the gravest part names the batch. */
export function readBatches(service: {
  readonly operations: readonly OperationRow[];
  readonly bases?: readonly string[];
  readonly refine?: NonNullable<Service["refine"]>;
  readonly fallback?: NonNullable<Service["fallback"]>;
}): PartReader {
  let find: FindOperation | undefined;
  return (view, home, parts) => {
    find ??= compileOperations(service.operations, service.bases);
    if (parts.length > MAX_PARTS) {
      return { operation: "batch", verb: "ADMIN", category: "destroy", facts: {} };
    }
    const namings: Naming[] = [];
    for (const part of parts) {
      const inner = partView(view, part);
      const naming = find(inner) ?? service.fallback?.(inner) ?? nameByMethod(inner);
      namings.push(service.refine?.(inner, naming, home) ?? naming);
    }
    const worst = gravest(namings);
    if (worst === undefined) return undefined;
    const outside = namings.some(({ externalPrincipal }) => externalPrincipal === true);
    return { ...worst, ...(outside && { externalPrincipal: true }) };
  };
}

function partView(view: CallView, { method, path, body }: BatchPart): CallView {
  const { scheme, host } = view.location;
  return new CallView({
    ...view.call,
    method: method.toUpperCase(),
    url: `${scheme}://${host}/${path.replace(/^[\\/]+/, "")}`,
    headers: [],
    body: body === undefined ? null : {
      bytes: new TextEncoder().encode(JSON.stringify(body)),
      contentType: "application/json",
      inspectable: true,
    },
  });
}

/** The member of that name, if the value is an object and has it. */
export function memberOf(value: unknown, name: string): unknown {
  // The check before the cast: any object but an array may be asked for a member.
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** A list as it is, anything else as an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
