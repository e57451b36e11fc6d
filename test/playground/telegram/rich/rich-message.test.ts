import { expect, it } from 'vitest';
import { richLines } from '../../../../playground/driver/visible-rich.ts';
import { openGroup } from '../methods/ephemeral/ephemeral-fixture.ts';
import { LINH, SUPERGROUP } from '../telegraf-fixture.ts';

const html = `
<h2>Events &mdash; this week</h2>
<p>Three of them, see https://example.org or ask @linh</p>
<table bordered striped compact><caption>Free places</caption>
<tr><th>When</th><th align="right">Places</th></tr>
<tr><td><tg-time unix="1795869000" format="t">19:30</tg-time></td>
<td align="right"><tg-button type="callback_data" style="link" data="go:1">3</tg-button></td></tr>
<tr><td colspan="2">none</td></tr></table>
<details><summary>More</summary><ul><li>one</li><li><input type="checkbox" checked>two</li></ul></details>
<ol start="3"><li>three</li></ol>
<hr/>
<blockquote>said<cite>Linh</cite></blockquote>
<tg-button-row align="center"><tg-button type="copy_text" text="CODE">Copy</tg-button><tg-button type="disabled">Full</tg-button></tg-button-row>
<footer>End</footer>`;

const send = (text: string, more: Record<string, unknown> = {}) => ({
  chat_id: SUPERGROUP,
  rich_message: { html: text, ...more },
});

