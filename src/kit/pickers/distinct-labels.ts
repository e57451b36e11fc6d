import { createHash } from 'node:crypto';
import { fold } from '../../language/text/fold.ts';
import { truncate } from '../../message/text/truncate.ts';

/** Longest label on offer, in UTF-16 units. Source: Discord, autocomplete choices and options of selects. */
export const maxLabelLength = 100;

/** Longest label of a button. Source: Discord, "Button". */
export const maxButtonLabelLength = 80;

/** Something that is offered, and what tells it from others that are called the same. */
export interface LabelledItem {
  id: string;
  label: string;
  /** The most telling first: where it is, when it was made. */
  details: readonly string[];
}

/** A label as a reader sees it: the same key looks the same. */
export const normalizeLabel = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(?!\u200d)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** What stands for a thing where nothing else tells it apart: always the same, and no id. */
export const disambiguationCode = (id: string): string =>
  createHash('sha256').update(id).digest('hex');

const longestDetail = 40;
const shortestCode = 4;

const withTail = (label: string, tail: string, longest: number): string =>
  `${truncate(label, longest - tail.length - 3)} · ${tail}`;

/** The tails to be tried for a group of things that are called the same, one after the other. */
const disambiguators = ({ id, details }: LabelledItem): string[] => [
  ...details
    .filter((detail) => fold(detail) !== '')
    .map((detail) => truncate(detail, longestDetail)),
  ...[0, 2, 4, 8, 28].map((more) => `#${disambiguationCode(id).slice(0, shortestCode + more)}`),
];

/** Positions of labels that somebody would type or read as another's: one word with its tone mark here or there is the same to people. */
function ambiguousIndexes(labels: readonly string[]): Set<number> {
  const groups = Map.groupBy(labels.keys(), (at) => fold(labels[at] ?? ''));
  return new Set([...groups.values()].filter((group) => group.length > 1).flat());
}

/**
 * A label of each thing that no other of them has: shortened, and with a detail or at last a code behind it where
 * several are called the same. Of the same things it is always the same.
 * @param longest UTF-16 units
 */
export function distinctLabels(
  things: readonly LabelledItem[],
  longest = maxLabelLength,
): string[] {
  const plain = things.map(({ label }) => truncate(label, longest));
  let labels = plain;
  let same = ambiguousIndexes(labels);
  for (let level = 0; same.size > 0; level += 1) {
    const next = labels.map((label, at) => {
      const thing = things[at];
      if (!thing || !same.has(at)) return label;
      const tails = disambiguators(thing);
      const tail = tails[Math.min(level, tails.length - 1)] ?? '';
      return withTail(thing.label, tail, longest);
    });
    labels = next;
    same = ambiguousIndexes(labels);
    // Nothing tells a thing from itself.
    if (level > 12) return labels;
  }
  return labels;
}

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
