/** The first lines of Google's own snippet, without its script: what it would send is in `dataLayer`. */
globalThis.dataLayer = globalThis.dataLayer || [];
globalThis.gtag = function () {
  globalThis.dataLayer.push(arguments);
};
