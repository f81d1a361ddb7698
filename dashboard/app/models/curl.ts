/**
 * Reads a curl command as people copy it from documentation, terminals and browsers: the call it would make. What is not about the call
 * (output, time limits, proxies) is passed over. Options: https://curl.se/docs/manpage.html
 */

export interface ReadCall {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Options that take a value which says nothing about the call. */
const IDLE_WITH_VALUE = new Set([
  "-o",
  "--output",
  "-m",
  "--max-time",
  "--connect-timeout",
  "-x",
  "--proxy",
  "--cacert",
  "--cert",
  "--key",
  "-w",
  "--write-out",
  "--retry",
  "--resolve",
  "-c",
  "--cookie-jar",
  "--http-version",
  "-C",
  "--limit-rate",
  "-T",
]);
const DATA = new Set([
  "-d",
  "--data",
  "--data-raw",
  "--data-ascii",
  "--data-binary",
  "--data-urlencode",
  "--json",
]);

/** Undefined when the text is no curl command, or one without a URL. */
export function parseCurl(text: string): ReadCall | undefined {
  const words = shellWords(text.trim());
  if (words === undefined || words[0] !== "curl") return undefined;
  const call = new Reading();
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? "";
    if (!word.startsWith("-") || word === "-") {
      call.url ||= word;
      continue;
    }
    const [name, attached] = splitOption(word);
    const takesValue = call.takes(name) || IDLE_WITH_VALUE.has(name);
    if (takesValue) call.set(name, attached ?? words[++i] ?? "");
    else call.flag(name);
  }
  return call.done();
}

/** `--json={…}` does not exist in curl, `-XPOST` does: a short option may have its value attached. */
function splitOption(word: string): readonly [name: string, attached: string | undefined] {
  if (word.startsWith("--") || word.length === 2) return [word, undefined];
  const name = word.slice(0, 2);
  return /^-[XHduAbe]/.test(name) ? [name, word.slice(2)] : [word, undefined];
}

class Reading {
  url = "";
  #method = "";
  readonly #headers: (readonly [string, string])[] = [];
  readonly #data: string[] = [];
  #asQuery = false;

  takes(name: string): boolean {
    return DATA.has(name) || SETTERS.has(name);
  }

  set(name: string, value: string): void {
    if (DATA.has(name)) {
      this.#data.push(value);
      if (name === "--json") {
        this.#header("content-type", "application/json");
        this.#header("accept", "application/json");
      }
      return;
    }
    switch (SETTERS.get(name)) {
      case "method":
        this.#method = value.toUpperCase();
        break;
      case "header": {
        const at = value.indexOf(":");
        if (at > 0) this.#header(value.slice(0, at).trim().toLowerCase(), value.slice(at + 1).trim());
        break;
      }
      case "url":
        this.url ||= value;
        break;
      case "user":
        this.#header(
          "authorization",
          `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`,
        );
        break;
      case "agent":
        this.#header("user-agent", value);
        break;
      case "cookie":
        this.#header("cookie", value);
        break;
      case "referer":
        this.#header("referer", value);
    }
  }

  flag(name: string): void {
    if (name === "-G" || name === "--get") this.#asQuery = true;
    if (name === "-I" || name === "--head") this.#method = "HEAD";
  }

  done(): ReadCall | undefined {
    if (this.url === "") return undefined;
    const url = /^[a-z][a-z0-9+.-]*:/i.test(this.url) ? this.url : `http://${this.url}`;
    const data = this.#data.join("&");
    if (this.#asQuery) {
      const joint = url.includes("?") ? "&" : "?";
      const headers = this.#headers;
      return {
        method: this.#method || "GET",
        url: data === "" ? url : url + joint + data,
        headers,
        body: "",
      };
    }
    if (data !== "" && !this.#headers.some(([name]) => name === "content-type")) {
      this.#header("content-type", "application/x-www-form-urlencoded");
    }
    return {
      method: this.#method || (data === "" ? "GET" : "POST"),
      url,
      headers: this.#headers,
      body: data,
    };
  }

  #header(name: string, value: string): void {
    this.#headers.push([name, value]);
  }
}

const SETTERS: ReadonlyMap<string, "method" | "header" | "url" | "user" | "agent" | "cookie" | "referer"> =
  new Map([
    ["-X", "method"],
    ["--request", "method"],
    ["-H", "header"],
    ["--header", "header"],
    ["--url", "url"],
    ["-u", "user"],
    ["--user", "user"],
    ["-A", "agent"],
    ["--user-agent", "agent"],
    ["-b", "cookie"],
    ["--cookie", "cookie"],
    ["-e", "referer"],
    ["--referer", "referer"],
  ]);

/** Words of a POSIX shell command; undefined when a quote is left open. Expansions are not made. */
function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | null = null;
  let i = 0;
  while (i < text.length) {
    const char = text[i] ?? "";
    if (char === "\\" && text[i + 1] === "\n") i += 2;
    else if (char === "\\" && text.slice(i + 1, i + 3) === "\r\n") i += 3;
    else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
      i++;
    } else if (char === "'" || char === '"' || (char === "$" && text[i + 1] === "'")) {
      const read = quoted(text, i);
      if (read === undefined) return undefined;
      word = (word ?? "") + read.text;
      i = read.end;
    } else {
      const escaped = char === "\\";
      word = (word ?? "") + (escaped ? text[i + 1] ?? "" : char);
      i += escaped ? 2 : 1;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

const ANSI_ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

/** `'…'`, `"…"` and `$'…'`, which browsers write. */
function quoted(text: string, start: number): { readonly text: string; readonly end: number } | undefined {
  const isAnsi = text[start] === "$";
  const quote = isAnsi ? "'" : text[start];
  let read = "";
  for (let i = start + (isAnsi ? 2 : 1); i < text.length; i++) {
    const char = text[i] ?? "";
    if (char === quote) return { text: read, end: i + 1 };
    const next = text[i + 1] ?? "";
    if (char !== "\\" || (quote === "'" && !isAnsi)) read += char;
    else if (isAnsi && next === "u") {
      read += String.fromCharCode(parseInt(text.slice(i + 2, i + 6), 16));
      i += 5;
    } else if (isAnsi) {
      read += ANSI_ESCAPES[next] ?? next;
      i++;
    } else if (/["\\$`]/.test(next)) {
      read += next;
      i++;
    } else if (next === "\n") i++;
    else read += char;
  }
  return undefined;
}
