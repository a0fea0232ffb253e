/** Hands files or links to other apps. */

/** What came of a sheet. One that never answers is waited for by nobody. */
export type Shared = 'shared' | 'closed' | 'refused';

/** Has to be called within the tap that asks for it. Files alone, because a text beside them hides "Save image" on iPhones. */
export async function share(data: ShareData): Promise<Shared> {
  try {
    await navigator.share(data);
    return 'shared';
  } catch (error) {
    const { name } = error as Partial<DOMException>;
    // A sheet that is still open from the last tap counts as one that was closed: the visitor may ask again.
    return name === 'AbortError' || name === 'InvalidStateError' ? 'closed' : 'refused';
  }
}
