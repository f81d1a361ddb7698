/**
 * Amazon Web Services. Three ways to name an operation: a parameter (`Action=CreateUser`), a header (`X-Amz-Target: Table.DeleteTable`),
 * and, for S3, method and path (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html).
 */
import type { CallView } from "../call_view.ts";
import { firstField } from "./fact_fields.ts";
import { readName, snakeCase } from "./names.ts";
import type { Naming, Service } from "./service.ts";

/** Names that say less, or other, than what the operation does. */
const SPECIAL: Readonly<Record<string, Omit<Naming, "facts">>> = {
  attachuserpolicy: { operation: "attach_policy", verb: "ADMIN", category: "identity" },
  attachrolepolicy: { operation: "attach_policy", verb: "ADMIN", category: "identity" },
  attachgrouppolicy: { operation: "attach_policy", verb: "ADMIN", category: "identity" },
  putuserpolicy: { operation: "put_inline_policy", verb: "ADMIN", category: "identity" },
  putrolepolicy: { operation: "put_inline_policy", verb: "ADMIN", category: "identity" },
  putgrouppolicy: { operation: "put_inline_policy", verb: "ADMIN", category: "identity" },
  createpolicyversion: { operation: "create_policy_version", verb: "ADMIN", category: "identity" },
  createuser: { operation: "create_user", verb: "ADMIN", category: "identity" },
  createrole: { operation: "create_role", verb: "ADMIN", category: "identity" },
  createaccesskey: { operation: "create_access_key", verb: "ADMIN", category: "identity" },
  createloginprofile: { operation: "create_login_profile", verb: "ADMIN", category: "identity" },
  updateassumerolepolicy: { operation: "update_assume_role_policy", verb: "ADMIN", category: "identity" },
  addusertogroup: { operation: "add_user_to_group", verb: "ADMIN", category: "identity" },
  assumerole: { operation: "assume_role", verb: "ADMIN", category: "identity" },
  getcalleridentity: { operation: "get_caller_identity", verb: "READ", category: "read" },
  stopinstances: { operation: "stop_instances", verb: "WRITE", category: "delete" },
  schedulekeydeletion: { operation: "schedule_key_deletion", verb: "ADMIN", category: "destroy" },
  publish: { operation: "publish", verb: "WRITE", category: "message" },
  sendmessage: { operation: "send_message", verb: "WRITE", category: "message" },
  sendemail: { operation: "send_email", verb: "WRITE", category: "message" },
};

const FACTS: Readonly<Record<string, readonly string[]>> = {
  principal: ["UserName", "RoleName", "GroupName"],
  policy: ["PolicyArn", "PolicyName"],
  account: ["AccountId"],
};

function name(view: CallView): Naming {
  const place = readHost(view.location.host);
  const action = actionName(view);
  const naming = action !== undefined
    ? nameAction(view, action)
    : place.service === "s3"
    ? nameS3(view, place.bucket)
    : nameRest(view);
  const account = naming.facts["account"] ??
    /arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/.exec(naming.facts["policy"] ?? "")?.[1];
  const facts: Record<string, string> = { ...naming.facts, service: place.service };
  if (place.region !== undefined) facts["region"] = place.region;
  if (account !== undefined) facts["account"] = account;
  return { ...naming, facts };
}

/** `s3.eu-west-1.amazonaws.com`, `bucket.s3.amazonaws.com`, `iam.amazonaws.com`, `abc123.execute-api.us-east-1.amazonaws.com`. */
function readHost(host: string): { service: string; region?: string; bucket?: string } {
  const labels = host.replace(/\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/, "").split(".");
  const region = labels.find((label) => /^[a-z]{2}(?:-[a-z]+){1,2}-\d$/.test(label));
  const s3 = labels.findIndex((label) => /^s3(?:$|-)/.test(label));
  if (s3 >= 0) {
    const dashed = /^s3-([a-z]{2}(?:-[a-z]+){1,2}-\d)$/.exec(labels[s3] ?? "")?.[1];
    const where = region ?? dashed;
    return {
      service: "s3",
      ...(where !== undefined && { region: where }),
      ...(s3 > 0 && { bucket: labels.slice(0, s3).join(".") }),
    };
  }
  const names = labels.filter((label) => label !== region && label !== "dualstack");
  return { service: names.at(-1) ?? "", ...(region !== undefined && { region }) };
}

