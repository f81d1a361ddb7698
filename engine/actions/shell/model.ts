/** What a command line is to those who judge it. */

/** Stable names of what a command line does; policies match them in the fact `shell_signals`. */
export const SHELL_SIGNALS = [
  /** Wipes a tree, a disk, a database, a cloud resource or history, with all that is in it. */
  "destructive",
  /** Deletes single or replaceable things. */
  "deletes",
  /** Stops or reboots what others use. */
  "disruptive",
  /** Runs what was fetched, decoded or put together only then. */
  "pipe_to_shell",
  /** Gives a shell to whoever listens elsewhere. */
  "reverse_shell",
  /** Reads files or asks programs that hold credentials. */
  "credential_read",
  /** Sends a local file, standard input or the output of a command to a host. */
  "sends_file",
  /** Reads credentials, and sends something away. */
  "credential_exfil",
  /** Leaves something behind that runs or lets in later. */
  "persistence",
  /** Gives rights to users, files or programs. */
  "privilege",
  /** Runs as another user, such as root. */
  "elevated",
  /** Switches off firewalls, access control, logs or histories. */
  "weakens_defence",
  /** Opens a way in from outside. */
  "opens_tunnel",
  /** Code is packed: base64, hex, an encoded command. */
  "obfuscated",
  /** Which program runs is only known when it runs. */
  "dynamic",
  /** Code of another language inside the command line. */
  "runs_code",
  /** Runs on another machine or in a container. */
  "remote",
  /** Makes something public or hands it to others: push, publish, release. */
  "publishes",
  /** Changes what is deployed. */
  "deploys",
  /** Installs software. */
  "installs",
  /** Cannot be read: too long, too deep, or not a command line. */
  "unreadable",
] as const;
export type ShellSignal = typeof SHELL_SIGNALS[number];

/** One word of a command after quotes and escapes were undone and what is known was put in. */
export interface ShellWord {
  readonly text: string;
  /** Holds an expansion whose value is not known. */
  readonly isDynamic: boolean;
  /** Commands whose output stands in this word. */
  readonly inner: readonly ShellCommand[];
}

export interface ShellRedirect {
  /** `>`, `>>`, `<`, `>&` … */
  readonly operator: string;
  readonly target: ShellWord;
}

/** One program that is started, with all that decides what it does. */
export interface ShellCommand {
  /** Name without folder and `.exe`, in lower case; empty for assignments alone. */
  readonly program: string;
  readonly words: readonly ShellWord[];
  readonly redirects: readonly ShellRedirect[];
  /** Text on standard input where it is known: a here-document, or what `echo` wrote. */
  readonly stdin: string | undefined;
  /** Programs whose output it reads, directly or through others. */
  readonly fedBy: readonly ShellCommand[];
  /** The program that reads its output. */
  readonly feeds: string | undefined;
}

/** A request that a command would make. */
export interface ShellRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  /** Files whose content is sent; `-` is standard input. */
  readonly files: readonly string[];
  /** Some part is only known when it runs. */
  readonly isDynamic: boolean;
  /** Goes another way than the address says: through a proxy, to another name. */
  readonly isRerouted: boolean;
}
