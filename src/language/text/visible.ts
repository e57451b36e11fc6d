/**
 * What shows nothing by itself: white space, control and format characters, lone marks, what Unicode lets fonts leave
 * out (Hangul fillers among it), and blank letters that it does not.
 */
const unseen = /[\s\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu;

/** Characters of a text that a reader sees, in Unicode code points; marks count with their letters. */
export const visibleLength = (text: string): number => [...text.replace(unseen, '')].length;

/** A name, or what stands for it where it shows nothing. */
export const visibleOr = (name: string, other: string): string =>
  visibleLength(name) > 0 ? name : other;

/** White space, and letters that look like it. An emoji may end with what else is unseen. */
const blank = String.raw`[\s\u00ad\u115f\u1160\u200b\u2060\u2800\u3164\ufeff\uffa0]+`;
const edges = new RegExp(`^${blank}|${blank}$`, 'gu');

/** A text without what looks like white space at its ends. */
export const trimBlank = (text: string): string => text.replace(edges, '');
