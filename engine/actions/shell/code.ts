/** Code of another language (Python, JavaScript, Perl …) inside a command or as a tool's argument: what it starts, reads and sends, by its text. */
import { looksLikeSql, readSql } from "../sql/reading.ts";
import { isCredentialPath, isDisposable } from "./paths.ts";
import type { ScriptReader } from "./script_reader.ts";

const STARTS_PROCESS =
  /\bos\.(?:system|popen|exec|spawn)|\bsubprocess\b|\bpty\.spawn|child_process|\bexec(?:Sync|File|FileSync)?\s*\(|\bspawn(?:Sync)?\s*\(|Deno\.Command|Bun\.spawn|shell_exec|passthru|proc_open|popen|getRuntime\(\)|ProcessBuilder|\bsystem\s*\(?|Open3|\bqx\b|%x|do shell script/;
const SENDS =
  /requests\.(?:post|put|patch|request)|httpx\.|aiohttp|urllib[\w.]*(?:urlopen|Request)|urlopen\s*\(|http\.client|\bfetch\s*\(|\baxios\b|XMLHttpRequest|sendBeacon|net\.(?:connect|createConnection)|https?\.request|socket\.(?:socket|create_connection)|smtplib|paramiko|ftplib|Net::HTTP|LWP::|IO::Socket|curl_exec|fsockopen|WebSocket\s*\(/;
const FETCHES =
  /requests\.get|urlopen|urlretrieve|\bfetch\s*\(|\baxios\b|https?\.get|file_get_contents\s*\(\s*['"]https?:|httpx\.get|open-uri/;
const RUNS_TEXT =
  /\b(?:exec|eval|compile|Function|runInThisContext|instance_eval|loadstring|__import__)\s*\(/;
const UNPACKS =
  /b64decode|atob\s*\(|Buffer\.from\s*\([^)]{0,200}base64|fromhex|marshal\.loads|zlib\.decompress|codecs\.decode|pickle\.loads|base64_decode|unpack\s*\(/;
const WIPES =
  /\brmtree\s*\(|rmSync\s*\(|\brimraf\b|rm_rf?\b|fs\.rm\s*\(|fs\.promises\.rm\s*\(|Deno\.remove\w*\s*\(|remove_dir_all|FileUtils\.rm|removeDirectory/;
const DELETES = /\bos\.(?:remove|unlink|rmdir)|\.unlink\w*\s*\(|File\.delete|\bunlink\s*\(/;
const READS_FILES = /\bopen\s*\(|read_text|readFile|File\.read|file_get_contents|Deno\.readTextFile|slurp/;
const DUMPS_ENVIRONMENT =
  /(?:print|dumps|log|stringify|dict|write|str)\s*\(?\s*(?:dict\s*\(\s*)?(?:os\.environ(?!\s*[[.]\s*(?:get|['"]))|process\.env(?!\s*[.[]))/;

/** Texts longer than this are read by their beginning, and said to be unreadable. */
const MAX_CODE_CHARS = 65_536;
const MAX_LITERALS = 500;

/** Reads code; adds what it does to the reader. Never throws. */
export function readCode(text: string, reader: ScriptReader): void {
  const code = text.slice(0, MAX_CODE_CHARS);
  if (text.length > MAX_CODE_CHARS) reader.signals.add("unreadable");
  const { signals } = reader;
  signals.add("runs_code");
  const literals = literalsOf(code);
  const readsSecrets = literals.some(({ text }) => isCredentialPath(text)) || DUMPS_ENVIRONMENT.test(code);
  const sends = SENDS.test(code);
  if (readsSecrets) signals.add("credential_read");
  if (sends && readsSecrets) signals.add("credential_exfil");
  if (sends && READS_FILES.test(code)) signals.add("sends_file");
  if (RUNS_TEXT.test(code) && (FETCHES.test(code) || UNPACKS.test(code))) signals.add("pipe_to_shell");
  if (RUNS_TEXT.test(code) && UNPACKS.test(code)) signals.add("obfuscated");
  if (/socket/i.test(code) && /dup2|pty\.spawn|\/bin\/(?:ba)?sh|cmd\.exe/.test(code)) {
    signals.add("reverse_shell");
  }
  if (WIPES.test(code)) {
    const paths = literals.map(({ text }) => text).filter((one) => /[/.~\w]/.test(one));
    signals.add(paths.length > 0 && paths.every(isDisposable) ? "deletes" : "destructive");
  } else if (DELETES.test(code)) signals.add("deletes");
  for (const { text } of literals) {
    if (text.length > 8 && looksLikeSql(text) && readSql(text).category === "destroy") {
      signals.add("destructive");
    }
  }
  if (STARTS_PROCESS.test(code)) readStarted(literals, reader);
}

/** What stands in quotes where processes are started: each text as a command line, and lists of texts as one command. */
function readStarted(literals: readonly Literal[], reader: ScriptReader): void {
  let run: string[] = [];
  for (const { text, joins } of literals) {
    if (!joins) {
      if (run.length > 1) reader.addWords(run);
      run = [];
    }
    run.push(text);
    if (/\S\s+\S/.test(text)) reader.readScript(text);
  }
  if (run.length > 1) reader.addWords(run);
}

interface Literal {
  readonly text: string;
  /** Only a comma stands between it and the one before: both are words of one list. */
  readonly joins: boolean;
}

/** Texts in quotes, one after the other; those of three quotes too. */
function literalsOf(code: string): readonly Literal[] {
  const found: Literal[] = [];
  let end = 0;
  for (let i = 0; i < code.length && found.length < MAX_LITERALS; i++) {
    const quote = code[i];
    if (quote !== '"' && quote !== "'" && quote !== "`") continue;
    const triple = quote.repeat(3);
    const isTriple = quote !== "`" && code.startsWith(triple, i);
    const from = i + (isTriple ? 3 : 1);
    let at = from;
    while (at < code.length && !(isTriple ? code.startsWith(triple, at) : code[at] === quote)) {
      at += code[at] === "\\" ? 2 : 1;
    }
    const between = code.slice(end, i);
    found.push({
      text: code.slice(from, at).replace(/\\(["'\\`])/g, "$1").replaceAll("\\n", "\n"),
      joins: found.length > 0 && between.length < 40 && /^\s*,\s*$/.test(between),
    });
    i = at + (isTriple ? 2 : 0);
    end = i + 1;
  }
  return found;
}
