/** Line breaks of every kind, U+0085, U+2028 and U+2029 among them. Source: Unicode Standard Annex 14. */
export const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/g;

/** Control characters other than tabs and line breaks. */
export const controlCharacters = /[\p{Cc}--[\t\n\r]]/gv;
