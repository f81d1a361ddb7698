/**
 * Amazon Web Services. Ways to name an operation: a parameter (`Action=CreateUser`), a header (`X-Amz-Target: Table.DeleteTable`), a path
 * (`/service/X/operation/DeleteAlarms`, https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html), or method and path alone.
 */
import type { CallView } from "../call_view.ts";
import { readAction } from "./aws_actions.ts";
import { opensToEveryone } from "./aws_policy.ts";
import { nameRestCall } from "./aws_rest.ts";
import { nameObjectStore } from "./aws_s3.ts";
import { gravest } from "./categories.ts";
import { firstField } from "./fact_fields.ts";
import { textsAt } from "./outsiders.ts";
import { isExternalAddress } from "./principal.ts";
import type { HomeFacts, Naming, Service } from "./service.ts";

const FACTS: Readonly<Record<string, readonly string[]>> = {
  principal: [
    "UserName",
    "RoleName",
    "GroupName",
    "PrincipalId",
    "principalArn",
    "Username",
    "AWSAccountId.1",
    "GranteePrincipal",
    "Endpoint",
  ],
  recipient: [
    "PhoneNumber",
    "Destination.ToAddresses.member.1",
    "Destinations.member.1",
    "Destination.ToAddresses",
  ],
  policy: ["PolicyArn", "PolicyName", "policyArn"],
  account: ["AccountId", "TargetId"],
  group: ["GroupName"],
  role: ["RoleArn", "Role", "roleArn", "IamInstanceProfile.Arn", "IamInstanceProfile.Name"],
  resource: [
    "TableName",
    "QueueUrl",
    "TopicArn",
    "SecretId",
    "KeyId",
    "StackName",
    "DBInstanceIdentifier",
    "InstanceId.1",
  ],
  sql: ["QueryString", "Statement", "Sql"],
  cidr: ["CidrIp", "IpPermissions.1.IpRanges.1.CidrIp"],
};

/** Fields that hold a policy about a resource, which names who gets at it. */
const POLICY_FIELDS = [
  "Policy",
  "ResourcePolicy",
  "PolicyDocument",
  "AssumeRolePolicyDocument",
  "policyText",
  "policy",
];

interface Place {
  readonly service: string;
  readonly region?: string;
  readonly bucket?: string;
}

function nameCall(view: CallView): Naming {
  const place = readHost(view.location.host);
  const naming = nameAt(view, place);
  const account = naming.facts["account"] ??
    /arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/.exec(
      `${naming.facts["policy"] ?? ""} ${naming.facts["role"] ?? ""}`,
    )?.[1];
  const facts: Record<string, string> = { ...naming.facts, service: place.service };
  if (place.region !== undefined) facts["region"] = place.region;
  if (account !== undefined) facts["account"] = account;
  return { ...naming, facts };
}

function nameAt(view: CallView, place: Place): Naming {
  if (place.service === "s3") return nameObjectStore(view, place.bucket);
  const actions = actionNames(view).map((action) => nameAction(view, action, place.service));
  const { segments } = view.location;
  // A service takes the action from one place and ignores the others. Which one that is differs, so the gravest counts; and where
  // there is a path, it may be the path that is read. Queues have one beside their actions.
  const hasPath = segments.length > 0 && place.service !== "sqs" && operationInPath(view) === undefined;
  const byPath = nameRestCall(view, place.service);
  return gravest(hasPath ? [...actions, byPath] : actions) ?? byPath;
}

const SERVICE_NAMES: Readonly<Record<string, string>> = {
  "runtime.lambda": "lambda",
  "monitoring": "cloudwatch",
};

/** `s3.eu-west-1.amazonaws.com`, `bucket.s3.amazonaws.com`, `iam.amazonaws.com`, `eks.eu-west-1.api.aws`. */
function readHost(host: string): Place {
  const labels = host.replace(/\.(?:amazonaws\.com(?:\.cn)?|api\.aws|on\.aws)$/, "").split(".");
  const region = labels.find((label) => /^[a-z]{2}(?:-[a-z]+){1,2}-\d$/.test(label));
  const s3 = labels.findIndex((label) =>
    /^s3(?:$|-)/.test(label) && !/^s3-(?:control|outposts|tables)/.test(label)
  );
  if (s3 >= 0) {
    const dashed = /^s3-([a-z]{2}(?:-[a-z]+){1,2}-\d)$/.exec(labels[s3] ?? "")?.[1];
    const where = region ?? dashed;
    return {
      service: "s3",
      ...(where !== undefined && { region: where }),
      ...(s3 > 0 && { bucket: labels.slice(0, s3).join(".") }),
    };
  }
  const names = labels.filter((label) => label !== region && label !== "dualstack" && label !== "vpce");
  const name = (names.at(-1) ?? "").replace(/-fips$/, "");
  return { service: SERVICE_NAMES[name] ?? name, ...(region !== undefined && { region }) };
}

