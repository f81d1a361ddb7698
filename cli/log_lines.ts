/** Where the gateway's lines go while it runs: somebody who does not read them, or a full disk, holds up no call. */

export interface LogLines {
  /** Never waits and never throws. */
  line(text: string): void;
  /** Writes what waits, for at most `CLOSE_MS`. */
  close(): Promise<void>;
}

/** A log that can be rotated. */
export interface LogFile extends LogLines {
  /** Goes on in a new file of the same name: the old one was moved away. */
  reopen(): void;
}

/** What is written to: stdout, a file. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<number>;
}

/** A reader that is away for longer than this many bytes loses lines, and is told how many. */
const MAX_WAITING_BYTES = 1024 * 1024;
const CLOSE_MS = 1_000;

const encoder = new TextEncoder();

export class BoundedLines implements LogLines {
  readonly #sink: () => ByteSink;
  readonly #onFailure: (error: unknown) => void;
  readonly #lostLine: (lines: number) => string;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #lost = 0;
  #isWriting = false;
  #written = Promise.resolve();

  /**
   * @param sink Asked before each write, so that it can be another one after a rotation.
   * @param options.lostLine What stands in place of lines that were lost; `onFailure` hears of writes that failed.
   */
  constructor(
    sink: () => ByteSink,
    { lostLine, onFailure = () => {} }: {
      lostLine: (lines: number) => string;
      onFailure?: (error: unknown) => void;
    },
  ) {
    this.#sink = sink;
    this.#lostLine = lostLine;
    this.#onFailure = onFailure;
  }

  line(text: string): void {
    const bytes = encoder.encode(`${text}\n`);
    if (this.#waitingBytes > 0 && this.#waitingBytes + bytes.length > MAX_WAITING_BYTES) {
      this.#lost += text.split("\n").length;
      return;
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#written = this.#write();
  }

  async #write(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      try {
        const sink = this.#sink();
        for (let rest = next; rest.length > 0;) rest = rest.subarray(await sink.write(rest));
      } catch (error) {
        this.#onFailure(error);
      }
      this.#waiting.shift();
      this.#waitingBytes -= next.length;
      if (this.#lost > 0 && this.#waiting.length === 0) this.#tellLost();
    }
    // Here and not once the promise has settled: a line that comes in between would wait for the one after it.
    this.#isWriting = false;
  }

  #tellLost(): void {
    const bytes = encoder.encode(`${this.#lostLine(this.#lost)}\n`);
    this.#lost = 0;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
  }

  async close(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeUp = new Promise<void>((resolve) => timer = setTimeout(resolve, CLOSE_MS));
    await Promise.race([this.#written, timeUp]);
    clearTimeout(timer);
  }
}

/**
 * Appends to a file that only its owner can read.
 *
 * @throws when the file cannot be opened; later failures go to `onFailure`.
 */
export function openLogFile(
  path: string,
  options: { lostLine: (lines: number) => string; onFailure: (error: unknown) => void },
): LogFile {
  const open = () => Deno.openSync(path, { append: true, create: true, mode: 0o600 });
  let file = open();
  let isMoved = false;
  const current = () => {
    if (!isMoved) return file;
    // Between two writes, so that the old file ends with a whole line.
    isMoved = false;
    const next = open();
    file.close();
    return file = next;
  };
  const lines = new BoundedLines(current, options);
  return {
    line: (text) => lines.line(text),
    reopen: () => void (isMoved = true),
    close: async () => {
      await lines.close();
      file.close();
    },
  };
}
