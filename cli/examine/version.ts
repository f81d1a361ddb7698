import { VERSION } from "../version.ts";
import type { Check } from "./check.ts";

const { os, arch } = Deno.build;

export const version: Check = {
  name: "version",
  run: () => `interven ${VERSION}, Deno ${Deno.version.deno}, ${os} ${arch}`,
};
