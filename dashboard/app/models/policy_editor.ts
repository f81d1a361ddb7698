/** The text of the policy: edited, checked while it is typed, tried on recorded calls, and saved. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type {
  PolicyFileWire,
  PolicyProblemWire,
  PolicySourceWire,
  ReplayAnswerWire,
  ReplayWire,
  SaveWire,
  ValidationWire,
} from "../../../engine/wire/policy_console.ts";
import { shaped } from "./shape.ts";
import type { ViewTools } from "./view_tools.ts";

/** A pause in typing after which the text is checked. */
const TYPING_MS = 350;
/** How often it is looked whether somebody else has changed the files. */
const LOOK_MS = 10_000;
/** Calls that an edit is tried on. */
export const REPLAYED_CALLS = 1_000;

export const NEW_POLICY = `# What is built in, and what you add to it. All keys: docs/policy.md
extends: [default]

# policies:
#   - name: ours
#     rules:
#       - rule_id: ask-before-deploys
#         match: { categories: [deploy] }
#         action: REQUIRE_APPROVAL
#         message: A person looks at each deployment first
`;

/** What a text is called that cannot be saved from here. */
const UNNAMED = "policy.yaml";

const readSource = shaped<PolicySourceWire>("kind", "files", "version", "problems");
const readValidation = (json: unknown) => shaped<{ ok: boolean }>("ok")(json) as ValidationWire | undefined;
const readReplay = (json: unknown) => shaped<{ ok: boolean }>("ok")(json) as ReplayAnswerWire | undefined;
const readSave = (json: unknown) => shaped<{ ok: boolean }>("ok")(json) as SaveWire | undefined;
const readPack = shaped<{ name: string; text: string }>("text");

export type Check =
  | { readonly state: "none" | "checking" }
  | { readonly state: "fine"; readonly policies: number; readonly rules: number }
  | { readonly state: "wrong"; readonly problems: readonly PolicyProblemWire[] }
  /** The gateway did not answer. */
  | { readonly state: "unknown"; readonly why: string };

