import type { Theme } from "../models/theme.ts";
import { useConsole } from "./console_context.ts";
import { Icon, type IconName } from "./icon.tsx";

const ICONS: Readonly<Record<Theme, IconName>> = { system: "system", light: "sun", dark: "moon" };
const WORDS: Readonly<Record<Theme, string>> = {
  system: "as the system has it",
  light: "light",
  dark: "dark",
};

/** System, light, dark, and round again. */
export function ThemeButton() {
  const { theme } = useConsole();
  const now = theme.theme.value;
  const words = `Theme: ${WORDS[now]}`;
  return (
    <button type="button" class="bare" title={words} onClick={() => theme.next()}>
      <Icon name={ICONS[now]} />
      <span class="unseen">{words}</span>
    </button>
  );
}
