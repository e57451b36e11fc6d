import type { TextSpan, VisibleMessage } from '../../../playground/driver/visible-message.ts';
import { richLines } from '../../../playground/driver/visible-rich.ts';

const textOf = (spans: readonly TextSpan[]): string => spans.map(({ text }) => text).join('');

/** Everything that can be read in a message, as one text. */
export function readableText(seen: VisibleMessage): string {
  const parts = [
    textOf(seen.body),
    ...richLines(seen.rich ?? []),
    ...seen.embeds.flatMap(({ title, body, fields, footer }) => [
      textOf(title ?? []),
      textOf(body ?? []),
      ...fields.map(({ name, value }) => `${textOf(name)}: ${textOf(value)}`),
      footer ?? '',
    ]),
  ];
  return parts
    .filter((part) => part !== '')
    .join('\n')
    .replaceAll('\u2060', '');
}

/** Something in a message that pings somebody. */
export const pingedMentions = (seen: VisibleMessage): string[] =>
  [...seen.body, ...seen.embeds.flatMap(({ body }) => body ?? [])].flatMap(({ mention }) =>
    mention === undefined ? [] : [mention],
  );
