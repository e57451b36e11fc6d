import { fold } from '../../../language/text/fold.ts';
import { disambiguationCode, type LabelledItem, normalizeLabel } from './distinct-labels.ts';

/** One way in which typed text can match an item. */
export type LabelMatcher = (
  thing: LabelledItem & { shown: string; names: readonly string[] },
) => boolean;

/** Possible names in a label that was offered earlier: `Name · detail`, `Name…`, `Name · #3fa2`. */
function labelPrefixes(written: string): string[] {
  const parts = written.split(' · ');
  return parts
    .map((_, at) => parts.slice(0, parts.length - at).join(' · '))
    .slice(1)
    .filter((head) => fold(head) !== '');
}

/** Minimum length before an ellipsis for a shortened label to match. */
const fewestBeforeEllipsis = 8;

const hasName = ({ label, names }: Parameters<LabelMatcher>[0], head: string): boolean => {
  const stem = /^(.*)…$/s.exec(head.trim())?.[1];
  const all = [label, ...names].map(fold);
  if (stem === undefined) return all.includes(fold(head));
  const start = fold(stem);
  return start.length >= fewestBeforeEllipsis && all.some((name) => name.startsWith(start));
};

/**
 * Matchers for text that names an item completely, from the most to the least certain: the offered label, then a
 * name, both exact and then without diacritics; then a shortened label, or one with a code.
 */
export function exactMatchers(written: string): LabelMatcher[] {
  const [key, folded] = [normalizeLabel(written), fold(written)];
  const code = / · #([0-9a-f]{4,32})$/.exec(key)?.[1];
  return [
    ({ shown }) => normalizeLabel(shown) === key,
    ({ label, names }) => [label, ...names].some((name) => normalizeLabel(name) === key),
    ({ shown }) => fold(shown) === folded,
    ({ label, names }) => [label, ...names].some((name) => fold(name) === folded),
    (thing) =>
      code !== undefined &&
      disambiguationCode(thing.id).startsWith(code) &&
      labelPrefixes(written).some((head) => hasName(thing, head)),
    (thing) => hasName(thing, written),
  ];
}

/** Matchers for labels with a note, or with a detail that has changed since they were offered. */
export function staleLabelMatchers(written: string): LabelMatcher[] {
  const heads = labelPrefixes(written);
  return [
    ...heads.map(
      (head): LabelMatcher =>
        ({ shown }) =>
          normalizeLabel(shown) === normalizeLabel(head),
    ),
    ...heads.map(
      (head): LabelMatcher =>
        (thing) =>
          hasName(thing, head),
    ),
  ];
}

/** Search terms to try when the whole text matches nothing. */
export const fallbackQueries = (written: string): string[] =>
  [...new Set([written, ...labelPrefixes(written)])]
    .map((part) =>
      part
        .replace(/^\s*\[[^\]]*\]\s*/, '')
        // The last word before an ellipsis may be cut.
        .replace(/\s*\S*…$/, '')
        .trim(),
    )
    .filter((part) => part !== '' && part !== written);
