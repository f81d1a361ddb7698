/** Which calls make an identity, and which give one rights: on AWS, Google Cloud, GitHub, Okta, and wherever a name says so. */
import { valuesAt } from "../body_path.ts";
import type { CallView } from "../call_view.ts";
import type { SeenCall } from "../history.ts";

export interface IdentityStep {
  readonly does: "make" | "empower";
  /** Where the identity is valid: AWS's is not GitHub's. */
  readonly realm: string;
  /** Whom it is about, in every spelling that is known; empty when the call does not say. */
  readonly subjects: readonly string[];
}

/** Rows for services whose calls the catalogue's names do not tell apart. */
interface IdentityRow {
  readonly realm: string;
  readonly host: RegExp;
  readonly methods: readonly string[];
  /** Matched against `/segment/segment`; the group is the subject. */
  readonly path: RegExp;
  readonly does: IdentityStep["does"];
  /** Dotted places of the subject in the body. */
  readonly subjects?: readonly (readonly (string | number)[])[];
}

const OKTA = /(?:^|\.)okta(?:preview|-emea)?\.com$/;
const GOOGLE = /\.googleapis\.com$/;

const ROWS: readonly IdentityRow[] = [
  // https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts/create
  {
    realm: "gcp",
    host: GOOGLE,
    methods: ["POST"],
    path: /\/serviceAccounts$/,
    does: "make",
    subjects: [["accountId"]],
  },
  // https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys/create
  { realm: "gcp", host: GOOGLE, methods: ["POST"], path: /\/serviceAccounts\/([^/]+)\/keys$/, does: "make" },
  // https://cloud.google.com/resource-manager/reference/rest/v3/projects/setIamPolicy
  { realm: "gcp", host: GOOGLE, methods: ["POST"], path: /:setIamPolicy$/, does: "empower" },
  { realm: "gcp", host: GOOGLE, methods: ["PUT"], path: /\/b\/[^/]+\/iam$/, does: "empower" },
  // https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User
  {
    realm: "okta",
    host: OKTA,
    methods: ["POST"],
    path: /^\/api\/v1\/users$/,
    does: "make",
    subjects: [["profile", "login"]],
  },
  // https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleAssignmentAUser
  {
    realm: "okta",
    host: OKTA,
    methods: ["POST"],
    path: /^\/api\/v1\/users\/([^/]+)\/roles$/,
    does: "empower",
  },
  {
    realm: "okta",
    host: OKTA,
    methods: ["PUT"],
    path: /^\/api\/v1\/groups\/[^/]+\/users\/([^/]+)$/,
    does: "empower",
  },
];

/** AWS (https://docs.aws.amazon.com/IAM/latest/APIReference), and whatever is named in this way. */
const MAKES =
  /^(?:create|add|invite|register|provision)_(?:\w+_)?(?:users?|role|access_key|login_profile|service_account|api_key|api_token|member|collaborator|credential|principal)$/;
const EMPOWERS =
  /^(?:attach|put|set|update|assign|grant|add|create)_(?:\w+_)?(?:policy|policy_version|roles?|admin|to_group|group_member|permissions?|role_binding|membership)$|^assume_role$/;

/** GitHub gives rights with the call that brings someone in (https://docs.github.com/rest/collaborators/collaborators). */
const ADMIN_GRANT = new Set(["admin", "maintain", "maintainer", "owner"]);
const BRINGS_IN = /^(?:add_collaborator|invite_member|add_team_member|add_member)$/;

/** Undefined for whatever is neither, as null. */
export function identityStep({ action, view }: SeenCall): IdentityStep | null {
  const row = rowOf(view);
  if (row !== null) return row;
  const { operation, tool, category } = action;
  if (BRINGS_IN.test(operation)) {
    const grant = field(view, "permission") ?? field(view, "role") ?? "";
    const does = ADMIN_GRANT.has(grant.toLowerCase()) ? "empower" : "make";
    return { does, realm: tool, subjects: namedSubjects(action.facts, view) };
  }
  if (action.verb !== "ADMIN" && category !== "identity" && category !== "share") return null;
  const does = MAKES.test(operation) ? "make" : EMPOWERS.test(operation) ? "empower" : null;
  return does === null ? null : { does, realm: tool, subjects: namedSubjects(action.facts, view) };
}

/** Fields that name whom a call is about. */
const SUBJECT_FIELDS = [
  "UserName",
  "RoleName",
  "RoleArn",
  "user_id",
  "userId",
  "username",
  "login",
  "email",
] as const;

function namedSubjects(facts: Readonly<Record<string, string>>, view: CallView): readonly string[] {
  const names = [facts["principal"], ...SUBJECT_FIELDS.map((name) => field(view, name))];
  return [...new Set(names.flatMap((name) => name === undefined ? [] : subjectSpellings(name)))];
}

function rowOf(view: CallView): IdentityStep | null {
  const { host, splitSegments } = view.location;
  const path = `/${splitSegments.join("/")}`;
  for (const row of ROWS) {
    if (!row.host.test(host) || !row.methods.includes(view.method)) continue;
    const match = row.path.exec(path);
    if (match === null) continue;
    const inBody = (row.subjects ?? []).flatMap((place) => textsAt(view, place));
    const members = row.does === "empower" ? policyMembers(view) : [];
    const names = [...(match[1] === undefined ? [] : [match[1]]), ...inBody, ...members];
    return { does: row.does, realm: row.realm, subjects: [...new Set(names.flatMap(subjectSpellings))] };
  }
  return null;
}

/** Members of a Google Cloud policy: `serviceAccount:name@project.iam.gserviceaccount.com`. */
function policyMembers({ fields }: CallView): readonly string[] {
  if (fields.kind !== "json" || typeof fields.value !== "object" || fields.value === null) return [];
  const { policy = fields.value } = fields.value as { policy?: unknown };
  const bindings = (policy as { bindings?: unknown } | null)?.bindings;
  if (!Array.isArray(bindings)) return [];
  return bindings.slice(0, 200).flatMap((binding: { members?: unknown } | null) =>
    Array.isArray(binding?.members)
      ? binding.members.slice(0, 200).filter((member) => typeof member === "string")
      : []
  );
}

function field(view: CallView, name: string): string | undefined {
  return textsAt(view, [name])[0] ?? view.query(name);
}

function textsAt({ fields }: CallView, place: readonly (string | number)[]): readonly string[] {
  if (fields.kind !== "json" && fields.kind !== "form") return [];
  return valuesAt(fields.value, place).slice(0, 8).filter((value) => typeof value === "string");
}

/** `serviceAccount:ci@p.example`, `arn:aws:iam::1:role/ops/CI` and `CI` are one: a name without its kind, path and domain, and in full. */
export function subjectSpellings(name: string): readonly string[] {
  const full = name.trim().toLowerCase().slice(0, 256).replace(/^(?:user|serviceaccount|group|member):/, "");
  const short = full.replace(/^.*\//, "").replace(/@.*$/, "");
  return [full, short].filter((spelling) => spelling !== "");
}
