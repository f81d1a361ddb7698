/** The stdio transport's framing: one message a line, UTF-8, no line breaks inside. https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio */

/** A line over the limit cannot be judged, and what is not judged does not pass. */
export class LineTooLongError extends Error {
  override name = "LineTooLongError";
  constructor(readonly maxBytes: number) {
    super(`A message is longer than ${maxBytes} bytes`);
  }
}

const NEWLINE = 0x0a;

/**
 * The lines of a byte stream, without their ends; empty ones are left out. Memory is bounded by the limit.
 *
 * @throws {LineTooLongError} once a line grows over `maxBytes`.
 */
export async function* readLines(
  stream: ReadableStream<Uint8Array>,
  { maxBytes }: { maxBytes: number },
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pieces: Uint8Array[] = [];
  let size = 0;
  const take = (): string => {
    const line = decoder.decode(joined(pieces, size));
    [pieces, size] = [[], 0];
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      pieces.push(chunk.subarray(from, end));
      size += end - from;
      from = end + 1;
      if (size > maxBytes) throw new LineTooLongError(maxBytes);
      const line = take();
      if (line.trim() !== "") yield line;
    }
    if (from === chunk.length) continue;
    pieces.push(chunk.slice(from));
    size += chunk.length - from;
    if (size > maxBytes) throw new LineTooLongError(maxBytes);
  }
  // Whoever ends without a line end may still have said something.
  const rest = take();
  if (rest.trim() !== "") yield rest;
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
