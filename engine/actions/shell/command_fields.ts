/** Where the arguments of a call hold a command line, a list of words, or code. */
import type { CallView } from "../../call_view.ts";
import { words } from "../naming/lexicon.ts";
import { snakeCase } from "../naming/words.ts";
import type { Language } from "./wrappers.ts";

const COMMAND_FIELDS = words(
  "command cmd commands cmds command_line commandline shell_command bash_command full_command bash shell script exec powershell " +
    "terminal_command input_command cmdline cli_command kubectl_command docker_command",
);
const CODE_FIELDS = words(
  "code source_code python python_code javascript js snippet program cell expression function",
);
const ARGUMENT_FIELDS = words("args argv arguments argument params parameters");
const LANGUAGE_FIELDS = words("language lang interpreter runtime kernel shell");
const NESTED_FIELDS = words(
  "arguments input params parameters tool_input args payload kwargs options body data",
);

/** Beyond these a call is cut, and says so. */
const MAX_FIELDS = 100;
const MAX_WORDS = 4_000;
const MAX_NESTING = 3;

export interface CommandFieldOptions {
  /** The whole body may be a command, not only the arguments that are called so. Default false. */
  readonly anyText?: boolean;
  /** Arguments called `code` and the like are read too. Default false. */
  readonly withCode?: boolean;
  /** What a text is whose language is not named. Default `sh`. */
  readonly language?: Language;
}

export interface FoundCommands {
  readonly texts: readonly { readonly text: string; readonly language: Language }[];
  /** A program and its arguments. */
  readonly lists: readonly (readonly string[])[];
  readonly isCut: boolean;
}

/** Collects them. Never throws. */
export function commandsIn(view: CallView, options: CommandFieldOptions): FoundCommands {
  const collector = new Collector({ anyText: false, withCode: false, language: "sh", ...options });
  const { fields } = view;
  if (fields.kind === "json" || fields.kind === "form") collector.read(fields.value, 0);
  else if (fields.kind === "text" && options.anyText === true) collector.addText(view.text);
  for (const [name, value] of view.location.query.slice(0, MAX_FIELDS)) {
    if (COMMAND_FIELDS.has(snakeCase(name))) collector.addText(value);
  }
  return collector;
}

class Collector implements FoundCommands {
  readonly texts: { readonly text: string; readonly language: Language }[] = [];
  readonly lists: string[][] = [];
  isCut = false;

  constructor(readonly options: Required<CommandFieldOptions>) {}

  addText(text: string, language: Language = this.options.language): void {
    if (text.trim() === "") return;
    if (this.texts.length >= MAX_FIELDS) this.isCut = true;
    else this.texts.push({ text, language });
  }

  read(value: unknown, depth: number): void {
    const anyText = this.options.anyText && depth === 0;
    if (typeof value === "string") {
      if (anyText) this.addText(value);
    } else if (Array.isArray(value)) {
      if (anyText && value.every(isWord)) this.#addList(value);
      else if (depth < MAX_NESTING) {
        for (const one of value.slice(0, MAX_FIELDS)) this.read(one, depth + 1);
      }
    } else if (typeof value === "object" && value !== null) this.#readObject(value, { depth, anyText });
  }

  #readObject(value: object, { depth, anyText }: { depth: number; anyText: boolean }): void {
    const all = Object.entries(value);
    if (all.length > MAX_FIELDS) this.isCut = true;
    const entries = all.slice(0, MAX_FIELDS).map(([name, field]) => [snakeCase(name), field] as const);
    const language = languageOf(entries);
    const list = entries.find(([name, field]) => ARGUMENT_FIELDS.has(name) && isWordList(field))?.[1];
    for (const [name, field] of entries) {
      if (COMMAND_FIELDS.has(name)) this.#addCommand(field, { language, list, depth });
      else if (CODE_FIELDS.has(name) && this.options.withCode && typeof field === "string") {
        this.addText(field, language ?? "code");
      } else if (
        NESTED_FIELDS.has(name) && typeof field === "object" && !isWordList(field) && depth < MAX_NESTING
      ) {
        this.read(field, depth + 1);
      } else if (anyText && NESTED_FIELDS.has(name) && typeof field === "string") {
        this.addText(field, language);
      }
    }
    if (anyText && isWordList(list) && !entries.some(([name]) => COMMAND_FIELDS.has(name))) {
      this.#addList(list);
    }
  }

  #addCommand(
    field: unknown,
    { language, list, depth }: { language: Language | undefined; list: unknown; depth: number },
  ): void {
    if (typeof field === "string") {
      if (isWordList(list)) this.#addList([field, ...list]);
      // With a list beside it the text is a program's name, or a line of its own: both are read.
      if (!isWordList(list) || /\s/.test(field)) this.addText(field, language);
    } else if (isWordList(field)) {
      // One command as its words, or several commands.
      this.#addList(field);
      for (const one of field.slice(0, MAX_FIELDS)) {
        if (/\S\s+\S/.test(String(one))) this.addText(String(one), language);
      }
    } else if (typeof field === "object" && depth < MAX_NESTING) this.read(field, depth + 1);
  }

  #addList(list: readonly unknown[]): void {
    if (this.lists.length >= MAX_FIELDS || list.length > MAX_WORDS) this.isCut = true;
    else if (list.length > 0) this.lists.push(list.map(String));
  }
}

const isWord = (one: unknown) => typeof one === "string" || typeof one === "number";

function isWordList(field: unknown): field is readonly unknown[] {
  return Array.isArray(field) && field.length > 0 && field.slice(0, MAX_WORDS + 1).every(isWord);
}

function languageOf(entries: readonly (readonly [string, unknown])[]): Language | undefined {
  const named = entries.find(([name, field]) => LANGUAGE_FIELDS.has(name) && typeof field === "string")?.[1];
  const language = typeof named === "string" ? named.toLowerCase().slice(0, 64) : "";
  if (/^(?:bash|sh|shell|zsh|.*\/(?:ba|z|da|k)?sh)$/.test(language)) return "sh";
  if (/powershell|pwsh/.test(language)) return "powershell";
  if (language === "cmd" || language === "batch") return "cmd";
  return CODE_LANGUAGE.test(language) ? "code" : undefined;
}

const CODE_LANGUAGE = /^(?:python|py|javascript|js|typescript|ts|node|ruby|perl|php|r|go|lua|ipython)[\d.]*$/;
