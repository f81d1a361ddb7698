/** Cloud command lines name what they do as their APIs do: `aws ec2 terminate-instances`. */
import { readName } from "../names.ts";
import { CommandArguments } from "./arguments.ts";
import type { ShellSignal } from "./model.ts";

const CLOUDS: ReadonlySet<string> = new Set(
  "aws gcloud az doctl oci ibmcloud linode-cli hcloud scw openstack".split(" "),
);

/** Signals of a cloud command, and whether it only reads; undefined for other programs. */
export function readCloud(
  given: CommandArguments,
): { signals: readonly ShellSignal[]; isRead: boolean } | undefined {
  const { program } = given.command;
  if (!CLOUDS.has(program)) return undefined;
  const [first = "", second = ""] = given.operands;
  if (program === "aws" && first === "s3") return readS3(given, second);
  // AWS: service and action; the others put the act at the end of a path of nouns.
  const acts = program === "aws"
    ? [second]
    : given.operands.slice(0, 5).filter((word) => /^[a-z][a-z-]*$/.test(word));
  const readings = acts.map((act) => readName(act));
  const signals: ShellSignal[] = [];
  // `delete` of anything in a cloud takes a resource away; what looks like one message or label is still rare there.
  if (readings.some(({ category }) => category === "destroy" || category === "delete")) {
    signals.push("destructive");
  }
  const isIam = /^(?:iam|organizations|sso-admin|identitystore|role|ad|cognito-idp)$/.test(first);
  const writes = readings.filter(({ verb }) => verb !== "READ");
  if (
    readings.some(({ category }) => category === "identity" || category === "share") ||
    (isIam && writes.length === acts.length && program === "aws")
  ) {
    signals.push("privilege");
  }
  const isRead = program === "aws"
    ? readings.every(({ verb }) => verb === "READ")
    : acts.some((act) => /^(?:list|show|describe|get|info|read|version|help)(?:-|$)/.test(act));
  if (!isRead && signals.length === 0) signals.push("deploys");
  return { signals, isRead: isRead && signals.length === 0 };
}

function readS3(given: CommandArguments, act: string): { signals: readonly ShellSignal[]; isRead: boolean } {
  if (act === "ls" || act === "presign") {
    return { signals: act === "presign" ? ["publishes"] : [], isRead: act === "ls" };
  }
  const wipes = (act === "rm" && given.has("--recursive")) || act === "rb" ||
    (act === "sync" && given.has("--delete"));
  if (wipes) return { signals: ["destructive"], isRead: false };
  return { signals: act === "rm" ? ["deletes"] : [], isRead: false };
}
