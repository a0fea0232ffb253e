/** What a tab of the browser remembers over a reload. Storage that throws changes nothing visible (T1.13.4). */

/** @returns what was kept; `null` where nothing was, or could be */
export function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(`ninepic:${key}`);
  } catch {
    return null;
  }
}

/** @param value `null`: forgets it */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(`ninepic:${key}`);
    else sessionStorage.setItem(`ninepic:${key}`, value);
  } catch {
    // Without storage a reload loses it; the page itself does not.
  }
}
