/** The product's version, as `it-ready`, `itWidgets.version` and the SIP User-Agent say it; the same as in package.json (a test compares them). */
export const VERSION = '0.1.0';
