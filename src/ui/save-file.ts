/** Hands files to the visitor by the way that the device has for it (behaviour.md section 6). Loaded when something is saved. */

/** What is used of `FileSystemFileHandle`; only desktop Chromium has the picker. */
export interface FileTarget {
  createWritable(): Promise<WritableStream<Uint8Array<ArrayBuffer>>>;
  /** Younger than the picker. */
  remove?(): Promise<void>;
}
type Picker = (options: object) => Promise<FileTarget>;

/** A phone or a tablet: fingers, little memory, and a photo library instead of a folder. */
export const isPhone = (): boolean => matchMedia('(pointer: coarse)').matches;

/** Whether a file can be handed to other apps. */
export function canShare(file: File): boolean {
  const { navigator } = globalThis as { navigator: Partial<Navigator> };
  try {
    return navigator.canShare?.({ files: [file] }) === true;
  } catch {
    return false;
  }
}

/**
 * Whether the device saves by its share sheet. iPhones do: it is the way to their photo library. Android's sheet has no
 * "save", but what it downloads is in its gallery (users.md section 2).
 */
export const savesBySharing = (file: File): boolean =>
  isPhone() && !/Android/.test(navigator.userAgent) && canShare(file);

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

function click(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.rel = 'noopener';
  link.click();
}

/** Puts the file into the downloads folder. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  click(url, file.name);
  // The browser reads the file after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Saves what a server sends as an attachment, under the name that the server says. The page stays. */
export const saveAttachment = (href: string): void => click(href, '');

const picker = (): Picker | undefined => (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;

/** Whether an archive of any size can be written to a place of the visitor's choice. */
export const canPickFile = (): boolean => typeof picker() === 'function' && !isPhone();

/**
 * Asks where to put an archive; has to be called within the click.
 *
 * @returns `null` where the visitor wants none
 * @throws whatever the browser refuses it with
 */
export async function pickFile(suggestedName: string): Promise<FileTarget | null> {
  try {
    const types = [{ accept: { 'application/zip': ['.zip'] } }];
    return (await picker()?.call(globalThis, { suggestedName, types })) ?? null;
  } catch (error) {
    if ((error as Partial<DOMException>).name === 'AbortError') return null;
    throw error;
  }
}
