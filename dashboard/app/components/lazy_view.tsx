import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failed, Loading } from "./states.tsx";

type Load = () => Promise<ComponentType>;

/** A view whose code comes when it is first opened, and is kept from then on. */
export function lazyView(load: Load, label: string): ComponentType {
  let loaded: ComponentType | null = null;
  return function LazyView() {
    const [View, setView] = useState<ComponentType | null>(() => loaded);
    const [failed, setFailed] = useState(false);
    const fetchView = () => {
      setFailed(false);
      load().then(
        (view) => setView(() => loaded = view),
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (!loaded) fetchView();
    }, []);
    if (View) return <View />;
    if (!failed) return <Loading label={`Loading ${label}`} />;
    return (
      <Failed
        title="This view could not be loaded"
        problem="The gateway does not answer, or was replaced by another version since this page was opened."
        // A part that failed once is not asked for again by the browser; the page is.
        onRetry={() => location.reload()}
      />
    );
  };
}
