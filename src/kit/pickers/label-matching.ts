import { fold } from '../../language/text/fold.ts';
import { disambiguationCode, type LabelledItem, normalizeLabel } from './distinct-labels.ts';

/** How a typed text may be meant, from the surest on. */
export type LabelMatcher = (
  thing: LabelledItem & { shown: string; names: readonly string[] },
) => boolean;

/** `Name · detail`, `Name…`, `Name · #3fa2`: the parts of a label that was offered at another time. */
function labelPrefixes(written: string): string[] {
  const parts = written.split(' · ');
  return parts
    .map((_, at) => parts.slice(0, parts.length - at).join(' · '))
    .slice(1)
    .filter((head) => fold(head) !== '');
}

/** Fewest letters before an ellipsis by which a shortened label is known. */
const fewestBeforeEllipsis = 8;

const hasName = ({ label, names }: Parameters<LabelMatcher>[0], head: string): boolean => {
  const stem = /^(.*)…$/s.exec(head.trim())?.[1];
  const all = [label, ...names].map(fold);
  if (stem === undefined) return all.includes(fold(head));
  const start = fold(stem);
  return start.length >= fewestBeforeEllipsis && all.some((name) => name.startsWith(start));
};

/**
 * What a typed text names whole, from the surest on: the label on offer, then a name; both as they are written, then
 * without marks; then a label that was shortened, or that carried a code.
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

/** What a typed text was a label of when something in it was another: how many seats were free, in what state it was. */
export const staleLabelMatchers = (written: string): LabelMatcher[] =>
  labelPrefixes(written).map(
    (head): LabelMatcher =>
      (thing) =>
        hasName(thing, head),
  );

/** Words to look for where nothing was found under the whole of what was typed. */
export const fallbackQueries = (written: string): string[] =>
  [...new Set([written, ...labelPrefixes(written)])]
    .map((part) =>
      part
        .replace(/^\s*\[[^\]]*\]\s*/, '')
        // The last word before an ellipsis may be half a word.
        .replace(/\s*\S*…$/, '')
        .trim(),
    )
    .filter((part) => part !== '' && part !== written);
