/**
 * Resolves when the disk has all that was committed to the database so far, so that it survives a power cut too. No thread waits for it.
 *
 * What was committed stands in the write-ahead log; what does not stand there any more was carried into the database, which SQLite itself
 * syncs before it begins the log anew (sqlite.org/wal.html#ckpt). A database without such a log syncs at each commit.
 *
 * @param path Of the database.
 * @throws {Error} when the disk cannot confirm it.
 */
export async function syncCommitted(path: string): Promise<void> {
  try {
    // Windows syncs only what could be written.
    using log = await Deno.open(`${path}-wal`, { write: true });
    await log.syncData();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
