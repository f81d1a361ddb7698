/** How another program starts this one: the executable by its path, else the name under which it is installed. */
export function ownProgram(): string {
  return Deno.build.standalone ? Deno.execPath() : "interven";
}
