/** S3, and stores that speak its language: by method, path and a word of the query (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html). */
import type { CallView } from "../call_view.ts";
import type { Verb } from "../types.ts";
import { opensToEveryone } from "./aws_policy.ts";
import type { Category } from "./categories.ts";
import type { Naming } from "./service.ts";
import { spellings } from "./spellings.ts";

/** What a word of the query makes of a change; a change under any other word is `other`. Lower case. */
const SUBRESOURCES: ReadonlyMap<string, readonly [verb: Verb, category: Category]> = new Map([
  ["policy", ["ADMIN", "share"]],
  ["acl", ["ADMIN", "share"]],
  ["publicaccessblock", ["ADMIN", "share"]],
  ["cors", ["ADMIN", "share"]],
  ["website", ["ADMIN", "share"]],
  ["replication", ["ADMIN", "share"]],
  ["ownershipcontrols", ["ADMIN", "identity"]],
  ["encryption", ["ADMIN", "config"]],
  ["versioning", ["ADMIN", "config"]],
  ["logging", ["ADMIN", "config"]],
  ["notification", ["ADMIN", "config"]],
  ["object-lock", ["ADMIN", "config"]],
  ["retention", ["ADMIN", "config"]],
  ["legal-hold", ["ADMIN", "config"]],
  ["inventory", ["ADMIN", "config"]],
  // A rule that expires objects deletes them all.
  ["lifecycle", ["ADMIN", "destroy"]],
]);

const EVERYONE = /groups\/(?:global\/AllUsers|global\/AuthenticatedUsers)/;

/**
 * Names a call to an object store.
 *
 * @param hostBucket The bucket, where the host names it; else it is the first segment.
 * @param prefix Before the names of operations; default `s3_`.
 */
export function nameObjectStore(view: CallView, hostBucket: string | undefined, prefix = "s3_"): Naming {
  const segments = spellings(view.location)[0] ?? [];
  const bucket = hostBucket ?? segments[0];
  const key = hostBucket === undefined ? segments.slice(1) : segments;
  const facts: Record<string, string> = {};
  if (bucket !== undefined) facts["bucket"] = bucket;
  if (key.length > 0) facts["key"] = key.join("/").slice(0, 256);
  const naming = readCall(view, key.length === 0 ? "bucket" : "object", prefix);
  return { ...naming, facts: { ...facts, ...naming.facts } };
}

function readCall(view: CallView, kind: "bucket" | "object", prefix: string): Naming {
  const { method } = view;
  const words = view.location.query.map(([name]) => name.toLowerCase());
  const word = words.find((one) => SUBRESOURCES.has(one));
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return readLook(kind, word, prefix);
  if (word !== undefined || grants(view)) return readAccess(view, { kind, word: word ?? "acl", prefix });
  const write = (act: string, category: Category): Naming => ({
    operation: `${prefix}${act}`,
    verb: "WRITE",
    category,
    facts: {},
  });
  if (method === "POST" && words.includes("delete")) return write("delete_objects", "destroy");
  if (method === "POST" && (words.includes("select") || words.includes("select-type"))) {
    return { operation: `${prefix}select_object`, verb: "READ", category: "read", facts: {} };
  }
  if (method === "DELETE" && words.includes("tagging")) return write(`delete_${kind}_tagging`, "delete");
  if (method === "DELETE" && words.includes("uploadid")) return write("abort_upload", "delete");
  if (method === "DELETE") return write(`delete_${kind}`, kind === "bucket" ? "destroy" : "delete");
  const source = view.header("x-amz-copy-source") ?? view.header("x-goog-copy-source");
  if (source !== undefined) {
    return { ...write("copy_object", "other"), facts: { source: source.slice(0, 256) } };
  }
  if (words.includes("tagging")) return write(`put_${kind}_tagging`, "other");
  return write(kind === "bucket" && method === "PUT" ? "create_bucket" : "put_object", "other");
}

function readLook(kind: "bucket" | "object", word: string | undefined, prefix: string): Naming {
  const what = word !== undefined
    ? `get_${kind}_${word.replaceAll("-", "_")}`
    : kind === "bucket"
    ? "list_objects"
    : "get_object";
  return { operation: `${prefix}${what}`, verb: "READ", category: "read", facts: {} };
}

function readAccess(
  view: CallView,
  { kind, word, prefix }: { kind: "bucket" | "object"; word: string; prefix: string },
): Naming {
  const [verb, category] = SUBRESOURCES.get(word) ?? ["ADMIN", "share"];
  const isRemoval = view.method === "DELETE";
  const opens = isRemoval
    // Without the block, policies and lists that let everyone in count again.
    ? word === "publicaccessblock"
    : opensAcl(view) || (word === "policy" && opensToEveryone(view.text)) ||
      (word === "publicaccessblock" && /<\w+>\s*false\s*</i.test(view.text));
  return {
    operation: `${prefix}${isRemoval ? "delete" : "put"}_${kind}_${word.replaceAll("-", "_")}`,
    verb,
    category: isRemoval && category === "destroy" ? "config" : category,
    facts: {},
    ...(opens && { externalPrincipal: true }),
  };
}

/** Grants in headers go with an upload as well as with a list of grants. */
function grants(view: CallView): boolean {
  return opensAcl(view) || view.call.headers.some(([name]) => /^x-(?:amz|goog)-grant-/.test(name));
}

function opensAcl(view: CallView): boolean {
  const canned = view.header("x-amz-acl") ?? view.header("x-goog-acl") ?? "";
  return /^(?:public-read|public-read-write|authenticated-read)$/.test(canned) ||
    view.call.headers.some(([name, value]) => /^x-(?:amz|goog)-grant-/.test(name) && EVERYONE.test(value)) ||
    (view.bodyBytes < 262_144 && view.text.includes("<AccessControlPolicy") && EVERYONE.test(view.text));
}
