export interface LoadedOnce<Value> {
  (): Promise<Value>;
  /** What was loaded already; undefined where nobody has asked for it yet, or where the loading failed. */
  readonly ifLoaded: () => Promise<Value | undefined>;
}

/** Loads at the first call and remembers; a loading that fails is tried again at the next. */
export function loadOnce<Value>(load: () => Promise<Value>): LoadedOnce<Value> {
  let loaded: Promise<Value> | undefined;
  const get = async () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  return Object.assign(get, { ifLoaded: async () => loaded?.catch(() => undefined) });
}
