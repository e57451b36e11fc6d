import { splitAddresses } from '../links/addresses.ts';
import type { Inline, PlainBlock } from '../message.ts';
import { splitGraphemes } from '../text/truncate.ts';
import { tableAsFields } from './table.ts';

/** A block split in two: the part that fits, and the rest. */
export interface BlockSplit {
  head?: PlainBlock;
  rest: PlainBlock[];
}

/**
 * Where a block may be split: `items` between items, rows and lines of text that leave a piece of a reasonable size;
 * `letters` between any two graphemes.
 */
export type Granularity = 'items' | 'letters';

type Fits<Piece> = (piece: Piece) => boolean;

/** Minimum number of graphemes for which a text is begun in the rest of a part. */
const minHeadLength = 100;

/** The largest count up to `most` that fits, by binary search; 0 when none does. */
export function largest(most: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

/** A grapheme of an inline, or an indivisible inline such as a time. */
interface Unit {
  inline: Inline;
  letter: string;
}

const unitsOf = (content: readonly Inline[]): Unit[] =>
  content.flatMap((inline): Unit[] =>
    inline.kind === 'time'
      ? [{ inline, letter: '' }]
      : splitGraphemes(inline.text).map((letter) => ({ inline, letter })),
  );

function joined(units: readonly Unit[]): Inline[] {
  const runs: { inline: Inline; text: string }[] = [];
  for (const { inline, letter } of units) {
    const last = runs.at(-1);
    if (last?.inline === inline && inline.kind !== 'time') last.text += letter;
    else runs.push({ inline, text: letter });
  }
  return runs.map(({ inline, text }) => (inline.kind === 'time' ? inline : { ...inline, text }));
}

/** The last end of a line, or else of a word, in the second half of what fits. */
function wordEdge(units: readonly Unit[], most: number): number {
  const edge = (mark: RegExp) => {
    for (let at = most; at > most / 2; at -= 1) {
      if (mark.test(units[at - 1]?.letter ?? '')) return at;
    }
    return undefined;
  };
  if (/\s/.test(units[most]?.letter ?? '')) return edge(/\n/) ?? most;
  return edge(/\n/) ?? edge(/\s/) ?? most;
}

/** This position, or the beginning of the URL that it would split. */
function besideAddress(units: readonly Unit[], at: number): number {
  const isSpace = ({ letter }: Unit) => /^\s*$/.test(letter);
  let from = units.slice(0, at).findLastIndex(isSpace) + 1;
  const after = units.slice(at).findIndex(isSpace);
  const run = units.slice(from, after < 0 ? units.length : at + after);
  for (const piece of splitAddresses(run.map(({ letter }) => letter).join(''))) {
    const until = from + splitGraphemes(piece.text).length;
    if (piece.kind !== 'words' && from < at && at < until) return from === 0 ? at : from;
    from = until;
  }
  return at;
}

/** Splits inline content between lines, else between words, else between graphemes. */
function splitContent(
  content: readonly Inline[],
  fits: Fits<Inline[]>,
  fineness: Granularity,
): [Inline[], Inline[]] | undefined {
  const units = unitsOf(content);
  const most = largest(units.length - 1, (count) => fits(joined(units.slice(0, count))));
  if (most === 0 || (fineness === 'items' && most < minHeadLength)) return undefined;
  const at = besideAddress(units, wordEdge(units, most));
  return [joined(units.slice(0, at)), joined(units.slice(at))];
}

type List = Extract<PlainBlock, { kind: 'list' }>;
type Fields = Extract<PlainBlock, { kind: 'fields' }>;

const listFrom = (block: List, from: number): PlainBlock[] =>
  from >= block.items.length
    ? []
    : [
        {
          ...block,
          items: block.items.slice(from),
          ...(block.start === undefined ? {} : { start: block.start + from }),
        },
      ];

function splitList(
  block: List,
  fits: Fits<PlainBlock>,
  fineness: Granularity,
): BlockSplit | undefined {
  const take = (items: Inline[][]): PlainBlock => ({ ...block, items });
  const whole = largest(block.items.length - 1, (count) => fits(take(block.items.slice(0, count))));
  if (whole > 0) return { head: take(block.items.slice(0, whole)), rest: listFrom(block, whole) };
  const first = fineness === 'letters' ? block.items[0] : undefined;
  const cut = first && splitContent(first, (head) => fits(take([head])), fineness);
  return (
    cut && {
      head: take([cut[0]]),
      rest: [{ kind: 'paragraph', content: cut[1] }, ...listFrom(block, 1)],
    }
  );
}

function splitFields(
  block: Fields,
  fits: Fits<PlainBlock>,
  fineness: Granularity,
): BlockSplit | undefined {
  const take = (fields: Fields['fields']): PlainBlock => ({ ...block, fields });
  const from = (at: number): PlainBlock[] =>
    at >= block.fields.length ? [] : [take(block.fields.slice(at))];
  const whole = largest(block.fields.length - 1, (count) =>
    fits(take(block.fields.slice(0, count))),
  );
  if (whole > 0) return { head: take(block.fields.slice(0, whole)), rest: from(whole) };
  const first = fineness === 'letters' ? block.fields[0] : undefined;
  if (!first) return undefined;
  const { name, value } = first;
  const cut = splitContent(value, (head) => fits(take([{ name, value: head }])), fineness);
  if (cut) {
    return {
      head: take([{ name, value: cut[0] }]),
      rest: [{ kind: 'paragraph', content: cut[1] }, ...from(1)],
    };
  }
  // The name alone is too long.
  const asTitle = (content: Inline[]): PlainBlock => ({ kind: 'paragraph', content });
  const title: Inline[] = [{ kind: 'text', text: name, bold: true }];
  if (fits(asTitle(title))) {
    return { head: asTitle(title), rest: [{ kind: 'paragraph', content: value }, ...from(1)] };
  }
  const named = splitContent(title, (head) => fits(asTitle(head)), fineness);
  const tail = named?.[1].map((inline) => (inline.kind === 'time' ? '' : inline.text)).join('');
  return (
    named && {
      head: asTitle(named[0]),
      rest: [take([{ name: tail ?? '', value }]), ...from(1)],
    }
  );
}

/**
 * Splits a block so that its head fits, or returns `undefined` when nothing of it does. Lists are split between items,
 * tables between rows with a repeated header, text between lines, words and graphemes.
 */
export function splitBlock(
  block: PlainBlock,
  fits: Fits<PlainBlock>,
  fineness: Granularity,
): BlockSplit | undefined {
  switch (block.kind) {
    case 'list':
      return splitList(block, fits, fineness);
    case 'fields':
      return splitFields(block, fits, fineness);
    case 'table': {
      const take = (rows: Inline[][][]): PlainBlock => ({ ...block, rows });
      const whole = largest(block.rows.length - 1, (count) =>
        fits(take(block.rows.slice(0, count))),
      );
      if (whole > 0) {
        return { head: take(block.rows.slice(0, whole)), rest: [take(block.rows.slice(whole))] };
      }
      // Not even one row fits below the header.
      return fineness === 'letters' ? { rest: tableAsFields(block) } : undefined;
    }
    case 'code': {
      const text = (content: readonly Inline[]) =>
        content.map((inline) => (inline.kind === 'time' ? '' : inline.text)).join('');
      const take = (content: Inline[]): PlainBlock => ({ ...block, text: text(content) });
      const cut = splitContent(
        [{ kind: 'text', text: block.text }],
        (head) => fits(take(head)),
        fineness,
      );
      return cut && { head: take(cut[0]), rest: [take(cut[1])] };
    }
    default: {
      const cut = splitContent(block.content, (content) => fits({ ...block, content }), fineness);
      return (
        cut && {
          head: { ...block, content: cut[0] },
          rest: [{ ...block, content: cut[1] }],
        }
      );
    }
  }
}
