/** From the text of a command line to the programs it starts: through pipes, substitutions, here-documents, wrappers and code in quotes. */
import { type Command, forEachChild, parse, type Redirection, type SyntaxNode, type Word } from "unbash";
import { decodeBase64, DECODERS, isForeign, isLocal, knownOutput } from "./known_output.ts";
import type { ShellCommand, ShellRedirect, ShellSignal, ShellWord } from "./model.ts";
import { INTERPRETERS, joined, type Language, SHELLS, startedBy } from "./wrappers.ts";

/** Longer command lines are not read; they are then judged as unreadable. */
export const MAX_COMMAND_CHARS = 65_536;
/** Bounds of all that one command line holds, code inside code included. */
const MAX_COMMANDS = 4_000;
const MAX_TOTAL_CHARS = 4 * MAX_COMMAND_CHARS;
const MAX_CODE_DEPTH = 10;
const MAX_TREE_DEPTH = 150;
const MAX_INNER = 50;
/** A command with more words is not read: nobody types them. */
const MAX_WORDS = 4_000;
/** What one program that starts another, or one `$(…)` in another, takes of the depth: both are short where they are honest. */
const CHAIN_COST = 8;
/** The parser's cost grows with the square of the here-documents that wait for one line end. */
const MAX_HERE_DOCUMENTS = 500;

/** Reads text in another language than the shell's; it may hand commands back to the reader. */
export type OtherLanguage = (text: string, language: Exclude<Language, "sh">, reader: ScriptReader) => void;

interface Place {
  readonly depth: number;
  readonly fedBy: readonly ShellCommand[];
  /** What stands on standard input, where it is known. */
  readonly stdin: string | undefined;
  readonly feeds: string | undefined;
}

const ALONE: Place = { depth: 0, fedBy: [], stdin: undefined, feeds: undefined };

export class ScriptReader {
  readonly commands: ShellCommand[] = [];
  readonly signals = new Set<ShellSignal>();
  /** Values of variables; undefined for those that are only known when it runs. */
  readonly #variables = new Map<string, ShellWord>();
  #charsLeft = MAX_TOTAL_CHARS;
  #codeDepth = 0;

  constructor(readonly readOther: OtherLanguage) {}

  /** Reads a script. Never throws. */
  readScript(text: string, place: Partial<Place> = {}): readonly ShellCommand[] {
    this.#charsLeft -= text.length;
    const isTooMuch = text.length > MAX_COMMAND_CHARS || this.#charsLeft < 0 ||
      this.#codeDepth >= MAX_CODE_DEPTH ||
      countOf(text, "<<") > MAX_HERE_DOCUMENTS;
    if (isTooMuch) {
      this.signals.add("unreadable");
      return [];
    }
    if (FORK_BOMB.test(text)) this.signals.add("destructive");
    this.#codeDepth++;
    const from = this.commands.length;
    try {
      // A null byte ends nothing in a shell's input, it is dropped.
      const tree = parse(text.replaceAll("\0", ""));
      this.#readNode(tree, { ...ALONE, ...place });
    } catch {
      // The parser promises a tree for every text; whatever breaks the promise is nothing to be let through.
      this.signals.add("unreadable");
    } finally {
      this.#codeDepth--;
    }
    return this.commands.slice(from);
  }

  /** Adds a command that was read elsewhere, such as a list of words or a PowerShell line. */
  addWords(words: readonly string[], redirects: readonly ShellRedirect[] = []): void {
    this.#start(words.map(plainWord), { ...ALONE, redirects });
  }

