import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { DiscordRow } from '../../../bots/discord/write/components.ts';
import type { DiscordContainer } from '../../../bots/discord/write/list-message.ts';
import { renderDiscordMessages } from '../../../bots/discord/write/message.ts';
import { renderTelegramMessages } from '../../../bots/telegram/write/message.ts';
import type { ArgumentType } from '../../../src/kit/define/argument-type.ts';
import type { InputKind } from '../../../src/kit/define/picker.ts';
import * as build from '../../../src/message/build.ts';
import { details } from '../../../src/message/details.ts';
import { picture } from '../../../src/message/files.ts';
import { sourceFooter } from '../../../src/message/links/web-link.ts';
import type { Block, Inline, Message } from '../../../src/message/message.ts';
import { tinyPng } from '../../support/fixtures/arbitrary-messages.ts';
import {
  argumentSamples,
  argumentTypeNames,
  readContexts,
} from '../../support/fixtures/argument-samples.ts';

const docs = path.resolve(import.meta.dirname, '../../../docs');
const file = path.join(docs, 'platforms.md');
const releasesFile = path.join(docs, 'platform-releases.json');

interface Sampled {
  type: ArgumentType<unknown>;
}

function discordOption({ type: kind }: Sampled): string {
  if (kind.acceptsReference === 'message') return 'none: the command is in the menu of a message';
  const { type, min, max, minLength, maxLength } = kind.discordOption;
  const range = min === undefined && max === undefined ? '' : `, ${min ?? '…'} to ${max ?? '…'}`;
  const length =
    maxLength === undefined || kind.suggest ? '' : `, ${minLength ?? 0} to ${maxLength} characters`;
  return `\`${type}\` option${range}${length}${kind.suggest ? ', suggestions while typing' : ''}`;
}

function telegramTyped({ type: kind }: Sampled): string {
  return kind.greedy ? 'the rest of the line, or `name="…"`' : 'one word, or `name=…`';
}

/** What a question waits for when it has no buttons. */
const taken: Readonly<Record<InputKind, string>> = {
  words: 'a forced reply',
  person: 'the client’s own list of people, or @name',
  file: 'a file that is sent',
};
/** Buttons that are shown of a question. */
const fewest = 4;

async function telegramAsked({ type: kind }: Sampled): Promise<string> {
  const [english] = readContexts;
  if (!english) throw new Error('There is no context');
  const { rows, accepts } = await kind.picker({}, english, {});
  const labels = rows.flat().map(({ label }) => `[${label}]`);
  if (kind.acceptsReference === 'message') return 'nothing: the command is a reply to a message';
  if (labels.length === 0) return taken[accepts];
  return `${labels.slice(0, fewest).join(' ')}${labels.length > fewest ? ' …' : ''}, or words`;
}

type Sample = Block | Inline | Partial<Message>;

const words = build.paragraph('Words');
const button = (label: string) => ({ label, token: `T:${label}` });

/** A sample of each block: a kind that is missing here fails to compile. */
const blocks: Record<Block['kind'], Block> = {
  heading: build.heading('Title'),
  paragraph: build.paragraph('Words'),
  list: build.list(['one', 'two']),
  quote: build.quote('said'),
  fields: build.fields([['Where', 'Hall']]),
  code: build.codeBlock('let a;', 'ts'),
  table: build.table(['Name', 'Place'], [['Linh', '1']]),
  rows: build.rows([
    {
      content: 'Film week',
      name: 'Film',
      buttons: [button('Details'), button('Going'), build.disabledButton('Full')],
    },
  ]),
  details: {
    ...details('Film week', [build.paragraph('All about it')], 'More'),
    more: button('More'),
  },
  footer: sourceFooter('Source', 'https://example.org/a'),
};

const inlines: Record<Inline['kind'], Inline> = {
  text: build.bold(build.italic(build.strike('all'))),
  link: build.link('site', 'https://example.org/'),
  command: { kind: 'command', text: '/alert_send' },
  time: build.time(new Date('2026-11-28T12:30:00Z')),
};

const others: Readonly<Record<string, Sample>> = {
  'fixed width': build.code('code'),
  'numbered list': build.numberedList(['one', 'two']),
  'table too wide for a phone': build.table(['Name', 'Note'], [['Linh', 'x'.repeat(31)]]),
  'tone `warning`': { tone: 'warning', blocks: [words] },
  buttons: {
    blocks: [words],
    buttons: [[button('A'), build.linkButton('B', 'https://example.org/')]],
  },
  menu: {
    blocks: [words],
    menus: [
      { placeholder: 'Which?', options: [{ ...button('A'), description: 'first' }, button('B')] },
    ],
  },
  file: { blocks: [words], files: [{ name: 'a.csv', contentType: 'text/csv', content: 'a' }] },
  picture: { blocks: [words], files: [picture('a.png', 'image/png', tinyPng(), 'A door')] },
  'picture with a long text': {
    blocks: [build.paragraph('x'.repeat(1025))],
    files: [picture('a.png', 'image/png', tinyPng(), 'A door')],
  },
  'picture of an alert': { blocks: [words], picture: { hash: 'a'.repeat(64), alt: 'A door' } },
  'picture of an alert with a long text': {
    blocks: [build.paragraph('x'.repeat(1025))],
    picture: { hash: 'a'.repeat(64), alt: 'A door' },
  },
  'eight rows of buttons': {
    blocks: [words],
    buttons: Array.from({ length: 8 }, (_, at) => [button(String(at))]),
  },
  'ten thousand letters': { blocks: [build.paragraph('x'.repeat(10_000))] },
};

