/** What `interven ca` does. */
import { authorityFacts, createAuthority } from "../proxy/intercept/authority.ts";
import { prepareDataDir } from "../store/data_dir.ts";
import { installAdvice } from "./ca_advice.ts";
import { type CaPaths, caPaths, readAuthority, removeAuthority, writeAuthority } from "./ca_files.ts";
import { CommandError, EXIT } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";
import { trustBundle } from "./trust_bundle.ts";

/** Makes an authority and keeps it. @throws {CommandError} when there is one or it cannot be kept. */
export async function initAuthority(
  dataDir: string,
  { days, shell }: { days: number; shell: Shell },
): Promise<void> {
  prepareDataDir(dataDir);
  const made = await createAuthority({ name: authorityName(), days, now: SYSTEM_CLOCK.now() });
  const paths = writeAuthority(dataDir, made);
  Deno.writeTextFileSync(paths.bundle, trustBundle(made.cert, undefined), { mode: 0o644 });
  const { fingerprint, notAfter } = await authorityFacts(made.cert);
  shell.out(`Made a certificate authority that holds until ${dayOf(notAfter)}`);
  shell.out(`  certificate  ${paths.cert}`);
  shell.out(`  key          ${paths.key} (yours alone; never share it)`);
  shell.out(`  SHA-256      ${fingerprint}`);
  shell.out("");
  shell.out(
    "Start the gateway again and it looks into the TLS of tunnels. Programs have to trust the authority:",
  );
  shell.out("  interven ca install    tells what to do");
}

/** Tells what the authority is. Exit code 1 when it does not hold any more. */
export async function showAuthority(
  dataDir: string,
  { asJson, shell }: { asJson: boolean; shell: Shell },
): Promise<void> {
  const { cert } = existing(dataDir);
  const paths = caPaths(dataDir);
  const { subject, fingerprint, notBefore, notAfter } = await authorityFacts(cert);
  const isExpired = notAfter <= SYSTEM_CLOCK.now();
  if (asJson) {
    shell.out(JSON.stringify({
      subject,
      sha256: fingerprint,
      not_before: new Date(notBefore).toISOString(),
      not_after: new Date(notAfter).toISOString(),
      expired: isExpired,
      certificate: paths.cert,
      key: paths.key,
    }));
  } else {
    shell.out(`  subject      ${subject}`);
    shell.out(
      `  holds until  ${dayOf(notAfter)}${
        isExpired ? " (over: interven ca remove, then interven ca init)" : ""
      }`,
    );
    shell.out(`  SHA-256      ${fingerprint}`);
    shell.out(`  certificate  ${paths.cert}`);
    shell.out(`  key          ${paths.key}`);
  }
  shell.exitCode = isExpired ? EXIT.failure : EXIT.ok;
}

export function printPath(dataDir: string, { bundle, shell }: { bundle: boolean; shell: Shell }): void {
  const paths = freshBundle(dataDir);
  shell.out(bundle ? paths.bundle : paths.cert);
}

export function printInstall(dataDir: string, shell: Shell): void {
  const paths = freshBundle(dataDir);
  shell.out("Nothing was changed. To have programs trust the authority, do what fits:");
  for (const { title, lines } of installAdvice(paths, Deno.build.os)) {
    shell.out("");
    shell.out(`${title}:`);
    for (const line of lines) shell.out(`  ${line}`);
  }
}

export function deleteAuthority(dataDir: string, shell: Shell): void {
  if (!removeAuthority(dataDir)) {
    throw new CommandError(`Cannot remove the certificate authority: there is none in "${dataDir}"`);
  }
  shell.out("Removed the certificate authority and its key. Take it out of where you installed it, too");
}

/** The system's authorities may have changed since. */
function freshBundle(dataDir: string): CaPaths {
  const { cert } = existing(dataDir);
  const paths = caPaths(dataDir);
  Deno.writeTextFileSync(paths.bundle, trustBundle(cert, undefined), { mode: 0o644 });
  return paths;
}

function existing(dataDir: string): { cert: string } {
  const authority = readAuthority(dataDir);
  if (authority === null) {
    throw new CommandError(
      `Cannot find a certificate authority in "${dataDir}": make one with interven ca init`,
    );
  }
  return authority;
}

/** Says where it comes from, for whoever finds it in a list of authorities. */
function authorityName(): string {
  return `Interven local authority (${Deno.hostname()})`.slice(0, 64);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
