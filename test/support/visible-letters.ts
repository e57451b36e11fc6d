import type { Block, Inline, Message } from '../../src/message/message.ts';

/**
 * Normalizes texts for comparison: without spaces, invisible characters and characters that renderers add (bullets, colons
 * after names, rules), and with one kind of backtick.
 */
export const visibleLetters = (text: string): string =>
  text.replace(/\ufe0f|[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}•:…-]/gu, '').replaceAll('ˋ', '`');

type SayTime = (inline: Extract<Inline, { kind: 'time' }>) => string;

const inlineWords = (content: readonly Inline[], sayTime: SayTime): string =>
  content
    .map((inline) => {
      if (inline.kind === 'time') return sayTime(inline);
      const isWrittenOut = inline.kind === 'link' && inline.url.length > 1500;
      return isWrittenOut ? `${inline.text}${inline.url}` : inline.text;
    })
    .join('');

function blockWords(block: Block, sayTime: SayTime): string {
  switch (block.kind) {
    case 'list':
      return block.items
        .map((item, at) => {
          const number = block.start === undefined ? '' : `${block.start + at}.`;
          return number + inlineWords(item, sayTime);
        })
        .join('');
    case 'fields':
      return block.fields.map(({ name, value }) => name + inlineWords(value, sayTime)).join('');
    case 'code':
      return block.text;
    case 'table':
      return block.rows
        .flat()
        .map((cell) => inlineWords(cell, sayTime))
        .join('');
    case 'rows':
      return block.rows.map(({ content }) => inlineWords(content, sayTime)).join('');
    case 'details':
      return (
        inlineWords(block.summary, sayTime) +
        block.blocks.map((one) => blockWords(one, sayTime)).join('')
      );
    default:
      return inlineWords(block.content, sayTime);
  }
}

/** All letters of a message's blocks in order; of tables only the cells, since headers are repeated. */
export const messageLetters = ({ blocks }: Pick<Message, 'blocks'>, sayTime: SayTime): string =>
  visibleLetters(blocks.map((block) => blockWords(block, sayTime)).join(''));

/** Whether `inner` is a subsequence of `outer`. */
export function isSubsequence(inner: string, outer: string): boolean {
  let at = 0;
  for (const letter of inner) {
    at = outer.indexOf(letter, at);
    if (at < 0) return false;
    at += letter.length;
  }
  return true;
}
