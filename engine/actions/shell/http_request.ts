/** The request that curl, wget, HTTPie and their like would make. Options after their manuals (curl.se/docs/manpage.html, wget(1), httpie.io/docs). */
import { CommandArguments } from "./arguments.ts";
import { ghApi } from "./gh_api.ts";
import type { ShellCommand, ShellRequest } from "./model.ts";

const list = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const CURL_VALUED = list(
  "-X --request -d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form --form-string -T --upload-file " +
    "-H --header -u --user -A --user-agent -e --referer -o --output -b --cookie -c --cookie-jar -x --proxy -U --proxy-user -K --config " +
    "-m --max-time --connect-timeout --retry --retry-delay --retry-max-time -w --write-out -E --cert --key --cacert --capath --url " +
    "--resolve --connect-to --interface --dns-servers --doh-url --unix-socket --abstract-unix-socket -D --dump-header -r --range " +
    "--limit-rate -y -Y -z --time-cond --max-redirs --proto --proto-redir --tls-max --ciphers --socks5 --socks5-hostname --socks4 " +
    "--socks4a --preproxy --noproxy --oauth2-bearer --aws-sigv4 --output-dir --netrc-file --max-filesize --url-query -t -Q --quote " +
    "--ftp-port -P --mail-from --mail-rcpt --mail-auth --engine --pinnedpubkey --trace --trace-ascii --stderr --keepalive-time " +
    "--local-port --request-target --happy-eyeballs-timeout-ms --expect100-timeout --variable --expand-url --expand-data",
);
const WGET_VALUED = list(
  "-O --output-document -o --output-file -P --directory-prefix --post-data --post-file --method --body-data --body-file --header " +
    "-U --user-agent --user --password --http-user --http-password -t --tries -T --timeout -e --execute -i --input-file -l --level " +
    "-A -R -D --domains --referer --load-cookies --save-cookies --limit-rate -w --wait -a --append-output -Q --quota --bind-address",
);

/** The requests of one command; empty when it makes none that we know of. */
export function requestsOf(command: ShellCommand): readonly ShellRequest[] {
  switch (command.program) {
    case "curl":
      return curl(command);
    case "wget":
    case "wget2":
      return wget(command);
    case "http":
    case "https":
    case "xh":
    case "xhs":
      return httpie(command);
    case "iwr":
    case "irm":
    case "invoke-webrequest":
    case "invoke-restmethod":
      return powershell(command);
    case "gh":
      return ghApi(command);
    default:
      return [];
  }
}

/** curl and wget guess `http:` for a name without scheme. */
function absolute(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url.replace(/^\/+/, "")}`;
}

const headerOf = (text: string): readonly [string, string] => {
  const colon = text.indexOf(":");
  return colon < 0
    ? [text.toLowerCase(), ""]
    : [text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim()];
};

const isDynamic = ({ words }: ShellCommand) => words.some((word) => word.isDynamic);

/** `@file` as the file; undefined for data that stands in the command line. */
function fileIn(data: string): string | undefined {
  if (data.startsWith("@")) return data.slice(1);
  return undefined;
}

function curl(command: ShellCommand): readonly ShellRequest[] {
  const given = new CommandArguments(command, CURL_VALUED);
  const files: string[] = [...given.all("-T", "--upload-file")];
  const data: string[] = [];
  for (const one of given.all("-d", "--data", "--data-binary", "--data-ascii", "--json")) {
    const file = fileIn(one);
    if (file === undefined) data.push(one);
    else files.push(file);
  }
  data.push(...given.all("--data-raw", "--form-string"));
  for (const one of given.all("--data-urlencode")) {
    const file = /^[\w-]*@(.+)$/s.exec(one)?.[1];
    if (file === undefined) data.push(one);
    else files.push(file);
  }
  for (const one of given.all("-F", "--form")) {
    const file = /^[^=]*=[@<]([^;]+)/.exec(one)?.[1];
    if (file === undefined) data.push(one);
    else files.push(file);
  }
  const asQuery = given.has("-G", "--get");
  const hasData = !asQuery && (data.length > 0 || files.length > 0);
  const method = given.value("-X", "--request") ??
    (given.has("-I", "--head")
      ? "HEAD"
      : given.has("-T", "--upload-file")
      ? "PUT"
      : hasData
      ? "POST"
      : "GET");
  const headers = given.all("-H", "--header").map(headerOf);
  if (given.has("--json")) headers.push(["content-type", "application/json"]);
  const isRerouted = given.has(
    "-x",
    "--proxy",
    "--resolve",
    "--connect-to",
    "--unix-socket",
    "--abstract-unix-socket",
    "--doh-url",
    "--dns-servers",
    "--preproxy",
    "--socks5",
    "--socks5-hostname",
    "--socks4",
    "--socks4a",
    "-K",
    "--config",
    "--variable",
    "--request-target",
  ) || headers.some(([name]) => name === "host");
  const query = asQuery && data.length > 0 ? data.join("&") : "";
  return [...given.operands, ...given.all("--url")].slice(0, 50).map((url) => ({
    method: method.toUpperCase().slice(0, 32),
    url: withQuery(absolute(url), query),
    headers,
    body: hasData && data.length > 0 ? data.join("&") : undefined,
    files: hasData || asQuery ? files : [],
    isDynamic: isDynamic(command),
    isRerouted,
  }));
}

const withQuery = (url: string, query: string) =>
  query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`;

