/** PowerShell and cmd, as far as their commands and pipes go. Both ignore case, and drop their escape signs (backtick, caret) inside words. */
import type { CommandArguments } from "./arguments.ts";
import { isCredentialPath, isDisposable } from "./paths.ts";
import type { CommandRule } from "./rule.ts";
import type { ScriptReader } from "./script_reader.ts";

/** Whether a text looks like one of the two rather than a POSIX shell. */
export function looksLikeWindows(text: string): boolean {
  return /(?:^|[\s;|&({"'=])(?:(?:remove|invoke|get|set|new|start|stop|add|clear|format|out|copy|convertto|convertfrom|disable|enable|restart|register|unregister|expand|import|export|initialize|write|select)-[a-z]{3,40}|iwr|iex|irm|ri|reg(?:\.exe)?\s+(?:add|delete|save)|schtasks|bitsadmin|certutil|vssadmin|wbadmin|bcdedit|wevtutil|netsh|net1?\s+(?:user|localgroup)|mshta|rundll32|regsvr32|(?:del|erase|rd|rmdir|format)\s+[/a-z][:\w]*(?=\s|$)|cipher\s+\/w)(?:\.exe)?(?=\s|$|[;|&(])/i
    .test(text.slice(0, 65_536)) ||
    /-e(?:nc|ncodedcommand|c)\s+[A-Za-z0-9+/=]{16}|\[system\.|net\.webclient|downloadstring|frombase64string/i
      .test(text.slice(0, 65_536));
}

/** Reads commands; adds them to the reader's. Never throws. */
export function readWindows(text: string, reader: ScriptReader): void {
  if (/\b(?:iex|invoke-expression)\b/i.test(text) && DYNAMIC_CODE.test(text)) {
    reader.signals.add("pipe_to_shell");
  }
  if (/frombase64string/i.test(text)) reader.signals.add("obfuscated");
  if (DYNAMIC_CODE.test(text) && /start-process|rundll32|regsvr32|mshta|\.downloadfile\(/i.test(text)) {
    reader.signals.add("pipe_to_shell");
  }
  for (const words of segments(text)) reader.addWords(words);
}

const DYNAMIC_CODE =
  /downloadstring|downloaddata|downloadfile|\biwr\b|\birm\b|invoke-webrequest|invoke-restmethod|net\.webclient|\bcurl\b|\bwget\b|frombase64string|get-clipboard|https?:\/\//i;

const MAX_SEGMENTS = 1_000;

/** Commands as their words; brackets and pipes part them. */
function segments(text: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  let words: string[] = [];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endSegment = () => {
    endWord();
    if (words.length > 0) found.push(words);
    words = [];
  };
  for (let i = 0; i < text.length && found.length < MAX_SEGMENTS; i++) {
    const char = text[i] ?? "";
    if (char === '"' || char === "'") {
      const end = text.indexOf(char, i + 1);
      word = (word ?? "") + text.slice(i + 1, end < 0 ? text.length : end);
      i = end < 0 ? text.length : end;
    } else if (/[;|&\n\r(){}]/.test(char)) endSegment();
    else if (/\s/.test(char)) endWord();
    else if (char !== "`" && char !== "^") word = (word ?? "") + char;
  }
  endSegment();
  return found;
}

const says = (given: CommandArguments, pattern: RegExp) =>
  given.texts.some((text) => text.length < 512 && pattern.test(text));
const all = (given: CommandArguments) => given.texts.join(" ").slice(0, 4_096);
const targets = (given: CommandArguments) => given.texts.filter((text) => !/^[-/][a-z:]+$/i.test(text));

export const WINDOWS_RULES: readonly CommandRule[] = [
  [
    "remove-item ri del erase rd rmdir rm",
    (given) => says(given, /^(?:-r(?:ecurse)?|\/s)$/i) && !targets(given).every(isDisposable),
    ["destructive"],
  ],
  ["remove-item ri del erase rd", null, ["deletes"]],
  ["del erase", (given) => says(given, /^(?:\*|\*\.\*|[a-z]:\\?\*?)$/i), ["destructive"]],
  ["format", (given) => says(given, /^[a-z]:$/i), ["destructive"]],
  [
    "format-volume clear-disk initialize-disk remove-partition diskpart clear-content reset-computermachinepassword",
    null,
    ["destructive"],
  ],
  ["cipher", (given) => says(given, /^\/w/i), ["destructive"]],
  ["vssadmin wbadmin wmic", (given) => /\b(?:delete|shadowcopy)\b/i.test(all(given)), ["destructive"]],
  ["bcdedit", (given) => says(given, /^\/(?:set|delete)/i), ["destructive"]],
  ["reg", (given) => /^delete/i.test(all(given)), ["destructive"]],
  [
    "reg",
    (given) =>
      /^add/i.test(all(given)) &&
      /\\run(?:once)?\b|winlogon|image file execution|\\services\\/i.test(all(given)),
    ["persistence"],
  ],
  ["reg", (given) => /^save\b.*\b(?:sam|system|security)\b/i.test(all(given)), ["credential_read"]],
  ["set-itemproperty new-itemproperty sp", (given) => /\\run(?:once)?\b|winlogon/i.test(all(given)), [
    "persistence",
  ]],
  ["schtasks", (given) => /\/create/i.test(all(given)), ["persistence"]],
  ["register-scheduledtask new-scheduledtask new-service register-wmievent", null, ["persistence"]],
  ["sc", (given) => /^(?:\\\\\S+ )?(?:create|config)/i.test(all(given)), ["persistence"]],
  ["sc", (given) => /\b(?:delete|stop)\b/i.test(all(given)), ["disruptive"]],
  ["net net1", (given) => /^(?:user|localgroup|group)\b.*\/add/i.test(all(given)), ["privilege"]],
  ["new-localuser add-localgroupmember add-adgroupmember new-aduser set-adaccountpassword", null, [
    "privilege",
  ]],
  ["takeown icacls", (given) => /\/f|\/grant|\/reset/i.test(all(given)), ["privilege"]],
  ["start-process saps runas", (given) => given.command.program === "runas" || says(given, /^runas$/i), [
    "elevated",
  ]],
  ["set-executionpolicy", null, ["weakens_defence"]],
  ["set-mppreference add-mppreference", (given) => says(given, /^-(?:disable|exclusion)/i), [
    "weakens_defence",
  ]],
  ["netsh", (given) => /advfirewall.*\boff\b|firewall.*disable/i.test(all(given)), ["weakens_defence"]],
  ["set-netfirewallprofile", (given) => /false/i.test(all(given)), ["weakens_defence"]],
  [
    "wevtutil clear-eventlog",
    (given) => given.command.program === "clear-eventlog" || says(given, /^(?:cl|clear-log)$/i),
    ["weakens_defence"],
  ],
  ["certutil", (given) => says(given, /urlcache/i), ["pipe_to_shell"]],
  ["bitsadmin start-bitstransfer", null, ["installs"]],
  ["mshta regsvr32 rundll32 msiexec", (given) => /https?:|javascript:|scrobj/i.test(all(given)), [
    "pipe_to_shell",
  ]],
  ["stop-computer restart-computer", null, ["disruptive"]],
  [
    "get-content gc type more copy-item copy",
    (given) => says(given, /./) && given.texts.some(isCredentialPath),
    ["credential_read"],
  ],
  ["get-childitem gci dir ls", (given) => given.texts.some((text) => /^env:/i.test(text)), [
    "credential_read",
  ]],
  ["get-storedcredential vaultcmd convertfrom-securestring export-pfxcertificate", null, ["credential_read"]],
];
