/** One file with the authorities that this system trusts and one more: many programs take a file instead of the system's, not besides. */
import { rootCertificates } from "node:tls";

/** Where systems keep their authorities in one file: Debian and its kin, Fedora and its kin, Alpine and macOS, openSUSE, BSD. */
const SYSTEM_FILES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
  "/etc/ssl/ca-bundle.pem",
  "/usr/local/share/certs/ca-root-nss.crt",
];

/**
 * The authorities a program trusts so far, then `certificate`.
 *
 * @param named The file that the environment names (`SSL_CERT_FILE`); the system's when undefined. Without any, the authorities that the
 * runtime brings along.
 */
export function trustBundle(certificate: string, named: string | undefined): string {
  for (const path of named === undefined ? SYSTEM_FILES : [named, ...SYSTEM_FILES]) {
    const text = textOf(path);
    if (text?.includes("-----BEGIN CERTIFICATE-----")) return joined([text, certificate]);
  }
  return joined([...rootCertificates, certificate]);
}

function joined(texts: readonly string[]): string {
  return texts.map((text) => text.trimEnd() + "\n").join("\n");
}

function textOf(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
}