function operationInPath({ location: { splitSegments } }: CallView): string | undefined {
  const [first, , third, operation] = splitSegments;
  return first === "service" && third === "operation" ? operation : undefined;
}

/** All the places where a call may name its action. */
function actionNames(view: CallView): readonly string[] {
  const named = view.call.headers.filter(([name]) => name === "x-amz-target")
    .map(([, target]) => target.slice(target.lastIndexOf(".") + 1).trim());
  const given = [...named, ...textsAt(view, "Action"), operationInPath(view) ?? ""];
  return [...new Set(given)].filter((action) => /^[A-Za-z][A-Za-z0-9]{0,127}$/.test(action));
}

function nameAction(view: CallView, action: string, service: string): Naming {
  const reading = readAction(action, service);
  const facts: Record<string, string> = {};
  for (const [fact, places] of Object.entries(FACTS)) {
    const value = formField(view, places) ?? firstField(view, places);
    if (value !== undefined) facts[fact] = value;
  }
  const [added] = grantees(view);
  if (added !== undefined && reading.category === "share") facts["principal"] = added.slice(0, 256);
  return { ...reading, facts };
}

/** The query protocol writes lists and members into the names of its parameters: `IpPermissions.1.IpRanges.1.CidrIp`. */
function parameters({ fields, location }: CallView): readonly (readonly [name: string, value: string])[] {
  if (fields.kind !== "form") return location.query;
  const given = Object.entries(fields.value).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, String(value)])
  );
  return [...given, ...location.query];
}

function formField(view: CallView, places: readonly string[]): string | undefined {
  const { fields } = view;
  if (fields.kind !== "form") return undefined;
  const place = places.find((one) => one.includes(".") && Object.hasOwn(fields.value, one));
  const value = place === undefined ? undefined : [fields.value[place]].flat()[0];
  return typeof value === "string" && value !== "" ? value.slice(0, 256) : undefined;
}

/** Accounts and groups that a snapshot or an image is opened to (ModifySnapshotAttribute, ModifyImageAttribute, ModifyDBSnapshotAttribute). */
function grantees(view: CallView): readonly string[] {
  const all = parameters(view);
  const isAdd = all.some(([name, value]) => name === "OperationType" && value.toLowerCase() === "add");
  return all.filter(([name]) =>
    /^(?:CreateVolumePermission|LaunchPermission)\.Add\.\d+\.(?:UserId|Group|OrganizationArn)$/.test(name) ||
    /^ValuesToAdd\.\w+\.\d+$/.test(name) || (isAdd && /^(?:UserId|UserGroup)\.\d+$/.test(name))
  ).map(([, value]) => value);
}

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.verb === "READ" || naming.externalPrincipal !== undefined) return naming;
  if (opens(view, naming)) {
    const category = naming.category === "identity" ? "identity" : "share";
    return { ...naming, verb: "ADMIN", category, externalPrincipal: true };
  }
  const { recipient } = naming.facts;
  if (naming.category === "message" && recipient !== undefined && home.internalDomains.length > 0) {
    const external = isExternalAddress(recipient, home);
    return { ...naming, ...(external !== undefined && { externalPrincipal: external }) };
  }
  const isStranger = naming.category === "share" && /^\d{12}$/.test(naming.facts["principal"] ?? "");
  return isStranger ? { ...naming, externalPrincipal: true } : naming;
}

function opens(view: CallView, { operation, facts, category }: Naming): boolean {
  const isGrant = category === "share" || category === "identity" || /^set_\w+_attributes?$/.test(operation);
  if (isGrant && policiesOf(view).some(opensToEveryone)) return true;
  if (category !== "share") return false;
  return facts["principal"] === "*" || facts["auth"] === "NONE" || grantees(view).includes("all") ||
    (operation.startsWith("authorize_") && /(?<![\d.])0\.0\.0\.0\/0|::\/0/.test(view.text + view.call.url));
}

/** The policies about resources that a call carries, as it carries them. */
function policiesOf(view: CallView): readonly string[] {
  const named = POLICY_FIELDS.flatMap((field) => textsAt(view, field));
  const attributes = parameters(view).filter(([name]) =>
    /^Attributes?\.\d+\.Value$|^AttributeValue$/.test(name)
  );
  return [...named, ...textsAt(view, "Attributes.Policy"), ...attributes.map(([, value]) => value)];
}

/** Hosts under Amazon's domain where anyone may run anything: machines, balancers, and interfaces of their customers. */
const TENANT_HOST =
  /(?:^|\.)(?:compute(?:-1)?|elb|elasticbeanstalk|awsapprunner|awsglobalaccelerator|execute-api|appsync-api|appsync-realtime-api)(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$|(?:^|\.)[a-z0-9-]+\.elb\.amazonaws\.com$/;

export const AWS: Service = {
  tool: "aws",
  hosts: ["*.amazonaws.com", "*.amazonaws.com.cn", "*.api.aws"],
  serves: (host) => !TENANT_HOST.test(host),
  operations: [],
  fallback: nameCall,
  refine,
};