  #readNode(node: SyntaxNode, place: Place): void {
    if (place.depth > MAX_TREE_DEPTH || this.commands.length >= MAX_COMMANDS) {
      this.signals.add("unreadable");
      return;
    }
    const below = { ...place, depth: place.depth + 1 };
    switch (node.type) {
      case "Command":
        return this.#readCommand(node, below);
      case "Pipeline":
        return this.#readPipeline(node.commands, below);
      case "Redirected": {
        const redirects = this.#redirects(node.redirects, below);
        if (redirects.targets.length > 0) {
          this.commands.push({ ...emptyCommand(below), redirects: redirects.targets });
        }
        return this.#readNode(node.command, { ...below, stdin: redirects.stdin ?? below.stdin });
      }
      case "For":
      case "Select": {
        const words = (node.wordlist ?? []).map((word) => this.#word(word, below));
        const only = words.length === 1 ? words[0] : undefined;
        this.#variables.set(node.name.value, short(only ?? { ...joined(words), isDynamic: true }));
        return this.#readNode(node.body, below);
      }
      default:
        forEachChild(node, (child: SyntaxNode) => this.#readNode(child, below));
    }
  }

  #readPipeline(members: readonly (SyntaxNode)[], place: Place): void {
    let fedBy = place.fedBy;
    let stdin = place.stdin;
    members.forEach((member, i) => {
      const from = this.commands.length;
      const feeds = i + 1 < members.length ? programOf(members[i + 1]) : place.feeds;
      this.#readNode(member, { ...place, fedBy, stdin, feeds });
      const own = this.commands.slice(from);
      const last = own.at(-1);
      stdin = last === undefined || own.length !== 1 ? undefined : knownOutput(last);
      fedBy = [...fedBy, ...own].slice(-50);
    });
  }

