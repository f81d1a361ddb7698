import { toBase64 } from "../engine/wire/base64.ts";
import { CommandError, EXIT, UsageError } from "./exit_codes.ts";

export interface ScanFlags {
  readonly method?: string;
  readonly url?: string;
  readonly body?: string;
  readonly header?: readonly string[];
  readonly toolName?: string;
  readonly agent?: string;
  readonly session?: string;
}

/**
 * The scan request that the flags of `interven scan` describe. The body keeps its bytes: text is passed as it is, and
 * what is no UTF-8 as base64.
 *
 * @throws {UsageError} for a header without a colon.
 * @throws {CommandError} when the body's file cannot be read.
 */
export async function requestFromFlags(flags: ScanFlags): Promise<Record<string, unknown>> {
  const headers = headersOf(flags.header ?? []);
  const bytes = flags.body === undefined ? null : await bodyOf(flags.body);
  const text = bytes === null ? undefined : utf8(bytes);
  if (text !== undefined && headers["content-type"] === undefined && isJson(text)) {
    headers["content-type"] = ["application/json"];
  }
  return {
    method: flags.method ?? (bytes === null ? "GET" : "POST"),
    url: flags.url,
    headers,
    ...(text !== undefined && { body: text }),
    ...(bytes !== null && text === undefined && { body_base64: toBase64(bytes) }),
    ...(flags.toolName !== undefined && { tool_name: flags.toolName }),
    ...(flags.agent !== undefined && { agent_id: flags.agent }),
    ...(flags.session !== undefined && { session_id: flags.session }),
  };
}

function headersOf(lines: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) {
      throw new UsageError(`Invalid --header ${JSON.stringify(line)}: want a name, a colon and a value`);
    }
    const name = line.slice(0, colon).trim().toLowerCase();
    (headers[name] ??= []).push(line.slice(colon + 1).trim());
  }
  return headers;
}

async function bodyOf(given: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!given.startsWith("@")) return new TextEncoder().encode(given);
  const path = given.slice(1);
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    const reason = cause instanceof Deno.errors.NotFound ? "no such file" : (cause as Error).message;
    throw new CommandError(`Cannot read the body "${path}": ${reason}`, EXIT.failure, { cause });
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
