const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const;
const CONTENT_SIZE_BYTES = [0, 2, 4, 8] as const;
const BLOCK_HEADER_BYTES = 3;
const CHECKSUM_BYTES = 4;

/**
 * How long the zstd frame at the start of `bytes` is (RFC 8878, section 3.1.1), without decoding it; null when it is none or is cut
 * off. Decoders differ on what follows a frame (some go on with the next one, some stop), and the runtime's takes a frame that is
 * cut off for whole.
 */
export function zstdFrameLength(bytes: Uint8Array): number | null {
  if (bytes.length < MAGIC.length + 1 || MAGIC.some((byte, i) => bytes[i] !== byte)) return null;
  const descriptor = bytes[MAGIC.length]!;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const windowBytes = isSingleSegment ? 0 : 1;
  const sizeBytes = sizeFlag === 0 && isSingleSegment ? 1 : CONTENT_SIZE_BYTES[sizeFlag]!;
  let at = MAGIC.length + 1 + windowBytes + DICTIONARY_ID_BYTES[descriptor & 3]! + sizeBytes;
  let isLast = false;
  while (!isLast) {
    if (at + BLOCK_HEADER_BYTES > bytes.length) return null;
    const header = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
    const type = (header >> 1) & 3;
    if (type === 3) return null; // reserved
    isLast = (header & 1) !== 0;
    // A block of type 1 repeats one byte as often as its size says.
    at += BLOCK_HEADER_BYTES + (type === 1 ? 1 : header >> 3);
  }
  if ((descriptor & 0x04) !== 0) at += CHECKSUM_BYTES;
  return at <= bytes.length ? at : null;
}
