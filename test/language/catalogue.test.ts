import { IntlMessageFormat } from 'intl-messageformat';
import { expect, onTestFinished, test } from 'vitest';
import { createTranslator, hasMessage } from '../../src/language/catalogue.ts';

const words = {
  plain: "It's the board",
  greeting: 'Hello {name}',
  count: '{count, plural, one {# seat} other {# seats}}',
  bold: '<b>Now: <i>{title}</i></b> by {who}, <code>/go</code>',
  at: '{when, time, short} {day, date, long}',
  quoted: "'{'name'}' and '<'b'>'",
};
const messages = new Map(Object.entries(words));
test('inserts parameters as literal text', () => {
  const { t, rich } = createTranslator('en', { messages });
  const name = "<b>{count}</b> '{x}' # {";
  expect(t('greeting', { name })).toBe(`Hello ${name}`);
  expect(rich('greeting', { name })).toEqual([{ text: `Hello ${name}`, tags: [] }]);
});

test('turns markup into runs and drops it in plain text', () => {
  const { t, rich } = createTranslator('en', { messages });
  const params = { title: '<i>Tết</i>', who: 'An' };
  expect(rich('bold', params)).toEqual([
    { text: 'Now: ', tags: ['b'] },
    { text: '<i>Tết</i>', tags: ['b', 'i'] },
    { text: ' by An, ', tags: [] },
    { text: '/go', tags: ['code'] },
  ]);
  expect(t('bold', params)).toBe('Now: <i>Tết</i> by An, /go');
});

test('names the message of a missing parameter', () => {
  const { t } = createTranslator('vi', { messages });
  expect(() => t('bold', { title: 'x' })).toThrow('message bold lacks its parameter who');
  expect(() => t('greeting')).toThrow('message greeting lacks its parameter name');
});

test('names an unknown message', () => {
  expect(() => createTranslator('vi', { messages }).t('nothing')).toThrow(
    'no message nothing in vi',
  );
});

test('formats plurals and numbers by language', () => {
  const english = createTranslator('en', { messages });
  expect(english.t('count', { count: 1 })).toBe('1 seat');
  expect(english.t('count', { count: 1200 })).toBe('1,200 seats');
  expect(createTranslator('vi', { messages }).t('count', { count: 1200 })).toBe('1.200 seats');
});

test('shows instants in the zone with the day before the month', () => {
  const params = {
    when: Temporal.Instant.from('2026-11-24T18:30:00Z'),
    day: Temporal.PlainDate.from('2026-11-21'),
  };
  expect(createTranslator('en', { zone: 'Asia/Ho_Chi_Minh', messages }).t('at', params)).toBe(
    '01:30 21 November 2026',
  );
  expect(createTranslator('en', { messages }).t('at', params)).toBe('18:30 21 November 2026');
});

test('parses a message once on first use and never without placeholders', () => {
  const parse = IntlMessageFormat.__parse;
  if (!parse) throw new Error('the library has no parser');
  const parsed: string[] = [];
  IntlMessageFormat.__parse = (message, options) => {
    parsed.push(message);
    return parse(message, options);
  };
  onTestFinished(() => {
    IntlMessageFormat.__parse = parse;
  });
  const { t } = createTranslator('en', { messages });
  expect(t('plain')).toBe("It's the board");
  expect(parsed).toEqual([]);
  t('greeting', { name: 'An' });
  t('greeting', { name: 'Bình' });
  expect(parsed).toEqual([words.greeting]);
});

test('loads the real catalogues', () => {
  expect(hasMessage('dates.errors.unreadable')).toBe(true);
  expect(hasMessage('dates.errors')).toBe(false);
  expect(createTranslator('vi').t('dates.weekday.7')).toBe('Chủ nhật');
});

test('treats quoted syntax as text', () => {
  expect(createTranslator('en', { messages }).t('quoted')).toBe('{name} and <b>');
});

test('takes messages that a file lacks from the file that it extends', () => {
  const { t } = createTranslator('en');
  expect(t('commands.event_edit.when.description')).toBe(t('commands.event_new.when.description'));
  expect(t('commands.event_edit.description')).not.toBe(t('commands.event_new.description'));
  expect(hasMessage('commands.event_edit.$extends')).toBe(false);
});
