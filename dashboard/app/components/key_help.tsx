import type { KeyLayer } from "../models/keyboard.ts";
import { useConsole } from "./console_context.ts";
import { Dialog } from "./dialog.tsx";

/** Every key that does something now. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { keyboard } = useConsole();
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div class="key-help">
        {byTitle(keyboard.layers.value).map(({ title, bindings }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {bindings.map(({ keys, does }) => (
                <div key={keys}>
                  <dt>
                    <Keys keys={keys} />
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** Several parts of a view can have keys; the reader sees one view, and its keys first. */
function byTitle(layers: readonly KeyLayer[]): readonly KeyLayer[] {
  const merged = new Map<string, KeyLayer>();
  for (const { title, bindings } of layers) {
    merged.set(title, { title, bindings: [...merged.get(title)?.bindings ?? [], ...bindings] });
  }
  return [...merged.values()].toReversed();
}

const KEY_WORDS: Readonly<Record<string, string>> = { Escape: "Esc", ArrowDown: "↓", ArrowUp: "↑" };

/** `g l` as two key caps, `mod+s` as Ctrl (⌘ on a Mac) and S. */
export function Keys({ keys }: { keys: string }) {
  const mod = /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl";
  return (
    <>
      {keys.split(/[ ]|(?<=mod)\+/).map((key, index) => (
        <kbd key={index}>
          {key === "mod" ? mod : KEY_WORDS[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
        </kbd>
      ))}
    </>
  );
}
