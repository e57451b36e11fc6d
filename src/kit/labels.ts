import { createHash } from 'node:crypto';
import { fold } from '../language/fold.ts';
import { shorten } from '../message/shorten.ts';

/** Longest label on offer, in UTF-16 units. Source: Discord, autocomplete choices and options of selects. */
export const longestLabel = 100;

/** Longest label of a button. Source: Discord, "Button". */
export const longestButton = 80;

/** Something that is offered, and what tells it from others that are called the same. */
export interface Labelled {
  id: string;
  label: string;
  /** The most telling first: where it is, when it was made. */
  details: readonly string[];
}

/** A label as a reader sees it: the same key looks the same. */
export const seenKey = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(?!\u200d)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** What stands for a thing where nothing else tells it apart: always the same, and no id. */
export const codeOf = (id: string): string => createHash('sha256').update(id).digest('hex');

const longestDetail = 40;
const shortestCode = 4;

const withTail = (label: string, tail: string, longest: number): string =>
  `${shorten(label, longest - tail.length - 3)} · ${tail}`;

/** The tails to be tried for a group of things that are called the same, one after the other. */
const tailsOf = ({ id, details }: Labelled): string[] => [
  ...details
    .filter((detail) => fold(detail) !== '')
    .map((detail) => shorten(detail, longestDetail)),
  ...[0, 2, 4, 8, 28].map((more) => `#${codeOf(id).slice(0, shortestCode + more)}`),
];

/** Positions of labels that somebody would type or read as another's: one word with its tone mark here or there is the same to people. */
function alike(labels: readonly string[]): Set<number> {
  const groups = Map.groupBy(labels.keys(), (at) => fold(labels[at] ?? ''));
  return new Set([...groups.values()].filter((group) => group.length > 1).flat());
}

/**
 * A label of each thing that no other of them has: shortened, and with a detail or at last a code behind it where
 * several are called the same. Of the same things it is always the same.
 * @param longest UTF-16 units
 */
export function distinctLabels(things: readonly Labelled[], longest = longestLabel): string[] {
  const plain = things.map(({ label }) => shorten(label, longest));
  let labels = plain;
  let same = alike(labels);
  for (let level = 0; same.size > 0; level += 1) {
    const next = labels.map((label, at) => {
      const thing = things[at];
      if (!thing || !same.has(at)) return label;
      const tails = tailsOf(thing);
      const tail = tails[Math.min(level, tails.length - 1)] ?? '';
      return withTail(thing.label, tail, longest);
    });
    labels = next;
    same = alike(labels);
    // Nothing tells a thing from itself.
    if (level > 12) return labels;
  }
  return labels;
}

/** How a typed text may be meant, from the surest on. */
export type Fit = (thing: Labelled & { shown: string; names: readonly string[] }) => boolean;

/** `Name · detail`, `Name…`, `Name · #3fa2`: the parts of a label that was offered at another time. */
function headsOf(written: string): string[] {
  const parts = written.split(' · ');
  return parts
    .map((_, at) => parts.slice(0, parts.length - at).join(' · '))
    .slice(1)
    .filter((head) => fold(head) !== '');
}

/** Fewest letters before an ellipsis by which a shortened label is known. */
const fewestBeforeEllipsis = 8;

const isOf = ({ label, names }: Parameters<Fit>[0], head: string): boolean => {
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
export function wholeFits(written: string): Fit[] {
  const [key, folded] = [seenKey(written), fold(written)];
  const code = / · #([0-9a-f]{4,32})$/.exec(key)?.[1];
  return [
    ({ shown }) => seenKey(shown) === key,
    ({ label, names }) => [label, ...names].some((name) => seenKey(name) === key),
    ({ shown }) => fold(shown) === folded,
    ({ label, names }) => [label, ...names].some((name) => fold(name) === folded),
    (thing) =>
      code !== undefined &&
      codeOf(thing.id).startsWith(code) &&
      headsOf(written).some((head) => isOf(thing, head)),
    (thing) => isOf(thing, written),
  ];
}

/** What a typed text was a label of when something in it was another: how many seats were free, in what state it was. */
export const formerFits = (written: string): Fit[] =>
  headsOf(written).map(
    (head): Fit =>
      (thing) =>
        isOf(thing, head),
  );

/** Words to look for where nothing was found under the whole of what was typed. */
export const partsToSearch = (written: string): string[] =>
  [...new Set([written, ...headsOf(written)])]
    .map((part) =>
      part
        .replace(/^\s*\[[^\]]*\]\s*/, '')
        // The last word before an ellipsis may be half a word.
        .replace(/\s*\S*…$/, '')
        .trim(),
    )
    .filter((part) => part !== '' && part !== written);
