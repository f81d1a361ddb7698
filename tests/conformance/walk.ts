/** Paths of all files of a name under a folder. None when there is no such folder. */
export async function walk(folder: string, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory) found.push(...await walk(path, name));
      else if (entry.name === name) found.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found;
}