const isInline = (sample: Block | Inline): sample is Inline => Object.hasOwn(inlines, sample.kind);

function messageOf(sample: Sample): Message {
  const parts: Partial<Message> =
    'kind' in sample
      ? {
          blocks: isInline(sample) ? [build.paragraph(sample)] : [sample],
        }
      : sample;
  return { ...build.message([]), ...parts };
}

/** Markup as it stands in a table of Markdown; long runs of one letter are counted. */
const shown = (text: string): string =>
  text === ''
    ? ''
    : `\`\` ${text
        .replace(/x{9,}/g, (run) => `x×${run.length}`)
        .replaceAll('\n', '⏎')
        .replaceAll('|', '\\|')} \`\``;

function buttonText(one: DiscordRow['components'][number]): string {
  if (one.type === 2) return `[${one.label}]`;
  const options = one.options.map(({ label, description }) =>
    description ? `${label}: ${description}` : label,
  );
  return `select “${one.placeholder}” {${options.join(', ')}}`;
}

const containerText = ({ components }: DiscordContainer): string =>
  `container {${components
    .map((child) => {
      if (child.type === 10) return shown(child.content);
      if (child.type === 1) return child.components.map(buttonText).join(' ');
      return `section ${child.components.map(({ content }) => shown(content)).join(' ')} with ${buttonText(child.accessory)}`;
    })
    .join(', ')}}`;

function onDiscord(said: Message): string {
  return renderDiscordMessages(said)
    .map(({ content, embeds, components, files, container, picture: stored }) =>
      [
        content === '' ? '' : shown(content),
        ...embeds.map(({ description }) => `embed ${shown(description)}`),
        stored ? `the picture, described “${stored.alt}”` : '',
        ...(container ? [containerText(container)] : []),
        ...components.map((row) => row.components.map(buttonText).join(' ')),
        ...files.map(({ name, picture }) =>
          picture ? `attachment ${name}, described “${picture.alt}”` : `attachment ${name}`,
        ),
      ]
        .filter((words) => words !== '')
        .join(', '),
    )
    .join('; then ');
}

const onTelegram = (said: Message): string =>
  renderTelegramMessages(said, { locale: 'en', zone: 'Asia/Ho_Chi_Minh', dateTime: true })
    .map(({ text, keyboard, file, picture: stored }) =>
      [
        file ? `${file.as} ${file.content.name}` : '',
        stored ? 'the picture' : '',
        text === '' ? '' : `${file || stored ? 'with the caption ' : ''}${shown(text)}`,
        ...keyboard.map((row) => row.map((one) => `[${one.text}]`).join(' ')),
      ]
        .filter((words) => words !== '')
        .join(', '),
    )
    .join('; then ');

const releasesSchema = z.array(
  z.strictObject({
    platform: z.enum(['Telegram', 'Discord']),
    release: z.string(),
    feature: z.string(),
    isUsed: z.boolean(),
    /** What it is used for, or why it is not. */
    note: z.string().min(1),
  }),
);

/** What is used of each release. */
const releaseRows = (): string[] =>
  releasesSchema
    .parse(JSON.parse(readFileSync(releasesFile, 'utf8')))
    .map(({ platform, release, feature, isUsed, note }) => {
      const name = platform === 'Telegram' ? `Bot API ${release}` : `Discord ${release}`;
      return `| ${name} | ${feature} | ${isUsed ? 'yes' : 'no'} | ${note} |`;
    });

/** Replaces what stands between two marks. */
function between(document: string, mark: string, lines: readonly string[]): string {
  const pattern = new RegExp(`(<!-- ${mark} -->\n)[\\s\\S]*?(<!-- /${mark} -->)`);
  if (!pattern.test(document)) throw new Error(`docs/platforms.md has no marks for “${mark}”`);
  return document.replace(
    pattern,
    (_all, begin: string, end: string) =>
      `${begin}${lines.map((line) => `${line}\n`).join('')}${end}`,
  );
}

/** Run with UPDATE_DOCS=1 to write the tables anew. */
test('documents in docs/platforms.md how each argument type and message part is shown', async () => {
  const now = readFileSync(file, 'utf8');
  const kindRows = await Promise.all(
    argumentTypeNames.map(async (name) => {
      const one = argumentSamples[name].argument;
      const asked = await telegramAsked(one);
      return `| ${name} | ${discordOption(one)} | ${telegramTyped(one)} | ${asked} |`;
    }),
  );
  const parts: [string, Sample][] = [blocks, inlines, others].flatMap((group) =>
    Object.entries<Sample>(group),
  );
  const partRows = parts.map(([name, sample]) => {
    const said = messageOf(sample);
    return `| ${name} | ${onDiscord(said)} | ${onTelegram(said)} |`;
  });
  const tables: [string, string[]][] = [
    [
      'kinds',
      [
        '| kind | Discord | typed on Telegram | asked for on Telegram |',
        '|---|---|---|---|',
        ...kindRows,
      ],
    ],
    ['parts', ['| part | Discord | Telegram |', '|---|---|---|', ...partRows]],
    [
      'releases',
      ['| release | feature | used | why, or what for |', '|---|---|---|---|', ...releaseRows()],
    ],
  ];
  const wanted = tables.reduce((text, [mark, lines]) => between(text, mark, lines), now);
  if (process.env.UPDATE_DOCS) writeFileSync(file, wanted);
  else {
    const hint =
      'UPDATE_DOCS=1 vitest run test/structure/documents/platforms-document.test.ts writes it anew';
    expect(now, hint).toBe(wanted);
  }
});