function wget(command: ShellCommand): readonly ShellRequest[] {
  const given = new CommandArguments(command, WGET_VALUED);
  const data = given.value("--post-data", "--body-data");
  const files = given.all("--post-file", "--body-file");
  const method = given.value("--method") ??
    (given.has("--spider") ? "HEAD" : given.has("--post-data", "--post-file") ? "POST" : "GET");
  return given.operands.slice(0, 50).map((url) => ({
    method: method.toUpperCase().slice(0, 32),
    url: absolute(url),
    headers: given.all("--header").map(headerOf),
    body: data,
    files,
    isDynamic: isDynamic(command),
    isRerouted: given.all("-e", "--execute").some((text) => /proxy/i.test(text)),
  }));
}

function httpie(command: ShellCommand): readonly ShellRequest[] {
  const given = new CommandArguments(
    command,
    list("-a --auth -A --auth-type -s --style -o --output --timeout --proxy -p --print --session --raw"),
  );
  const [first = "", ...others] = given.operands;
  const isMethod = /^[A-Za-z]{3,7}$/.test(first) && others.length > 0;
  const url = isMethod ? others[0] : first;
  if (url === undefined || url === "") return [];
  const items = isMethod ? others.slice(1) : others;
  const files: string[] = [];
  const data: Record<string, string> = Object.create(null);
  const headers: (readonly [string, string])[] = [];
  for (const item of items.slice(0, 200)) {
    const match = /^([\w.\[\]-]+)(:=@|=@|:=|==|@|=|:)(.*)$/s.exec(item);
    if (match === null) continue;
    const [, name = "", sign, value = ""] = match;
    if (sign === "@" || sign === "=@" || sign === ":=@") files.push(value);
    else if (sign === ":") headers.push([name.toLowerCase(), value]);
    else if (sign !== "==") data[name] = value;
  }
  const raw = given.value("--raw");
  const isFed = command.fedBy.length > 0 || command.stdin !== undefined;
  const hasData = Object.keys(data).length > 0 || files.length > 0 || raw !== undefined || isFed;
  const host = url.startsWith(":") ? `localhost${url.replace(/^:\//, "/")}` : url;
  return [{
    method: isMethod ? first.toUpperCase() : hasData ? "POST" : "GET",
    url: /^https?:\/\//i.test(host)
      ? host
      : `${command.program === "https" || command.program === "xhs" ? "https" : "http"}://${host}`,
    headers,
    body: raw ?? (Object.keys(data).length > 0 ? JSON.stringify(data) : command.stdin),
    files: isFed && command.stdin === undefined ? [...files, "-"] : files,
    isDynamic: isDynamic(command),
    isRerouted: given.has("--proxy"),
  }];
}

function powershell(command: ShellCommand): readonly ShellRequest[] {
  const values = new Map<string, string>();
  const operands: string[] = [];
  const texts = command.words.map(({ text }) => text);
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? "";
    if (!text.startsWith("-")) operands.push(text);
    else if (/^-(?:use|disable|skip|pass|allow|resume)/i.test(text)) continue;
    else values.set(text.toLowerCase().replace(/:$/, ""), texts[++i] ?? "");
  }
  const url = values.get("-uri") ?? operands[0];
  if (url === undefined) return [];
  const file = values.get("-infile");
  const body = values.get("-body");
  return [{
    method: (values.get("-method") ?? "GET").toUpperCase(),
    url: absolute(url),
    headers: [],
    body,
    files: file === undefined ? [] : [file],
    isDynamic: texts.some((text) => text.includes("$")),
    isRerouted: values.has("-proxy"),
  }];
}

/** Whether a request carries more than its command line shows: a file, standard input, or what a command wrote. */
export function sendsMore(request: ShellRequest, command: ShellCommand): boolean {
  if (request.files.length > 0) return true;
  // What a substitution yields stands in the URL, a header or the body.
  return command.words.some(({ inner }) => inner.some(({ program }) => !HARMLESS_SOURCES.has(program)));
}

/** Programs whose output tells nothing that is not public. */
const HARMLESS_SOURCES = list(
  "date uuidgen seq echo printf openssl basename dirname true nproc uname arch jq tr cut head tail sed awk grep sort",
);
