/** Hands files to the visitor by the way that the device has for it (behaviour.md section 6). Loaded when something is saved. */

/** A phone or a tablet: fingers, little memory, and a photo library instead of a folder. */
export const isPhone = (): boolean => matchMedia('(pointer: coarse)').matches;

/** Whether a file can be handed to other apps. */
export function canShare(file: File): boolean {
  try {
    return (navigator as Partial<Navigator>).canShare?.({ files: [file] }) === true;
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

/** Follows a link to a file. @param name of the file; empty: the server says it */
export function follow(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}

/** Puts the file into the downloads folder. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  follow(url, file.name);
  // The browser reads the file after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
