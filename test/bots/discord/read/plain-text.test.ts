import { expect, test } from 'vitest';
import {
  type NameLookup,
  renderMentions,
  renderMentionsInValues,
} from '../../../../bots/discord/read/plain-text.ts';
import { createTranslator } from '../../../../src/language/catalogue.ts';

const words = createTranslator('en');
const names: NameLookup = {
  user: async (id) => {
    if (id === '1100000000000000001') return 'Linh <b>*Trần*';
    throw new Error('Unknown User');
  },
  role: (id) => (id === '1350000000000000001' ? 'Điều phối' : undefined),
  channel: (id) => (id === '1400000000000000001' ? 'trò-chuyện' : undefined),
};

test.each([
  [
    'xin <:chao_ban:123456789012345678> và <a:nhay:123456789012345678>!',
    'xin :chao_ban: và :nhay:!',
  ],
  ['gặp <@1100000000000000001>, <@!1100000000000000001>', 'gặp @Linh <b>*Trần*, @Linh <b>*Trần*'],
  ['<@1100000000000000009> <@&1350000000000000001> <@&9999999>', '@someone @Điều phối @a role'],
  ['ở <#1400000000000000001> hoặc <#1400000000000000009>', 'ở #trò-chuyện hoặc #a channel'],
  ['gõ </event new:123456789012345678> nhé', 'gõ /event new nhé'],
  ['<id:customize> <id:browse> <id:guide>', 'Channels & roles Browse channels Server guide'],
  ['<https://example.org/a?b=c>', 'https://example.org/a?b=c'],
  ['<t:1795869000:F> là của người đọc', '<t:1795869000:F> là của người đọc'],
  ['a <b> c <3 <:x> <@> <#1> <-> @everyone', 'a <b> c <3 <:x> <@> <#1> <-> @everyone'],
])('reads %j as its author saw it', async (text, seen) => {
  expect(await renderMentions(text, names, words)).toBe(seen);
});

test('keeps text that the platform typed unchanged', async () => {
  const person = { kind: 'person', platformId: '1100000000000000001', name: '<#1>' } as const;
  expect(
    await renderMentionsInValues(
      { who: person, seats: 5, place: '<#1400000000000000001>' },
      names,
      words,
    ),
  ).toEqual({
    who: person,
    seats: 5,
    place: '#trò-chuyện',
  });
});
