import { expect, test } from 'vitest';
import { countParts } from '../../../src/delivery/fan-out/part-counts.ts';
import { inBothLanguages } from '../../support/fixtures/delivery-fixture.ts';

const unused = () => Promise.reject(new Error('not expected'));
const rendered = (partCount: number) => ({ partCount, send: unused, edit: unused });

test('counts the parts of the longest language, and one where there is no bot', () => {
  const messages = JSON.parse(JSON.stringify(inBothLanguages('x')));
  const discord = {
    render: (_message: unknown, { locale }: { locale: string }) =>
      rendered(locale === 'vi' ? 3 : 2),
  };
  const publisherOf = (platform: string) => (platform === 'discord' ? discord : undefined);
  expect(countParts({ messages }, publisherOf, 'UTC')).toEqual({ discord: 3, telegram: 1 });
});

test('counts one part for a message that cannot be read or rendered', () => {
  const broken = {
    render(): never {
      throw new Error('broken');
    },
  };
  const one = { discord: 1, telegram: 1 };
  expect(countParts({ messages: [] }, () => broken, 'UTC')).toEqual(one);
  const messages = JSON.parse(JSON.stringify(inBothLanguages('x')));
  expect(countParts({ messages }, () => broken, 'UTC')).toEqual(one);
});
