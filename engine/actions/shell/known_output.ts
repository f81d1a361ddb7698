/** What a program writes, where that can be told without running it. */
import type { ShellCommand } from "./model.ts";

/** Longer outputs are not worked out. */
const MAX_OUTPUT_CHARS = 65_536;

/** Text on standard output; undefined when it is not known. */
export function knownOutput({ program, words, stdin, redirects }: ShellCommand): string | undefined {
  if (redirects.some(({ operator }) => operator.startsWith("<") && operator !== "<&")) return undefined;
  const texts = words.map(({ text }) => text);
  if (words.some(({ isDynamic }) => isDynamic)) return undefined;
  switch (program) {
    case "echo": {
      const flags = texts.findIndex((text) => !/^-[neE]+$/.test(text));
      const rest = flags < 0 ? [] : texts.slice(flags);
      const text = rest.join(" ").slice(0, MAX_OUTPUT_CHARS);
      return flags > 0 && texts[0]?.includes("e") ? unescape(text) : text;
    }
    case "printf":
      return printf(texts);
    case "cat":
    case "tee":
      return texts.every((text) => text === "-") ? stdin : undefined;
    case "base64":
      return texts.some((text) => /^(?:-d|-D|--decode|-di)$/.test(text)) ? decodeBase64(stdin) : undefined;
    case "openssl":
      return texts.includes("-d") && texts.some((text) => /base64/.test(text))
        ? decodeBase64(stdin)
        : undefined;
    case "xxd":
      return texts.some((text) => /^-(?:r|rp|pr|r.*p)$/.test(text)) ? decodeHex(stdin) : undefined;
    case "rev":
      return stdin === undefined
        ? undefined
        : stdin.split("\n").map((line) => [...line].reverse().join("")).join("\n");
    case "tr":
      return texts.join(" ") === "A-Za-z N-ZA-Mn-za-m" || texts[1] === "N-ZA-Mn-za-m"
        ? rot13(stdin)
        : undefined;
    default:
      return undefined;
  }
}

/** Programs that unpack: what they write is not what stands in the command line. */
export const DECODERS: ReadonlySet<string> = new Set(
  "base64 base32 openssl xxd rev tr uudecode gunzip zcat gzip bunzip2 xz gpg".split(" "),
);

/** Programs that bring what stands elsewhere. */
export const FETCHERS: ReadonlySet<string> = new Set(
  ("curl wget wget2 http https xh xhs iwr irm invoke-webrequest invoke-restmethod fetch aria2c lynx links w3m elinks nc ncat netcat socat " +
    "telnet ftp lftp scp sftp ssh aws gsutil rclone dig nslookup host drill git openssl").split(" "),
);
const LOCAL_SOURCES: ReadonlySet<string> = new Set(
  "cat sed echo printf head tail grep awk envsubst yes : true cut sort uniq tee bat cd jq ls test [ [[ sleep"
    .split(" "),
);

/** Whether what these commands write comes from elsewhere or was packed. */
export function isForeign(commands: readonly ShellCommand[]): boolean {
  return commands.some(({ program }) => FETCHERS.has(program) || DECODERS.has(program));
}

/** Whether what these commands write stood in files or in the command line. */
export function isLocal(commands: readonly ShellCommand[]): boolean {
  return commands.every(({ program }) => LOCAL_SOURCES.has(program));
}

function printf([format = "", ...rest]: readonly string[]): string {
  const values = [...rest];
  const text = format.slice(0, 4_096).replace(/%[sbdq]/g, () => values.shift() ?? "");
  return unescape([text, ...(format.includes("%") ? values : [])].join("").slice(0, MAX_OUTPUT_CHARS));
}

function unescape(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{1,2})|0?([0-7]{1,3})|([nrtabefv\\]))/g, (_, hex, octal, letter) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return ({ n: "\n", r: "\r", t: "\t", "\\": "\\" } as Record<string, string>)[letter] ?? " ";
  });
}

/** As text; undefined when it is no base64. */
export function decodeBase64(
  text: string | undefined,
  charset: "utf-8" | "utf-16le" = "utf-8",
): string | undefined {
  const plain = text?.slice(0, MAX_OUTPUT_CHARS).replace(/\s+/g, "").replaceAll("-", "+").replaceAll(
    "_",
    "/",
  );
  if (plain === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) return undefined;
  try {
    const binary = atob(plain.replace(/=+$/, ""));
    return new TextDecoder(charset).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function decodeHex(text: string | undefined): string | undefined {
  const plain = text?.slice(0, MAX_OUTPUT_CHARS).replace(/\s+/g, "");
  if (plain === undefined || !/^(?:[0-9a-fA-F]{2})+$/.test(plain)) return undefined;
  return new TextDecoder().decode(
    Uint8Array.from(plain.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
  );
}

function rot13(text: string | undefined): string | undefined {
  return text?.replace(/[a-z]/gi, (char) => {
    const base = char <= "Z" ? 65 : 97;
    return String.fromCharCode((char.charCodeAt(0) - base + 13) % 26 + base);
  });
}
