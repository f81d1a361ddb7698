/**
 * A Java key store (JKS) with trusted certificates alone, since Java takes no PEM. The format, as the JDK's `JavaKeyStore` writes it:
 * magic, version 2, count; for each certificate its alias, time, type and DER; at the end a SHA-1 digest over password, a fixed phrase and
 * all before it. Numbers are big-endian, strings have their length in two bytes before them. The digest guards against damage, not
 * against people.
 */

const MAGIC = 0xfeedfeed;
const VERSION = 2;
const TRUSTED_CERTIFICATE = 2;
const PHRASE = "Mighty Aphrodite";

/**
 * @param pem Certificates, one after the other; what stands between them is left out.
 * @param options.password ASCII.
 * @param options.now Epoch milliseconds.
 */
export async function javaTrustStore(
  pem: string,
  { password, now }: { readonly password: string; readonly now: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const certificates = certificatesIn(pem);
  const parts: Uint8Array[] = [uint32(MAGIC), uint32(VERSION), uint32(certificates.length)];
  certificates.forEach((der, index) => {
    parts.push(
      uint32(TRUSTED_CERTIFICATE),
      text(`authority-${index}`),
      uint64(now),
      text("X.509"),
      uint32(der.length),
      der,
    );
  });
  const digest = await crypto.subtle.digest("SHA-1", joined([utf16(password), ascii(PHRASE), ...parts]));
  return joined([...parts, new Uint8Array(digest)]);
}

function certificatesIn(pem: string): Uint8Array[] {
  const found = pem.matchAll(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----([^-]+)-----END/g);
  return [...found].map(([, base64 = ""]) =>
    Uint8Array.from(atob(base64.replace(/\s/g, "")), (char) => char.charCodeAt(0))
  );
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

const ascii = (value: string) => new TextEncoder().encode(value);

function text(value: string): Uint8Array {
  return joined([Uint8Array.of(value.length >> 8, value.length & 0xff), ascii(value)]);
}

function utf16(value: string): Uint8Array {
  return Uint8Array.from([...value].flatMap((char) => [char.charCodeAt(0) >> 8, char.charCodeAt(0) & 0xff]));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