  #readCommand(node: Command, place: Place): void {
    for (const part of node.prefix) {
      if (part.type !== "Assignment") continue;
      const value = part.value.type === "Word"
        ? this.#word(part.value, place)
        : joined(part.value.elements.map((element) => this.#word(element, place)));
      this.#variables.set(part.name, short(value));
      this.#readVariable(part.name, value, place);
    }
    const { targets, stdin } = this.#redirects(node.redirects, place);
    const words = node.name === undefined ? [] : [...this.#expandBraces(node.name, place)];
    for (const argument of node.args) {
      if (argument.type === "Word") words.push(...this.#expandBraces(argument, place));
      else words.push(this.#assignmentWord(argument, place));
    }
    const split = words[0] !== undefined && /[\s{]/.test(words[0].text) && node.name?.text !== words[0].text
      ? [...splitWord(words[0]), ...words.slice(1)]
      : words;
    this.#start(split, { ...place, stdin: stdin ?? place.stdin, redirects: targets });
  }

  /** Some variables are commands, and some make every program load what they name. */
  #readVariable(name: string, value: ShellWord, place: Place): void {
    if (COMMAND_VARIABLES.test(name)) this.#readCode(value, "sh", place);
    const loads = LOADING_VARIABLES.test(name) ||
      (name === "NODE_OPTIONS" &&
        /(?:^|\s)(?:-r|--require|--import|--(?:experimental-)?loader)\b/.test(value.text));
    if (loads && value.text !== "") this.signals.add("runs_code");
  }

  #assignmentWord(
    argument: Extract<Command["args"][number], { type: "Assignment" }>,
    place: Place,
  ): ShellWord {
    if (argument.value.type !== "Word") return { text: argument.text, isDynamic: true, inner: [] };
    const value = this.#word(argument.value, place);
    this.#variables.set(argument.name, short(value));
    this.#readVariable(argument.name, value, place);
    return { ...value, text: `${argument.name}=${value.text}` };
  }

  /** `{a,b}` as its words; nested ones stay as they are. */
  #expandBraces(word: Word, place: Place): readonly ShellWord[] {
    const plain = this.#word(word, place);
    const match = /^([^{}]*)\{([^{}]*,[^{}]*)\}([^{}]*)$/.exec(plain.text);
    if (match === null || word.parts?.some(({ type }) => type === "BraceExpansion") !== true) return [plain];
    const [, before = "", inner = "", after = ""] = match;
    return inner.split(",").slice(0, 100).map((one) => ({ ...plain, text: before + one + after }));
  }

  /** Takes in one program and what it starts. */
  #start(
    words: readonly ShellWord[],
    { redirects, ...place }: Place & { readonly redirects: readonly ShellRedirect[] },
  ): void {
    const isTooMuch = place.depth > MAX_TREE_DEPTH || this.commands.length >= MAX_COMMANDS;
    if (isTooMuch || words.length > MAX_WORDS) {
      this.signals.add("unreadable");
      return;
    }
    const [name, ...rest] = words;
    if (name?.isDynamic) this.signals.add(isForeign(name.inner) ? "pipe_to_shell" : "dynamic");
    const command: ShellCommand = {
      ...emptyCommand(place),
      program: name === undefined || (name.isDynamic && /[`(]/.test(name.text)) ? "" : programName(name.text),
      words: rest,
      redirects,
    };
    this.commands.push(command);
    if (SHELLS.has(command.program) || INTERPRETERS.has(command.program)) {
      this.#feedInterpreter(command, place);
    }
    if ((command.program === "source" || command.program === ".") && isForeign(rest[0]?.inner ?? [])) {
      this.signals.add("pipe_to_shell");
    }
    const started = startedBy(command.program, rest);
    if (started === undefined) return;
    for (const signal of started.signals) this.signals.add(signal);
    if (started.kind === "words") {
      if (started.words.length > 0) {
        this.#start(started.words, { ...place, depth: place.depth + CHAIN_COST, redirects: [] });
      }
      return;
    }
    this.#readCode(started.script, started.language, place);
  }

  #readCode(script: ShellWord, language: Language, place: Place): void {
    // Code that is only put together when it runs: `sh -c "$(curl …)"`.
    if (isForeign(script.inner)) this.signals.add("pipe_to_shell");
    if (language === "sh") {
      this.readScript(script.text, { ...place, depth: 0 });
      return;
    }
    this.#charsLeft -= script.text.length;
    if (this.#charsLeft < 0 || this.#codeDepth >= MAX_CODE_DEPTH) {
      this.signals.add("unreadable");
      return;
    }
    this.#codeDepth++;
    const text = this.signals.has("obfuscated") && language === "powershell"
      ? decodeBase64(script.text, "utf-16le") ?? script.text
      : script.text;
    this.readOther(text, language, this);
    this.#codeDepth--;
  }

  /** A shell or interpreter that reads its program from standard input. */
  #feedInterpreter({ program, words, stdin, fedBy }: ShellCommand, place: Place): void {
    const files = words.filter(({ text }) => !text.startsWith("-") || text === "-");
    if (isForeign(files[0]?.inner ?? [])) this.signals.add("pipe_to_shell");
    const hasCode = startedBy(program, words) !== undefined;
    const readsInput = !hasCode &&
      (files.length === 0 || files[0]?.text === "-" || files[0]?.text === "/dev/stdin" ||
        words.some(({ text }) => text === "-s"));
    if (!readsInput) return;
    if (stdin !== undefined) {
      if (fedBy.some((one) => DECODERS.has(one.program))) this.signals.add("obfuscated");
      if (SHELLS.has(program)) this.readScript(stdin, { ...place, depth: 0, fedBy: [], stdin: undefined });
      else {
        this.signals.add("runs_code");
        if (this.#codeDepth < MAX_CODE_DEPTH) this.readOther(stdin, "code", this);
      }
    } else if (fedBy.length > 0 && !words.some(({ text }) => text === "--version" || text === "-V")) {
      this.signals.add(isLocal(fedBy) ? "runs_code" : "pipe_to_shell");
    }
  }

  #redirects(
    list: readonly Redirection[],
    place: Place,
  ): { targets: readonly ShellRedirect[]; stdin: string | undefined } {
    const targets: ShellRedirect[] = [];
    let stdin: string | undefined;
    for (const one of list) {
      if (one.type === "HereDoc") {
        for (const part of one.body.parts ?? []) this.#wordPart(part, place);
        stdin = one.body.text;
      } else if (one.target !== undefined) {
        const target = this.#word(one.target, place);
        if (one.type === "HereString") stdin = target.isDynamic ? undefined : target.text;
        else targets.push({ operator: one.operator, target });
      }
    }
    return { targets, stdin };
  }

  #word(word: Word, place: Place): ShellWord {
    if (word.parts === undefined) return plainWord(word.value);
    const parts = word.parts.map((part) => this.#wordPart(part, place));
    return {
      text: parts.map(({ text }) => text).join(""),
      isDynamic: parts.some(({ isDynamic }) => isDynamic),
      inner: parts.flatMap(({ inner }) => inner).slice(0, MAX_INNER),
    };
  }

  #wordPart(part: NonNullable<Word["parts"]>[number], place: Place): ShellWord {
    switch (part.type) {
      case "SingleQuoted":
      case "AnsiCQuoted":
      case "Literal":
      case "Glob":
        return plainWord(part.value);
      case "DoubleQuoted":
      case "LocaleString": {
        const parts = part.parts.map((one) => this.#wordPart(one, place));
        return { ...joined(parts), text: parts.map(({ text }) => text).join("") };
      }
      case "SimpleExpansion":
        return this.#variable(part.text.slice(1), part.text);
      case "ParameterExpansion": {
        const known = this.#variables.get(part.parameter);
        if (part.operation === undefined && part.prefix === undefined && part.index === undefined) {
          return this.#variable(part.parameter, part.text);
        }
        if (
          part.operation?.type === "Default" && part.operation.operator.endsWith("-") && known === undefined
        ) {
          return { ...this.#word(part.operation.operand, place), isDynamic: true };
        }
        return { text: part.text, isDynamic: true, inner: known?.inner ?? [] };
      }
      case "CommandExpansion":
      case "ProcessSubstitution":
        return this.#substitution(part, place);
      default:
        return { text: part.text, isDynamic: part.type === "ArithmeticExpansion", inner: [] };
    }
  }

  /** `IFS` splits words: `rm${IFS}-rf`. */
  #variable(name: string, text: string): ShellWord {
    if (name === "IFS") return plainWord(" ");
    const known = this.#variables.get(name);
    if (known === undefined) return { text, isDynamic: true, inner: [] };
    // `X=$X$X` doubles with every turn.
    this.#charsLeft -= known.text.length;
    if (this.#charsLeft > 0) return known;
    this.signals.add("unreadable");
    return { text, isDynamic: true, inner: known.inner };
  }

  #substitution(
    part: Extract<NonNullable<Word["parts"]>[number], { type: "CommandExpansion" | "ProcessSubstitution" }>,
    place: Place,
  ): ShellWord {
    const from = this.commands.length;
    if (part.script !== undefined) {
      this.#readNode(part.script, { ...ALONE, depth: place.depth + CHAIN_COST });
    }
    const inner = this.commands.slice(from);
    const last = inner.at(-1);
    const isChain = inner.every((one, i) => i === 0 ? one.fedBy.length === 0 : one.fedBy.length === i);
    const known = part.type === "CommandExpansion" && last !== undefined && isChain
      ? knownOutput(last)
      : undefined;
    if (known !== undefined) return { text: known.replace(/\n+$/, ""), isDynamic: false, inner: [] };
    const isRead = part.type === "CommandExpansion" || part.operator === "<";
    return { text: part.text, isDynamic: true, inner: isRead ? inner : [] };
  }
}

/** Variables whose value programs run. */
const COMMAND_VARIABLES =
  /^(?:PROMPT_COMMAND|BASH_ENV|ENV|PAGER|GIT_(?:SSH_COMMAND|SSH|EDITOR|PAGER|EXTERNAL_DIFF|SEQUENCE_EDITOR|ASKPASS)|EDITOR|VISUAL|BROWSER|LESSOPEN|MANPAGER|RSYNC_RSH)$/;

/** Variables that name code which a program loads before its own. */
const LOADING_VARIABLES =
  /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|BASH_ENV|PYTHONSTARTUP|PERL5OPT|PERL5DB|RUBYOPT)$/;

/** A function that starts itself twice: `:(){ :|:& };:`. */
const FORK_BOMB = /([\w:.]{1,32})\s{0,8}\(\)\s{0,8}\{\s{0,8}\1\s{0,8}\|\s{0,8}\1\s{0,8}&/;

export function plainWord(text: string): ShellWord {
  return { text, isDynamic: false, inner: [] };
}

/** A variable's value remembers a bounded number of the commands it came from. */
function short(word: ShellWord): ShellWord {
  return word.inner.length > MAX_INNER ? { ...word, inner: word.inner.slice(0, MAX_INNER) } : word;
}

/** Words that only came to be when a variable was put in: `X="rm -rf /"; $X`. */
function splitWord(word: ShellWord): readonly ShellWord[] {
  return word.text.split(/\s+/).filter((text) => text !== "").slice(0, 1_000).map((text) => ({
    ...word,
    text,
  }));
}

function emptyCommand({ stdin, fedBy, feeds }: Place): ShellCommand {
  return { program: "", words: [], redirects: [], stdin, fedBy, feeds };
}

/** Without folder, `.exe` and the signs that only switch off aliases. */
export function programName(text: string): string {
  const base = text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1);
  return base.toLowerCase().replace(/\.(?:exe|cmd|bat|com)$/, "").slice(0, 64);
}

function programOf(node: SyntaxNode | undefined): string | undefined {
  return node?.type === "Command" && node.name !== undefined ? programName(node.name.value) : "";
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
