/** Undoes content codings while an answer passes, a little at a time: neither a bomb nor damage can hurt. */
import zlib from "node:zlib";
import type { Transform } from "node:stream";
import { listMembers } from "../http1/header_syntax.ts";

/** As for requests. */
const MAX_CODINGS = 3;
/** How much more comes out than went in, at most: what is beyond is no text that anyone wrote. */
const MAX_GROWTH = 200;
const GROWTH_FROM_BYTES = 4 * 1024 * 1024;
/** Input that is given to a decoder at once. */
const STEP_BYTES = 16 * 1024;

export class BrokenCodingError extends Error {
  override name = "BrokenCodingError";
}

type Coding = "gzip" | "deflate" | "br" | "zstd";

const CODINGS: Readonly<Record<string, Coding>> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
  br: "br",
  zstd: "zstd",
};

/** The codings of an answer, outermost last; undefined when one of them cannot be undone here. */
export function codingsOf(contentEncoding: string): readonly Coding[] | undefined {
  const names = listMembers(contentEncoding.toLowerCase()).filter((name) =>
    name !== "identity" && name !== ""
  );
  const codings = names.map((name) => CODINGS[name]);
  const isKnown = codings.every((coding) =>
    coding !== undefined && (coding !== "zstd" || zlib.createZstdDecompress !== undefined)
  );
  return names.length <= MAX_CODINGS && isKnown ? codings as Coding[] : undefined;
}

/**
 * The answer with its codings undone.
 *
 * @throws {BrokenCodingError} while it is read, for damaged data and for bombs
 */
export function decodeStream(
  source: AsyncIterable<Uint8Array>,
  codings: readonly Coding[],
): AsyncIterable<Uint8Array> {
  return codings.toReversed().reduce((stream, coding) => undo(stream, coding), source);
}

async function* undo(source: AsyncIterable<Uint8Array>, coding: Coding): AsyncGenerator<Uint8Array> {
  const input = source[Symbol.asyncIterator]();
  const first = await firstBytes(input);
  if (first.length === 0) return;
  const decoder = decoderFor(coding, first);
  let taken = 0;
  const feeding = feed(decoder, { first, input, onTaken: (bytes) => taken += bytes });
  let given = 0;
  try {
    for await (const piece of decoder as AsyncIterable<Uint8Array>) {
      given += piece.length;
      if (given > GROWTH_FROM_BYTES && given > taken * MAX_GROWTH) {
        throw new BrokenCodingError(`The answer unpacks to more than ${MAX_GROWTH} times its size`);
      }
      yield piece;
    }
  } catch (error) {
    if (error instanceof BrokenCodingError) throw error;
    // A source that broke is told as what it is.
    const broken = await feeding;
    throw broken ?? new BrokenCodingError("The answer's content coding is damaged", { cause: error });
  } finally {
    decoder.destroy();
    await input.return?.(undefined);
  }
  const broken = await feeding;
  if (broken !== undefined) throw broken;
}

/** Two bytes tell what "deflate" means. */
async function firstBytes(input: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let bytes = new Uint8Array();
  while (bytes.length < 2) {
    const step = await input.next();
    if (step.done) break;
    const joined = new Uint8Array(bytes.length + step.value.length);
    joined.set(bytes);
    joined.set(step.value, bytes.length);
    bytes = joined;
  }
  return bytes;
}

function decoderFor(coding: Coding, first: Uint8Array): Transform {
  switch (coding) {
    case "gzip":
      return zlib.createGunzip();
    case "deflate": {
      // RFC 9110 section 8.4.1.2: the zlib format, but some senders leave its wrapper away.
      const isWrapped = (first[0]! & 0x0f) === 8 && ((first[0]! << 8) | (first[1] ?? 0)) % 31 === 0;
      return isWrapped ? zlib.createInflate() : zlib.createInflateRaw();
    }
    case "br":
      return zlib.createBrotliDecompress();
    case "zstd":
      return zlib.createZstdDecompress();
  }
}

/** Gives a decoder its input as fast as it takes it. Resolves with what broke the source, or undefined. */
async function feed(
  decoder: Transform,
  { first, input, onTaken }: {
    first: Uint8Array;
    input: AsyncIterator<Uint8Array>;
    onTaken: (bytes: number) => void;
  },
): Promise<unknown> {
  const gone = new Promise<void>((resolve) => decoder.once("close", resolve));
  // Without a listener an error would end the program; the reader is told of it as well.
  decoder.on("error", () => {});
  try {
    let bytes = first;
    while (true) {
      for (let at = 0; at < bytes.length; at += STEP_BYTES) {
        if (decoder.destroyed) return undefined;
        const step = bytes.subarray(at, at + STEP_BYTES);
        onTaken(step.length);
        const isReady = decoder.write(step);
        if (!isReady) {
          await Promise.race([new Promise<void>((resolve) => decoder.once("drain", resolve)), gone]);
        }
      }
      const next = await input.next();
      if (next.done) break;
      bytes = next.value;
    }
    if (!decoder.destroyed) decoder.end();
    return undefined;
  } catch (error) {
    decoder.destroy(new Error("The source broke"));
    return error;
  }
}
