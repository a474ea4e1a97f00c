/** App settings by name. */
export type Settings = Readonly<Record<string, string | undefined>>;

const normalised = (name: string) => name.replaceAll(':', '__').toLowerCase();

/** A setting's value; as in the real host, names ignore case and `:` is the same as `__`. */
export function readSetting(settings: Settings, name: string): string | undefined {
  if (settings[name] !== undefined) return settings[name];
  const wanted = normalised(name);
  return Object.entries(settings).find(([key, value]) => value !== undefined && normalised(key) === wanted)?.[1];
}

/** A binding property with its `%NAME%` tokens replaced, or the names of the settings that are missing. */
export type Resolution =
  { readonly resolved: true; readonly value: string } | { readonly resolved: false; readonly missing: string[] };

/** Replaces every `%NAME%` by the app setting of that name. */
export function resolveSettingTokens(text: string, settings: Settings): Resolution {
  const missing: string[] = [];
  const value = text.replace(/%([^%]+)%/g, (token, name: string) => {
    const found = readSetting(settings, name);
    if (found === undefined) missing.push(name);
    return found ?? token;
  });
  return missing.length === 0 ? { resolved: true, value } : { resolved: false, missing };
}

/**
 * Whether a setting switches a function off: `AzureWebJobs.NAME.Disabled`, or with double underscores where names may
 * not contain dots (https://learn.microsoft.com/azure/azure-functions/disable-function).
 */
export function isDisabled(functionName: string, settings: Settings): boolean {
  const value =
    readSetting(settings, `AzureWebJobs.${functionName}.Disabled`) ??
    readSetting(settings, `AzureWebJobs__${functionName}__Disabled`);
  return value === '1' || value?.toLowerCase() === 'true';
}
