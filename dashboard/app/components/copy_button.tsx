import { useConsole } from "./console_context.ts";
import { Icon } from "./icon.tsx";

export interface CopyButtonProps {
  /** Made when it is pressed. */
  readonly text: () => string;
  /** What stands on it: `Copy as curl`. */
  readonly label: string;
  /** What is said afterwards. Default: `Copied`. */
  readonly done?: string;
  /** Only the icon is seen. Default false. */
  readonly iconOnly?: boolean;
}

export function CopyButton({ text, label, done = "Copied", iconOnly = false }: CopyButtonProps) {
  const { notices } = useConsole();
  async function copy() {
    if (await copyText(text())) notices.tell(done);
    else notices.warn("The browser did not let this page copy. Select the text and copy it by hand.");
  }
  return (
    <button
      type="button"
      class={iconOnly ? "bare" : "quiet"}
      title={iconOnly ? label : undefined}
      onClick={() => void copy()}
    >
      <Icon name="copy" />
      {iconOnly ? <span class="unseen">{label}</span> : label}
    </button>
  );
}

/** The clipboard is only given to pages of this machine and to those under TLS; elsewhere the old way still works. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}
