import { EngineUnavailableError } from "../engine/ports.ts";

/**
 * Resolves as `work` does, or rejects once `timeoutMs` milliseconds have passed. The work itself goes on; its late
 * failure is not left unhandled.
 *
 * @throws {EngineUnavailableError} with code `SCAN_TIMEOUT` when time is up.
 */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new EngineUnavailableError("SCAN_TIMEOUT", `No verdict within ${timeoutMs} ms`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
