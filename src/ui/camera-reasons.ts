/** Why there is no camera. Each reason has its own sentence; in every case a picture can still be picked as a file. */

/** Closed list (behaviour.md T1.14.2). */
const cameraReasons = [
  /** The visitor, or the system's settings, said no. */
  'denied',
  /** There is no camera, or the chosen one was unplugged. */
  'absent',
  /** Another program has it, or it gives no picture. */
  'busy',
  /** The page, or the frame it is in, may not use cameras: `Permissions-Policy`, or no `allow="camera"`. */
  'policy',
  /** The page is not served over https. */
  'insecure',
  /** The browser has no camera interface, as in many in-app browsers. */
  'unsupported',
] as const;

/** What stands in the way. */
export type CameraReason = (typeof cameraReasons)[number];

/** A camera that could not be opened or did not last. Asking again is up to the visitor, never to a loop. */
export class CameraError extends Error {
  override readonly name = 'CameraError';
  readonly reason: CameraReason;

  /** @param error what the browser threw, where it did */
  constructor(reason: CameraReason, error?: unknown) {
    super(`The camera cannot be used: ${reason}.`, error === undefined ? undefined : { cause: error });
    this.reason = reason;
  }
}

/** @returns the reason that an error of the camera carries; `undefined` for other errors */
export function cameraReason(error: unknown): CameraReason | undefined {
  const { name, reason } = (error ?? {}) as Partial<CameraError>;
  return name === 'CameraError' ? cameraReasons.find((known) => known === reason) : undefined;
}

/** The names that `getUserMedia` documents, and those of older browsers. */
const byName: Readonly<Record<string, CameraReason>> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  NotFoundError: 'absent',
  DevicesNotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
  SecurityError: 'policy',
};

interface PolicyDocument {
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

/** The same `NotAllowedError` comes for a visitor's no and for a page's; Chromium can tell the page's apart. */
const forbiddenByPage = (): boolean =>
  (document as PolicyDocument).featurePolicy?.allowsFeature('camera') === false;

/** Says in our words what `getUserMedia` or `play` threw. */
export function toCameraError(error: unknown): CameraError {
  const name = (error as { name?: unknown } | undefined)?.name;
  const reason = (typeof name === 'string' && Object.hasOwn(byName, name) && byName[name]) || 'unsupported';
  return new CameraError(reason === 'denied' && forbiddenByPage() ? 'policy' : reason, error);
}
