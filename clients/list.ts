/** Every client that `interven setup` knows, in the order of the help. */
import type { Client } from "./client.ts";
import { claudeCode } from "./known/claude_code.ts";
import { claudeDesktop } from "./known/claude_desktop.ts";
import { cline } from "./known/cline.ts";
import { codex } from "./known/codex.ts";
import { continueDev } from "./known/continue.ts";
import { cursor } from "./known/cursor.ts";
import { geminiCli } from "./known/gemini_cli.ts";
import { goose } from "./known/goose.ts";
import { lmStudio } from "./known/lm_studio.ts";
import { opencode } from "./known/opencode.ts";
import { rooCode } from "./known/roo_code.ts";
import { vscode } from "./known/vscode.ts";
import { windsurf } from "./known/windsurf.ts";
import { zed } from "./known/zed.ts";

export const CLIENTS: readonly Client[] = [
  claudeDesktop,
  claudeCode,
  cursor,
  vscode,
  windsurf,
  zed,
  cline,
  rooCode,
  continueDev,
  codex,
  geminiCli,
  goose,
  opencode,
  lmStudio,
];
