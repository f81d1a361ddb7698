import type { ComponentType, FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failed, Loading } from "./states.tsx";

type Load = () => Promise<ComponentType>;

export interface LazyView extends FunctionComponent {
  /** Fetches the view before anybody opens it. When that fails, opening it tries again and says so. */
  readonly preload: () => void;
}

/** A view whose code comes when it is first opened, and is kept from then on. */
export function lazyView(load: Load, label: string): LazyView {
  let loaded: ComponentType | null = null;
  function View() {
    const [Loaded, setLoaded] = useState<ComponentType | null>(() => loaded);
    const [failed, setFailed] = useState(false);
    const fetchView = () => {
      setFailed(false);
      load().then(
        (view) => setLoaded(() => loaded = view),
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (!loaded) fetchView();
    }, []);
    if (Loaded) return <Loaded />;
    if (!failed) return <Loading label={`Loading ${label}`} />;
    return (
      <Failed
        title="This view could not be loaded"
        problem="The gateway does not answer, or was replaced by another version since this page was opened."
        // A part that failed once is not asked for again by the browser; the page is.
        onRetry={() => location.reload()}
      />
    );
  }
  const preload = () => void load().then((view) => loaded = view, () => {});
  return Object.assign(View, { preload });
}
