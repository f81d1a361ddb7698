/** The request that `gh api` makes (cli.github.com/manual/gh_api): it can do all that GitHub's API can. */
import { CommandArguments } from "./arguments.ts";
import type { ShellCommand, ShellRequest } from "./model.ts";

const VALUED: ReadonlySet<string> = new Set(
  ("-X --method -f --raw-field -F --field -H --header --hostname --input -q --jq -t --template -p --preview --cache")
    .split(" "),
);

/** Empty for every other command of `gh`. */
export function ghApi(command: ShellCommand): readonly ShellRequest[] {
  const given = new CommandArguments(command, VALUED);
  const [sub, path] = given.operands;
  if (sub !== "api" || path === undefined) return [];
  const fields = given.all("-f", "--raw-field", "-F", "--field").map((field): [string, string] => {
    const equals = field.indexOf("=");
    return equals < 0 ? [field, ""] : [field.slice(0, equals), field.slice(equals + 1)];
  });
  const read = given.all("-F", "--field").flatMap((field) => /^[^=]*=@(.+)$/s.exec(field)?.[1] ?? []);
  const files = [...given.all("--input"), ...read];
  const hasBody = fields.length > 0 || files.length > 0;
  const method = (given.value("-X", "--method") ?? (hasBody ? "POST" : "GET")).toUpperCase().slice(0, 32);
  const isQuery = method === "GET" && fields.length > 0;
  const query = isQuery ? `?${new URLSearchParams(fields)}` : "";
  return [{
    method,
    url: /^https?:\/\//i.test(path) ? path : `${origin(given)}/${path.replace(/^\/+/, "")}${query}`,
    headers: [["content-type", "application/json"]],
    body: isQuery || fields.length === 0 ? undefined : JSON.stringify(Object.fromEntries(fields)),
    files,
    isDynamic: command.words.some(({ isDynamic }) => isDynamic),
    isRerouted: false,
  }];
}

/** GitHub itself, or a server of one's own, whose API stands below `/api/v3`. */
function origin(given: CommandArguments): string {
  const host = given.value("--hostname");
  return host === undefined || host === "github.com" ? "https://api.github.com" : `https://${host}/api/v3`;
}
