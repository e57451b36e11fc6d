import { createHash } from 'node:crypto';
import { fold } from '../../../language/text/fold.ts';
import { truncate } from '../../../message/text/truncate.ts';
import { maxLabelLength } from '../../limits.ts';

/** An item on offer, with details that distinguish it from items of the same name. */
export interface LabelledItem {
  id: string;
  label: string;
  /** The most distinctive first: where it is, when it was created. */
  details: readonly string[];
}

/** A key under which labels that look the same are equal. */
export const normalizeLabel = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(?!\u200d)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** A stable code for an item that nothing else distinguishes; does not reveal its id. */
export const disambiguationCode = (id: string): string =>
  createHash('sha256').update(id).digest('hex');

const longestDetail = 40;
const shortestCode = 4;

const withTail = (label: string, tail: string, longest: number): string =>
  `${truncate(label, longest - tail.length - 3)} · ${tail}`;

/** Suffixes to try, in order, for items of the same name. */
const disambiguators = ({ id, details }: LabelledItem): string[] => [
  ...details
    .filter((detail) => fold(detail) !== '')
    .map((detail) => truncate(detail, longestDetail)),
  ...[0, 2, 4, 8, 28].map((more) => `#${disambiguationCode(id).slice(0, shortestCode + more)}`),
];

/** Indexes of labels that people could confuse: diacritics are ignored, since people often misplace or omit them. */
function ambiguousIndexes(labels: readonly string[]): Set<number> {
  const groups = Map.groupBy(labels.keys(), (at) => fold(labels[at] ?? ''));
  return new Set([...groups.values()].filter((group) => group.length > 1).flat());
}

/**
 * A unique label for each item: shortened, and followed by a detail, or at last by a code, where items share a name.
 * Deterministic for the same items.
 * @param longest in UTF-16 units
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
    // Duplicate items cannot be distinguished.
    if (level > 12) return labels;
  }
  return labels;
}
