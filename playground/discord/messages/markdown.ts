import type { TextSpan } from '../../driver/visible-message.ts';
import { inline, type MarkdownContext, type Style } from './inline-markdown.ts';
import { mergeSpans } from './merge-spans.ts';

export type { MarkdownContext };

const fence = /```(?:[a-zA-Z0-9_+\-.#]+\n)?\n*([\s\S]+?)\n*```/;

/** Renders Discord's markdown. Markup that Discord would not interpret stays in the text, so that tests can see it. */
export function renderMarkdown(source: string, reader: MarkdownContext): TextSpan[] {
  return mergeSpans(blocks(source, {}, reader));
}

/** Titles, field names: no headings, lists or quotes. */
export function renderInline(source: string, reader: MarkdownContext): TextSpan[] {
  return mergeSpans(inline(source, {}, reader));
}

function blocks(source: string, style: Style, reader: MarkdownContext): TextSpan[] {
  const block = fence.exec(source);
  if (block) {
    return [
      ...blocks(source.slice(0, block.index).replace(/\n$/, ''), style, reader),
      { ...style, text: block[1] ?? '', pre: true },
      ...blocks(source.slice(block.index + block[0].length).replace(/^\n/, ''), style, reader),
    ];
  }
  const spans: TextSpan[] = [];
  const lines = source.split('\n');
  let plain: string[] = [];
  const flush = () => {
    if (plain.length > 0) spans.push(...inline(plain.join('\n'), style, reader));
    plain = [];
  };
  for (const [index, line] of lines.entries()) {
    const last = index === lines.length - 1;
    if (!style.quote && line.startsWith('>>> ')) {
      flush();
      const rest = [line.slice(4), ...lines.slice(index + 1)].join('\n');
      spans.push(...blocks(rest, { ...style, quote: true }, reader));
      return spans;
    }
    const rendered = renderLine(line, style, reader);
    if (rendered) {
      flush();
      spans.push(...rendered);
      if (!last) spans.push({ ...style, text: '\n' });
    } else {
      plain.push(line);
      // A line break before a block belongs to the plain line.
      const next = lines[index + 1];
      if (next !== undefined && renderLine(next, style, reader)) {
        plain.push('');
        flush();
      }
    }
  }
  flush();
  return spans;
}

/** A heading, quote, list item or small print; undefined for plain lines. */
function renderLine(line: string, style: Style, reader: MarkdownContext): TextSpan[] | undefined {
  const heading = /^(#{1,3})\s+(\S.*)$/.exec(line);
  if (heading?.[1] && heading[2])
    return inline(heading[2], { ...style, heading: heading[1].length }, reader);
  const quote = /^> (.*)$/.exec(line);
  if (quote && !style.quote)
    return (
      renderLine(quote[1] ?? '', { ...style, quote: true }, reader) ??
      inline(quote[1] ?? '', { ...style, quote: true }, reader)
    );
  const item = /^(\s*)(?:[-*]|(\d+\.))\s+(\S.*)$/.exec(line);
  if (item)
    return [
      { ...style, text: `${item[1] ?? ''}${item[2] ?? '•'} ` },
      ...inline(item[3] ?? '', style, reader),
    ];
  const small = /^-# (\S.*)$/.exec(line);
  return small ? inline(small[1] ?? '', style, reader) : undefined;
}
