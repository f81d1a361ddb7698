/** What a server says over a WebSocket, read as an answer: before it goes on where the policy may change it, else beside its way. */
import { kindByBytes } from "../answers/answer_kind.ts";
import { BesideReader, type ReadingRoom } from "../answers/beside.ts";
import { joinBytes } from "../answers/byte_queue.ts";
import { RecordScreen } from "../answers/record_screen.ts";
import type { Observe } from "../answers/screen.ts";

export type Message = string | Uint8Array<ArrayBuffer>;

export interface ServerMessages {
  /**
   * What goes on in the message's place, or the message itself.
   *
   * @throws {WithheldError} when it may not go on
   * @throws {EngineUnavailableError} when it could not be judged
   */
  read(message: Message): Message | Promise<Message>;
  /** No more will come. */
  end(): Promise<void>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const LOOK_BYTES = 32 * 1024;
const WINDOW_CHARS = 4 * 1024;

/** Each message as one line: JSON as it is, any other text as a JSON string. Null for what nobody looks into. */
function lineOf(message: Message): string | null {
  if (typeof message !== "string" && kindByBytes(message) === "opaque") return null;
  const text = typeof message === "string" ? message : decoder.decode(message);
  const first = text.trimStart()[0];
  if (first === "{" || first === "[") {
    try {
      const value: unknown = JSON.parse(text);
      return /[\r\n]/.test(text) ? JSON.stringify(value) : text;
    } catch {
      // A text that only begins like JSON.
    }
  }
  return JSON.stringify(text);
}

/** The message that a line stands for. */
function messageOf(line: string, like: Message): Message {
  const text = line.startsWith('"') ? String(JSON.parse(line)) : line;
  return typeof like === "string" ? text : encoder.encode(text);
}

export function messagesBeside(observe: Observe, room: ReadingRoom): ServerMessages {
  const limits = { lookBytes: LOOK_BYTES, maxWholeBytes: LOOK_BYTES };
  const contentType = "application/x-ndjson";
  const reader = new BesideReader({ contentType, observe, room, limits, decode: (source) => source });
  return {
    read(message) {
      const line = lineOf(message);
      if (line !== null) reader.add(encoder.encode(`${line}\n`));
      return message;
    },
    end() {
      reader.end();
      return reader.done;
    },
  };
}

/** @param maxMessageBytes No message is larger. */
export function messagesHeld(observe: Observe, maxMessageBytes: number): ServerMessages {
  const screen = new RecordScreen({
    kind: "lines",
    observe,
    lookBytes: LOOK_BYTES,
    // Escapes can make a message six times as long.
    maxRecordBytes: 8 * maxMessageBytes,
    windowChars: WINDOW_CHARS,
    holds: false,
  });
  return {
    async read(message) {
      const line = lineOf(message);
      if (line === null) return message;
      screen.push(encoder.encode(`${line}\n`));
      const passed = decoder.decode(joinBytes(await screen.advance("all"))).replace(/\n$/, "");
      return passed === line ? message : messageOf(passed, message);
    },
    async end() {
      await screen.advance("last");
    },
  };
}
