import { createHash } from 'node:crypto';
import { fold } from '../../language/text/fold.ts';
import { truncate } from '../../message/text/truncate.ts';
import { maxLabelLength } from '../limits.ts';

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