it('shows a rich message as blocks', async () => {
  const { telegram, bot, place } = await openGroup();
  expect(await bot.call('sendRichMessage', send(html))).toMatchObject({
    rich_message: {
      blocks: [
        { type: 'heading', size: 2, text: 'Events — this week' },
        {},
        {},
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    },
  });
  const shown = telegram.driver.messages('minh', place).at(-1);
  expect(shown?.body).toEqual([]);
  expect(richLines(shown?.rich ?? [])).toEqual([
    'Events — this week',
    'Three of them, see https://example.org or ask @linh',
    'Free places',
    'When | Places',
    '19:30 | [3]',
    'none',
    'More',
    '• one',
    '☑ two',
    '3. three',
    '---',
    'said',
    'Linh',
    '[Copy] [Full]',
    'End',
  ]);
  expect(shown?.rich).toMatchObject([
    { kind: 'heading', level: 2 },
    { kind: 'paragraph', spans: [{}, { link: 'https://example.org' }, {}, { mention: '@linh' }] },
    {
      kind: 'table',
      isBordered: true,
      isStriped: true,
      isCompact: true,
      rows: [
        [{ isHeader: true }, { align: 'right' }],
        [{ spans: [{ time: 1795869000 }] }, { spans: [{ button: { style: 'link' } }] }],
        [{ columns: 2 }],
      ],
    },
    { kind: 'details', isOpen: false },
    { kind: 'list' },
    { kind: 'divider' },
    { kind: 'quote' },
    { kind: 'buttons', align: 'center', buttons: [{ copies: 'CODE' }, { disabled: true }] },
    { kind: 'footer' },
  ]);
});

it('presses buttons within the text', async () => {
  const { telegram, bot, place } = await openGroup();
  await bot.call('sendRichMessage', send(html));
  await telegram.driver.pressButton('linh', place, '3');
  expect((await bot.updates()).at(-1)).toMatchObject({
    callback_query: { data: 'go:1', from: { id: LINH }, message: { rich_message: {} } },
  });
});

it('shows nothing of it in an old app', async () => {
  const { telegram, bot, place } = await openGroup();
  telegram.changeApp('linh', { isOld: true });
  await bot.call('sendRichMessage', send(html));
  const shown = telegram.driver.messages('linh', place).at(-1);
  expect(shown).toMatchObject({ body: [] });
  expect(shown).not.toHaveProperty('rich');
  await expect(telegram.driver.pressButton('linh', place, '3')).rejects.toThrow('no button "3"');
});

it('finds no links and names when asked not to', async () => {
  const { telegram, bot, place } = await openGroup();
  await bot.call('sendRichMessage', send('<p>@linh</p>', { skip_entity_detection: true }));
  expect(telegram.driver.messages('linh', place).at(-1)?.rich).toEqual([
    { kind: 'paragraph', spans: [{ text: '@linh' }] },
  ]);
});

it('turns a text into a rich message and back', async () => {
  const { telegram, bot, place } = await openGroup();
  const { message_id } = (await bot.call('sendMessage', {
    chat_id: SUPERGROUP,
    text: 'plain',
  })) as {
    message_id: number;
  };
  await bot.call('editMessageText', { ...send('<p>rich</p>'), message_id });
  expect(telegram.driver.messages('linh', place).at(-1)).toMatchObject({ body: [], rich: [{}] });
  await bot.call('editMessageText', { chat_id: SUPERGROUP, message_id, text: 'plain again' });
  const shown = telegram.driver.messages('linh', place).at(-1);
  expect(shown).not.toHaveProperty('rich');
  expect(shown?.body).toMatchObject([{ text: 'plain again' }]);
});

it('is ephemeral like any message', async () => {
  const { telegram, bot, sees, privately, published } = await openGroup();
  telegram.promote(SUPERGROUP, true);
  const { text, ...rest } = privately({}, send('<p>rich</p>'));
  await bot.call('sendRichMessage', rest);
  expect(sees('linh')).toEqual(['()']);
  expect(sees('minh')).toEqual([]);
  expect(published()).toEqual([]);
  const named = { chat_id: SUPERGROUP, receiver_user_id: LINH, ephemeral_message_id: 1 };
  await bot.call('editEphemeralMessageText', { ...named, text: 'plain' });
  expect(sees('linh')).toEqual(['(plain)']);
});

it.each<[string, string, string]>([
  ['nothing', '<p> </p>', 'rich message must be non-empty'],
  ['an unknown tag', '<div>x</div>', 'Unsupported start tag "div" at byte offset 0'],
  ['a tag that is never closed', '<p>x', 'Can\'t find end tag corresponding to start tag "p"'],
  ['crossed tags', '<p><b>x</p></b>', 'expected "</b>", found "</p>"'],
  [
    'a block in a table cell',
    '<table><tr><td><p>x</p></td></tr></table>',
    'Tag "p" isn\'t allowed',
  ],
  ['too many columns', `<table><tr>${'<td>x</td>'.repeat(21)}</tr></table>`, 'too many columns'],
  ['too many blocks', '<p>x</p>'.repeat(501), 'too many blocks'],
  ['too many characters', `<p>${'ấ'.repeat(32_769)}</p>`, 'too long'],
  [
    'too many levels',
    `${'<blockquote>'.repeat(17)}x${'</blockquote>'.repeat(17)}`,
    'nested too deeply',
  ],
  ['too many media', '<img src="https://example.org/a.png"/>'.repeat(51), 'too many media'],
  [
    'long data',
    `<p><tg-button type="callback_data" data="${'x'.repeat(65)}">x</tg-button></p>`,
    'BUTTON_DATA_INVALID',
  ],
  [
    'a link style on another button',
    '<p><tg-button type="url" style="link" url="https://t.me">x</tg-button></p>',
    'invalid button style',
  ],
  [
    'nine buttons in a row',
    `<tg-button-row>${'<tg-button type="disabled">x</tg-button>'.repeat(9)}</tg-button-row>`,
    '1 to 8 buttons',
  ],
])('refuses %s', async (_, source, reason) => {
  const { bot } = await openGroup();
  expect(await bot.refusal('sendRichMessage', send(source))).toContain(reason);
});

it('takes exactly one of the three forms', async () => {
  const { bot } = await openGroup();
  const both = send('<p>x</p>', { markdown: 'x' });
  expect(await bot.refusal('sendRichMessage', both)).toContain('exactly one');
  expect(await bot.refusal('sendRichMessage', { chat_id: SUPERGROUP })).toBe(
    '400: Bad Request: rich message is not specified',
  );
});

it('knows buttons from 10.3 on, edits of ephemeral messages too, and nothing before 10.1', async () => {
  const { telegram, bot } = await openGroup({ serverVersion: '10.2' });
  expect(await bot.refusal('sendRichMessage', send(html))).toContain(
    'Unsupported start tag "tg-button"',
  );
  expect(await bot.refusal('sendRichMessage', send('<p>x</p>'))).toBe('ok');
  telegram.setServerVersion('9.6');
  expect(await bot.refusal('sendRichMessage', send('<p>x</p>'))).toMatch(/^404/);
});
