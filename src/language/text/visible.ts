/**
 * Invisible characters: white space, control and format characters, marks, default ignorable characters (such as Hangul
 * fillers), and blank letters.
 */
const invisible = /[\s\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu;

/** Visible characters of a text, in code points; marks count with their letters. */
export const visibleLength = (text: string): number => [...text.replace(invisible, '')].length;

/** A name, or another one if it is invisible. */
export const visibleOr = (name: string, other: string): string =>
  visibleLength(name) > 0 ? name : other;

/** White space and letters that look like it; not other invisible characters, which emoji may end with. */
const blank = String.raw`[\s\u00ad\u115f\u1160\u200b\u2060\u2800\u3164\ufeff\uffa0]+`;
const edges = new RegExp(`^${blank}|${blank}$`, 'gu');

/** Trims white space and letters that look like it. */
export const trimBlank = (text: string): string => text.replace(edges, '');
