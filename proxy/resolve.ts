import { lookup } from "node:dns/promises";

/** Longest wait for the system's resolver, milliseconds. */
const RESOLVE_TIMEOUT_MS = 10_000;

/** All addresses of a name by the system's resolver, `/etc/hosts` included. Rejects when there is none or it takes too long. */
export async function resolveHost(host: string): Promise<readonly string[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Cannot resolve "${host}": no answer within ${RESOLVE_TIMEOUT_MS} ms`)),
      RESOLVE_TIMEOUT_MS,
    );
  });
  try {
    const answers = await Promise.race([lookup(host, { all: true }), timeout]);
    return answers.map(({ address }) => address);
  } finally {
    clearTimeout(timer);
  }
}