export class PolicyEditor {
  /** As it was read from disk; null until it came. */
  readonly source: Signal<PolicySourceWire | null> = signal(null);
  readonly problem: Signal<string> = signal("");
  /** Name of the file that is edited. */
  readonly name: Signal<string> = signal("");
  /** Texts that differ from those on disk, by name of the file. */
  readonly #edits: Signal<ReadonlyMap<string, string>> = signal(new Map());
  readonly check: Signal<Check> = signal({ state: "none" });
  readonly replay: Signal<ReplayWire | null> = signal(null);
  readonly replaying: Signal<boolean> = signal(false);
  readonly saving: Signal<boolean> = signal(false);
  /** The files were changed elsewhere while there are edits here. */
  readonly overtaken: Signal<boolean> = signal(false);
  readonly text: ReadonlySignal<string>;
  /** The text on disk; empty for a file that is not there yet. */
  readonly savedText: ReadonlySignal<string>;
  readonly isEdited: ReadonlySignal<boolean>;
  readonly files: ReadonlySignal<readonly string[]>;
  readonly #tools: ViewTools;
  #cancelCheck: (() => void) | null = null;
  #cancelLook: (() => void) | null = null;
  #checks = 0;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    this.files = computed(() => {
      const source = this.source.value;
      const names = source?.files.map(({ name }) => name) ?? [];
      return source !== null && names.length === 0 ? [source.new_file ?? UNNAMED] : names;
    });
    this.savedText = computed(() =>
      this.source.value?.files.find(({ name }) => name === this.name.value)?.text ?? ""
    );
    this.text = computed(() => {
      const isNew = this.source.value?.files.length === 0;
      return this.#edits.value.get(this.name.value) ?? (isNew ? NEW_POLICY : this.savedText.value);
    });
    this.isEdited = computed(() => this.text.value !== this.savedText.value);
  }

  /** Reads the files, and from then on looks now and then whether they have changed. Returns what ends the looking. */
  open(): () => void {
    const look = async () => {
      await this.refresh();
      this.#cancelLook = this.#tools.timers.after(LOOK_MS, () => void look());
    };
    void look();
    return () => {
      this.#cancelLook?.();
      this.#cancelLook = null;
    };
  }

  async refresh(): Promise<void> {
    const answer = await this.#tools.api.get("/v1/policies/source", readSource);
    this.problem.value = answer.ok ? "" : answer.message;
    if (!answer.ok) return;
    const before = this.source.peek();
    const hasChanged = before !== null && before.version !== answer.value.version;
    if (before !== null && !hasChanged) return;
    // What is being edited stays as it is; the person decides what to do with the other version.
    if (hasChanged && this.#edits.peek().size > 0) return void (this.overtaken.value = true);
    this.#take(answer.value);
    if (hasChanged) this.#tools.notices.tell("The policy was changed elsewhere; this is what it says now.");
  }

  pick(name: string): void {
    this.name.value = name;
  }

  edit(text: string): void {
    const edits = new Map(this.#edits.peek());
    if (text === this.savedText.peek() && (this.source.peek()?.files.length ?? 0) > 0) {
      edits.delete(this.name.peek());
    } else edits.set(this.name.peek(), text);
    batch(() => {
      this.#edits.value = edits;
      this.replay.value = null;
    });
    this.#cancelCheck?.();
    this.#cancelCheck = this.#tools.timers.after(TYPING_MS, () => void this.validate());
  }

  /** Takes what is on disk and forgets the edits. */
  async discard(): Promise<void> {
    const answer = await this.#tools.api.get("/v1/policies/source", readSource);
    if (!answer.ok) return this.#tools.notices.warn(answer.message);
    this.#take(answer.value);
  }

  async validate(): Promise<void> {
    const number = ++this.#checks;
    const answer = await this.#tools.api.send("POST", "/v1/policies/validate", {
      body: { files: this.#allFiles() },
      read: readValidation,
    });
    // Meanwhile more was typed: the later check counts.
    if (number !== this.#checks) return;
    if (!answer.ok) this.check.value = { state: "unknown", why: answer.message };
    else if (answer.value.ok) {
      const { policies, rules } = answer.value;
      this.check.value = { state: "fine", policies, rules };
    } else this.check.value = { state: "wrong", problems: answer.value.errors };
  }

  /** Asks what this text would have said of the newest recorded calls. */
  async tryOut(): Promise<void> {
    if (this.replaying.peek()) return;
    this.replaying.value = true;
    const text = this.text.peek();
    const answer = await this.#tools.api.send("POST", "/v1/policies/replay", {
      body: { files: this.#allFiles(), limit: REPLAYED_CALLS },
      read: readReplay,
    });
    this.replaying.value = false;
    if (!answer.ok) return this.#tools.notices.warn(answer.message);
    // An answer about a text that is not there any more would mislead.
    if (text !== this.text.peek()) return;
    if (answer.value.ok) this.replay.value = answer.value;
    else this.check.value = { state: "wrong", problems: answer.value.errors };
  }

  /** @returns whether it is saved and in force. */
  async save({ overwrite = false }: { overwrite?: boolean } = {}): Promise<boolean> {
    const source = this.source.peek();
    if (source === null || this.saving.peek()) return false;
    this.saving.value = true;
    const version = overwrite ? await this.#freshVersion() : source.version;
    const file: PolicyFileWire = { name: this.name.peek(), text: this.text.peek() };
    const answer = await this.#tools.api.send("PUT", "/v1/policies/source", {
      body: { file, expected_version: version ?? source.version },
      read: readSave,
    });
    this.saving.value = false;
    if (!answer.ok) {
      if (answer.kind === "conflict" && codeOf(answer.body) === "POLICY_CHANGED") this.overtaken.value = true;
      else this.#tools.notices.warn(answer.message);
      return false;
    }
    if (!answer.value.ok) {
      this.check.value = { state: "wrong", problems: answer.value.errors };
      return false;
    }
    this.#take(answer.value.source);
    this.#tools.notices.tell("Saved. The policy is in force from the next call on.");
    return true;
  }

  /** The text of a pack, to be read; null when it could not be had. */
  async pack(name: string): Promise<string | null> {
    const answer = await this.#tools.api.get(`/v1/policies/packs/${encodeURIComponent(name)}`, readPack);
    if (answer.ok) return answer.value.text;
    this.#tools.notices.warn(answer.message);
    return null;
  }

  #take(source: PolicySourceWire): void {
    batch(() => {
      this.source.value = source;
      this.#edits.value = new Map();
      this.overtaken.value = false;
      this.replay.value = null;
      if (!this.files.value.includes(this.name.peek())) this.name.value = this.files.value[0] ?? "";
      this.check.value = source.problems.length > 0
        ? { state: "wrong", problems: source.problems }
        : { state: "none" };
    });
    if (this.name.peek() !== "") void this.validate();
  }

  /** All files as they would be: those that are edited with their edits. */
  #allFiles(): readonly PolicyFileWire[] {
    const source = this.source.peek();
    const edits = this.#edits.peek();
    const files = (source?.files ?? []).map((file) => ({ ...file, text: edits.get(file.name) ?? file.text }));
    return files.length > 0 ? files : [{ name: this.name.peek(), text: this.text.peek() }];
  }

  async #freshVersion(): Promise<string | undefined> {
    const answer = await this.#tools.api.get("/v1/policies/source", readSource);
    return answer.ok ? answer.value.version : undefined;
  }
}

function codeOf(body: unknown): string {
  return shaped<{ code: string }>("code")(body)?.code ?? "";
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
