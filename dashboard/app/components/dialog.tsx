import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";

export interface DialogProps {
  readonly title: string;
  /** Told when Escape, the cross, or a click beside the dialog closes it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Buttons at the foot. Default: none. */
  readonly actions?: ComponentChildren;
  /** Room for a table or a diff. Default false. */
  readonly wide?: boolean;
}

/**
 * A dialog over the page, for as long as it is drawn. The browser's own: it keeps the focus inside, closes by Escape, and gives
 * the focus back to where it was.
 */
export function Dialog({ title, onClose, children, actions, wide = false }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      class={wide ? "dialog wide" : "dialog"}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // The backdrop belongs to the dialog itself; what is inside has targets of its own.
        if (event.target === box.current) onClose();
      }}
    >
      <div class="dialog-box">
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" class="quiet square" onClick={onClose}>
            <Icon name="close" />
            <span class="unseen">Close</span>
          </button>
        </header>
        <div class="dialog-body">{children}</div>
        {actions && <footer>{actions}</footer>}
      </div>
    </dialog>
  );
}
