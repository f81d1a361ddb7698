/** The local certificate authority: what it is made of, and the certificates it gives to hosts (RFC 5280). */
// First: what the library is built on asks for it when it is loaded.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import ipaddr from "ipaddr.js";

/** A certificate and its key, both PEM. */
export interface Leaf {
  readonly cert: string;
  readonly key: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
const DAY_MS = 24 * 60 * 60 * 1000;
/** Certificates of hosts hold this long; they are made anew at every start, days. */
const LEAF_DAYS = 7;
/** Clocks differ: certificates begin earlier than now. */
const BACKDATE_MS = DAY_MS;

/**
 * Makes an authority that can vouch for servers and for nothing else, and for no further authority.
 *
 * @param options.now Epoch milliseconds.
 */
export async function createAuthority(
  { name, days, now }: { readonly name: string; readonly days: number; readonly now: number },
): Promise<Leaf> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [name] }, { O: ["Interven"] }],
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now + days * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${certificate.toString("pem")}\n`, key: await keyPem(keys.privateKey) };
}

/** What a person wants to know of an authority. */
export interface AuthorityFacts {
  readonly subject: string;
  /** SHA-256 of the certificate, hex pairs with colons. */
  readonly fingerprint: string;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** @throws {TypeError} when `pem` holds no certificate of an authority */
export async function authorityFacts(pem: string): Promise<AuthorityFacts> {
  const certificate = parsed(pem);
  const digest = new Uint8Array(await certificate.getThumbprint("SHA-256"));
  return {
    subject: certificate.subject,
    fingerprint: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(":"),
    notBefore: certificate.notBefore.getTime(),
    notAfter: certificate.notAfter.getTime(),
  };
}

function parsed(pem: string): x509.X509Certificate {
  let certificate: x509.X509Certificate;
  try {
    certificate = new x509.X509Certificate(pem);
  } catch (cause) {
    throw new TypeError("Cannot read the certificate authority: no certificate in PEM", { cause });
  }
  if (certificate.getExtension(x509.BasicConstraintsExtension)?.ca !== true) {
    throw new TypeError("Cannot use the certificate authority: its certificate is not one of an authority");
  }
  return certificate;
}

/** Gives certificates to hosts. One key serves all of them; each host's certificate is made once a week. */
export class LeafIssuer {
  readonly #authority: x509.X509Certificate;
  readonly #signingKey: CryptoKey;
  readonly #keys: CryptoKeyPair;
  readonly #keyText: string;
  readonly #now: () => number;

  private constructor(
    authority: x509.X509Certificate,
    { signingKey, keys, keyText, now }: {
      signingKey: CryptoKey;
      keys: CryptoKeyPair;
      keyText: string;
      now: () => number;
    },
  ) {
    this.#authority = authority;
    this.#signingKey = signingKey;
    this.#keys = keys;
    this.#keyText = keyText;
    this.#now = now;
  }

  /**
   * @param authority As `createAuthority` made it.
   * @param options.now Epoch milliseconds.
   * @throws {TypeError} when certificate or key cannot be read, or do not belong together
   */
  static async open(authority: Leaf, { now }: { readonly now: () => number }): Promise<LeafIssuer> {
    const certificate = parsed(authority.cert);
    let signingKey: CryptoKey;
    try {
      signingKey = await crypto.subtle.importKey(
        "pkcs8",
        x509.PemConverter.decodeFirst(authority.key),
        ALGORITHM,
        false,
        ["sign"],
      );
    } catch (cause) {
      throw new TypeError("Cannot read the certificate authority's key: want PKCS #8 of an EC P-256 key", {
        cause,
      });
    }
    if (!await belongTogether(certificate, signingKey)) {
      throw new TypeError("Cannot use the certificate authority: its key belongs to another certificate");
    }
    const keys = await newKeys();
    return new LeafIssuer(certificate, { signingKey, keys, keyText: await keyPem(keys.privateKey), now });
  }

  /** @param host Canonical; an IPv6 address without brackets. */
  async issue(host: string): Promise<Leaf> {
    const now = this.#now();
    const isAddress = ipaddr.isValid(host);
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      // A common name has at most 64 characters (RFC 5280 appendix A); clients look at the alternative name.
      subject: [{ CN: [host.length <= 64 ? host : "Interven"] }],
      issuer: this.#authority.subjectName,
      notBefore: new Date(now - BACKDATE_MS),
      notAfter: new Date(Math.min(now + LEAF_DAYS * DAY_MS, this.#authority.notAfter.getTime())),
      publicKey: this.#keys.publicKey,
      signingKey: this.#signingKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
        new x509.SubjectAlternativeNameExtension([{ type: isAddress ? "ip" : "dns", value: host }]),
        await x509.AuthorityKeyIdentifierExtension.create(this.#authority, false),
        await x509.SubjectKeyIdentifierExtension.create(this.#keys.publicKey),
      ],
    });
    return { cert: `${certificate.toString("pem")}\n`, key: this.#keyText };
  }
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

async function belongTogether(certificate: x509.X509Certificate, signingKey: CryptoKey): Promise<boolean> {
  const message = crypto.getRandomValues(new Uint8Array(32));
  const signature = await crypto.subtle.sign(ALGORITHM, signingKey, message);
  try {
    const publicKey = await certificate.publicKey.export(ALGORITHM, ["verify"], crypto);
    return await crypto.subtle.verify(ALGORITHM, publicKey, signature, message);
  } catch {
    return false;
  }
}

async function keyPem(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY")}\n`;
}

/** 16 random bytes, positive (RFC 5280 section 4.1.2.2). */
function serialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = bytes[0]! & 0x7f | 0x40;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
