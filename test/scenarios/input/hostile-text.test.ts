import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { pingedMentions, readableText } from '../../support/scenario/visible-text.ts';

/** One of each kind of hostile text; the writers are tested against the whole list. */
const texts = [
  '@everyone @here <@1100000000000000001> @linhtran /start',
  '**đậm** __gạch__ ~~xóa~~ ||ẩn|| `mã` [a](https://evil.example)',
  '<b>đậm</b> <a href="https://evil.example">x</a> &lt; &amp;',
  '\u202eđảo chiều\u202c 😀👨‍👩‍👧‍👦 nul\u0000',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: hostile on purpose.
  '\'; DROP TABLE "Event"; -- ${7*7} {{x}} %s',
];

scenario(
  'Text of organisers is shown literally and pings nobody',
  async ({ thao, linh, app }) => {
    for (const [index, text] of texts.entries()) {
      await thao.says('/event new', {
        title: `Thử ${index} ${text}`,
        when: '30/12',
        source: 'https://example.org/thu',
        place: text,
        topic: `Chủ đề ${index}`,
      });
      const seen = await thao.sees(new RegExp(`Thử ${index}`));
      expect(pingedMentions(seen)).toEqual([]);
      expect(readableText(seen)).not.toContain('49');
      await thao.presses('Đăng');
      await thao.sees(/Đã đăng sự kiện/);
    }
    expect(await app.database.prisma.event.count({ where: { title: { startsWith: 'Thử' } } })).toBe(
      texts.length,
    );
    await linh.says('/events', { when: '30/12' });
    const list = await linh.sees(/Thử 0/);
    expect(pingedMentions(list)).toEqual([]);
    // A plain URL may be clickable, but only if it shows its target.
    const spans = [...list.body, ...list.embeds.flatMap(({ body }) => body ?? [])];
    expect(spans.filter(({ link, text }) => link !== undefined && !link.startsWith(text))).toEqual(
      [],
    );
    await linh.says('/events', { query: texts[4] ?? '' });
    await linh.sees(/Thử 4/);
  },
  {
    differences: {
      'what Discord’s client shows as a name is a name there': (text) =>
        text.replace(/@Linh T\S*|<@\d+…?>?/g, '@Linh'),
      'each platform takes out other characters that it cannot hold': (text) =>
        text.replace(/[\p{C}\p{M}]/gu, ''),
    },
  },
);

const listed = 'Telegram asks for what was wrong, Discord lists it';

scenario(
  'Text that is too long or missing is rejected politely and nothing is stored',
  async ({ thao, linh, app }) => {
    const before = await app.database.prisma.event.count();
    await linh.says('/event new', { title: 'Lén', when: '30/12', source: 'https://example.org' });
    await linh.sees(/vai trò “ban tổ chức”/);
    await thao.says('/event new', { title: 'Thử', when: '31/2', source: 'https://example.org' });
    await thao.sees(/31\/2/, listed);
    await thao.says('/event new', {
      title: 'Thử',
      when: '30/12',
      source: 'https://a@evil.example',
    });
    await thao.sees(/evil\.example/, listed);
    await thao.says('/event new', { title: 'Thử', when: '30/12', source: 'javascript:alert(1)' });
    await thao.sees(/javascript/, listed);
    expect(await app.database.prisma.event.count()).toBe(before);
    expect(await app.database.prisma.eventDraft.count()).toBe(0);
  },
);

scenario(
  'A forged button does not change a message of the bot',
  async ({ linh, minh, hanh, group, app }) => {
    const { telegram } = app;
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    const own = telegram.messagesIn(500001).at(-1);
    const tokens = (own?.reply_markup?.inline_keyboard ?? [])
      .flat()
      .map(({ callback_data: data }) => String(data));
    expect(tokens.length).toBeGreaterThan(3);
    await hanh.in(group).says('/events');
    const { id } = await hanh.in(group).sees(/Sự kiện sắp tới/);
    const [place] = app.drivers.telegram.places('linh').filter(({ name }) => name === group);
    const list = () =>
      JSON.stringify(
        telegram.messagesIn(-1001000000001).map(({ message_id, text }) => [message_id, text]),
      );
    const before = list();
    for (const data of tokens) {
      telegram.forgePress('linh', { place: place?.key ?? '', messageId: Number(id), data });
    }
    await linh.says('/help');
    await linh.sees(/\/huydangky/);
    await minh.in(group).says('/start');
    await minh.in(group).sees(/./);
    expect(list().startsWith(before.slice(0, -1))).toBe(true);
  },
  { only: { platform: 'telegram', because: 'Discord itself refuses such presses' } },
);
