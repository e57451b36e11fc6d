import type { Locale } from '../../language/locale.ts';
import { type Block, messageSchema } from '../../message/message.ts';
import type { ManagedPublication } from './managed-publications.ts';

const plainText = (block: Block): string =>
  block.kind === 'heading' || block.kind === 'paragraph'
    ? block.content
        .map((inline) => (inline.kind === 'time' ? '' : inline.text))
        .join('')
        .replace(/\s+/g, ' ')
        .trim()
    : '';

/** Longest title, in Unicode code points. */
const maxTitleLength = 60;

/** A publication's title in one language: its heading, else its first words. */
export function publicationTitle(
  { messages }: Pick<ManagedPublication, 'messages'>,
  locale: Locale,
): string {
  const all: Readonly<Record<string, unknown>> =
    typeof messages === 'object' && messages !== null ? { ...messages } : {};
  const read = messageSchema.safeParse(all[locale] ?? Object.values(all)[0]);
  const blocks = read.success ? read.data.blocks : [];
  const first =
    blocks.find(({ kind }) => kind === 'heading') ??
    blocks.find((block) => plainText(block) !== '');
  const letters = [...(first ? plainText(first) : '')];
  return letters.length > maxTitleLength
    ? `${letters.slice(0, maxTitleLength - 1).join('')}…`
    : letters.join('');
}
