import { richLines } from '../driver/visible-rich.ts';
import type { EmbedView, FormView, MessageView, SpanView } from '../server/api-schema.ts';

/** A printed message: author and place, text, `[buttons]`, `{menus}`, `<files>`. */
export function formatMessage(message: MessageView, where: string): string {
  const marks = [
    message.from.name,
    where,
    ...(message.edited ? ['edited'] : []),
    ...(message.private ? ['only you can see this'] : []),
  ];
  const lines = [
    ...(message.command === undefined ? [] : [`(answers ${message.command})`]),
    ...textOf(message.body).split('\n'),
    ...richLines(message.rich ?? []).flatMap((line) => line.split('\n')),
    ...message.embeds.flatMap(embedLines),
    ...message.buttons.map((row) => row.map(formatButton).join(' ')),
    ...message.menus.map(
      ({ placeholder, options }) =>
        `{${placeholder ?? 'menu'}: ${options.map(({ label }) => label).join(' | ')}}`,
    ),
    ...message.files.map(({ name }) => `<${name}>`),
  ].filter((line, index, all) => line !== '' || (index > 0 && all[index - 1] !== ''));
  return escapeControlCharacters(
    [`${marks.join(' · ')}`, ...lines.map((line) => `  ${line}`)].join('\n'),
  );
}

/** An opened form, with instructions to fill it in. */
export function formatForm({ title, texts, fields }: FormView): string {
  const explanations = texts.flatMap(({ body }) =>
    textOf(body)
      .split('\n')
      .map((line) => `  ${line}`),
  );
  const lines = fields.map(({ label, required, value, kind, options = [], chosen = [] }) => {
    const names = options.map((one) => one.label);
    const now = options.filter((one) => chosen.includes(one.value)).map((one) => one.label);
    const shown =
      kind === 'checkbox' ? (chosen.length > 0 ? 'yes' : 'no') : now.join(', ') || value;
    return [
      `  ${label}${required ? ' (required)' : ''}`,
      names.length === 0 ? '' : `: ${names.join(' | ')}`,
      shown === '' ? '' : ` = ${shown}`,
    ].join('');
  });
  const first = fields[0]?.label ?? 'FIELD';
  return escapeControlCharacters(
    [`Form: ${title}`, ...explanations, ...lines, `  Send it with --submit "${first}=…"`].join(
      '\n',
    ),
  );
}

export const formatPopUp = (text: string): string => escapeControlCharacters(`! ${text}`);

const formatButton = ({ label, url, disabled }: MessageView['buttons'][number][number]): string =>
  `[${label}]${disabled ? ' (off)' : ''}${url === undefined ? '' : ` (${url})`}`;

function embedLines({ title, url, body, fields, footer, image }: EmbedView): string[] {
  const heading =
    title === undefined ? [] : [textOf(title) + (url === undefined ? '' : ` (${url})`)];
  return [
    ...heading,
    ...(body === undefined ? [] : textOf(body).split('\n')),
    ...fields.flatMap(({ name, value }) => `${textOf(name)}: ${textOf(value)}`.split('\n')),
    ...(footer === undefined ? [] : footer.split('\n')),
    ...(image === undefined ? [] : ['<picture>']),
  ];
}

function textOf(spans: readonly SpanView[]): string {
  return spans
    .map(({ text, link, spoiler }) => {
      const shown = spoiler ? `||${text}||` : text;
      return link === undefined || link === text ? shown : `${shown} (${link})`;
    })
    .join('');
}

/** Escapes control characters except line breaks, so that no message can control the terminal. */
const escapeControlCharacters = (text: string): string =>
  text.replace(/[^\P{Cc}\n]/gu, (character) =>
    character === '\t' ? ' ' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
