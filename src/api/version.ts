/** The package's version; a test holds it to package.json. Sent as `X-NinePic-Widget` with every POST. */
export const VERSION = '0.1.0';
