import { EngineUnavailableError } from "../engine/ports.ts";

/** So many steps take a few microseconds; a small call's verdict and answer are there by then. */
const STEPS_WITHOUT_TIMER = 32;

/**
 * Resolves as `work` does, or rejects once `timeoutMs` milliseconds have passed. The work itself goes on; its late
 * failure is not left unhandled.
 *
 * @throws {EngineUnavailableError} with code `SCAN_TIMEOUT` when time is up.
 */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  // What is done before this thread turns to anything else needs no timer, which costs more than all these steps.
  let isSettled = false;
  const settle = () => void (isSettled = true);
  work.then(settle, settle);
  for (let step = 0; step < STEPS_WITHOUT_TIMER && !isSettled; step++) await undefined;
  if (isSettled) return await work;
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
  }
}
