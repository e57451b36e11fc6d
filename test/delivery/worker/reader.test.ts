import { expect, test } from 'vitest';
import { readerOf } from '../../../src/delivery/worker/reader.ts';

const nothingSet: Parameters<typeof readerOf>[0] = {
  ...({ kind: 'private', chatLocale: null, chatZone: null } as const),
  ...{ personLocale: null, personZone: null, accountLocale: null },
};
const defaults = { locale: 'vi', zone: 'Asia/Ho_Chi_Minh' } as const;

test.each<[string, Partial<Parameters<typeof readerOf>[0]>, object]>([
  ['nothing is set', {}, { locale: 'vi', zone: 'Asia/Ho_Chi_Minh', shared: false }],
  ['the account has a language', { accountLocale: 'en-GB' }, { locale: 'en' }],
  [
    'the person has settings',
    { personLocale: 'en', personZone: 'UTC' },
    { locale: 'en', zone: 'UTC' },
  ],
  [
    'the chat has a zone',
    { chatZone: 'Europe/Paris', personZone: 'UTC' },
    { zone: 'Europe/Paris' },
  ],
  ['the zone is unusable', { chatZone: 'No/Where' }, { zone: 'Asia/Ho_Chi_Minh' }],
  ['it is a group', { kind: 'group' }, { shared: true }],
])('given that %s, chooses the reader', (_name, more, expected) => {
  expect(readerOf({ ...nothingSet, ...more }, 'vi', defaults)).toMatchObject(expected);
});
