import { afterAll, beforeAll, expect, test } from 'vitest';
import { withDisplaySettings } from '../../src/context/display-settings.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { locales } from '../../src/language/locale.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

const known = [undefined, ...locales];

test('chooses the language of a public message by button, chat, community, then requester', async () => {
  const { call } = await createCommandContext(database);
  const { community, chat } = call;
  for (const given of known)
    for (const ofChat of known)
      for (const ofCommunity of known)
        for (const asker of locales) {
          const asked = {
            ...call,
            locale: asker,
            chat: { ...chat, locale: ofChat ?? null },
            community: community && ofCommunity && { ...community, locale: ofCommunity },
          };
          const expected = given ?? ofChat ?? ofCommunity ?? asker;
          const stood = withDisplaySettings(asked, { locale: given });
          expect([stood.locale, stood.t('events.when')], JSON.stringify(asked.chat)).toEqual([
            expected,
            call.translatorFor(expected)('events.when'),
          ]);
          expect(withDisplaySettings({ ...asked, isPrivate: true }, { locale: given }).locale).toBe(
            asker,
          );
        }
});

test('names the zone in private when it differs from that of the community', async () => {
  const { call } = await createCommandContext(database);
  const community = call.community && { ...call.community, zone: 'Asia/Ho_Chi_Minh' };
  const inPrivate = (zone: string) =>
    withDisplaySettings({ ...call, community, isPrivate: true, locale: 'en', zone }).zoneNote;
  expect(inPrivate('Asia/Ho_Chi_Minh')).toBeUndefined();
  expect(inPrivate('Asia/Bangkok')).toBeUndefined();
  expect(inPrivate('America/New_York')).toContain('UTC');
});
