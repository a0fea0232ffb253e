/** Files of any size, written to a place of the visitor's choice. Only desktop Chromium has the picker. */
import { isPhone } from './save-file.js';

/** What is used of `FileSystemFileHandle`. */
export interface FileTarget {
  createWritable(): Promise<WritableStream<Uint8Array<ArrayBuffer>>>;
  /** Younger than the picker. */
  remove?(): Promise<void>;
}
type Picker = (options: object) => Promise<FileTarget>;

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
