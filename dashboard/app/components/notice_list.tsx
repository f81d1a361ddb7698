import { useConsole } from "./console_context.ts";
import { Icon } from "./icon.tsx";

/** Short words in the corner. The region is always there, so that screen readers hear what comes into it. */
export function NoticeList() {
  const { notices } = useConsole();
  return (
    <div class="notices" role="status" aria-live="polite" aria-label="Notices">
      {notices.shown.value.map(({ id, text, tone, act }) => (
        <div key={id} class={`said ${tone}`}>
          <span>{text}</span>
          {act && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                act.run();
                notices.close(id);
              }}
            >
              {act.label}
            </button>
          )}
          <button type="button" class="bare" onClick={() => notices.close(id)}>
            <Icon name="close" />
            <span class="unseen">Close this notice</span>
          </button>
        </div>
      ))}
    </div>
  );
}