function actionName(view: CallView): string | undefined {
  const target = view.header("x-amz-target");
  if (target !== undefined) return target.slice(target.lastIndexOf(".") + 1);
  const action = firstField(view, ["Action"]);
  return action !== undefined && /^[A-Za-z][A-Za-z0-9]*$/.test(action) ? action : undefined;
}

function nameAction(view: CallView, action: string): Naming {
  const reading = SPECIAL[action.toLowerCase()] ?? { operation: snakeCase(action), ...readName(action) };
  const facts: Record<string, string> = {};
  for (const [fact, places] of Object.entries(FACTS)) {
    const value = firstField(view, places);
    if (value !== undefined) facts[fact] = value;
  }
  return { ...reading, facts };
}

const S3_ACCESS = [
  "policy",
  "acl",
  "publicaccessblock",
  "publicAccessBlock",
  "cors",
  "website",
  "replication",
];

function nameS3(view: CallView, hostBucket: string | undefined): Naming {
  const { segments, query } = view.location;
  const bucket = hostBucket ?? segments[0];
  const key = hostBucket === undefined ? segments.slice(1) : segments;
  const isBucket = key.length === 0;
  const facts: Record<string, string> = bucket === undefined ? {} : { bucket };
  const has = (name: string) => query.some(([other]) => other.toLowerCase() === name.toLowerCase());
  const kind = isBucket ? "bucket" : "object";
  const isRead = view.method === "GET" || view.method === "HEAD" || view.method === "OPTIONS";
  if (isRead) {
    return {
      operation: isBucket ? "s3_list_objects" : "s3_get_object",
      verb: "READ",
      category: "read",
      facts,
    };
  }
  const access = S3_ACCESS.find(has);
  if (access !== undefined || opensAcl(view)) {
    const external = opensAcl(view) ||
      /"Principal"\s{0,9}:\s{0,9}(?:"\*"|\{\s{0,9}"AWS"\s{0,9}:\s{0,9}"\*")/.test(view.text);
    return {
      operation: `s3_${view.method === "DELETE" ? "delete" : "put"}_${kind}_${
        (access ?? "acl").toLowerCase()
      }`,
      verb: "ADMIN",
      category: "share",
      facts,
      ...(external && { externalPrincipal: true }),
    };
  }
  if (view.method === "POST" && has("delete")) {
    return { operation: "s3_delete_objects", verb: "WRITE", category: "destroy", facts };
  }
  if (view.method === "DELETE") {
    return {
      operation: `s3_delete_${kind}`,
      verb: "WRITE",
      category: isBucket ? "destroy" : "delete",
      facts,
    };
  }
  return {
    operation: isBucket && view.method === "PUT" ? "s3_create_bucket" : "s3_put_object",
    verb: "WRITE",
    category: "other",
    facts,
  };
}

/** Canned ACLs that let everyone in. */
function opensAcl(view: CallView): boolean {
  return /^(?:public-read|public-read-write|authenticated-read)$/.test(view.header("x-amz-acl") ?? "");
}

/** REST services such as Lambda and EKS: by method, deletions counting as whole things. */
function nameRest(view: CallView): Naming {
  const { method } = view;
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") {
    return { operation: "get", verb: "READ", category: "read", facts: {} };
  }
  return {
    operation: method.toLowerCase(),
    verb: "WRITE",
    category: method === "DELETE" ? "destroy" : "other",
    facts: {},
  };
}

export const AWS: Service = {
  tool: "aws",
  hosts: ["*.amazonaws.com", "*.amazonaws.com.cn", "*.api.aws"],
  operations: [],
  fallback: name,
};
