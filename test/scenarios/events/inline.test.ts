import { expect } from 'vitest';
import { eventStartPayload } from '../../../src/events/links/start-payload.ts';
import {
  type ScenarioContext,
  type ScenarioOptions,
  scenario,
} from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const onlyTelegram: ScenarioOptions = {
  only: { platform: 'telegram', because: 'Discord has no inline mode' },
};

const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';
const minute = 60_000;

/** What people do by the bot's inline mode. */
function inlineOf({ app, group }: ScenarioContext) {
  const { telegram } = app.drivers;
  const { askInline, sendInline } = telegram;
  if (!askInline || !sendInline) throw new Error('the local Telegram has no inline mode');
  return {
    asks: (who: string, query: string, place = group) => askInline(who, place, query),
    async sends(who: string, query: string, place = group) {
      const [result] = (await askInline(who, place, query)).results;
      if (!result) throw new Error(`nothing is offered for “${query}”`);
      await sendInline(who, place, { query, resultId: result.id });
    },
    /** The newest card in a place, with its buttons. */
    card(place = group) {
      const card = telegram
        .messages('hanh', place)
        .findLast(({ buttons, from }) => buttons.length > 0 && !from.bot);
      return card
        ? { text: readableText(card), urls: card.buttons.flat().map(({ url }) => url) }
        : { text: '', urls: [] };
    },
  };
}

/** Hạnh, an admin, lets members send events anywhere. */
async function turnOn({ hanh }: ScenarioContext): Promise<void> {
  await hanh.says('/event settings');
  await hanh.sees(/Members can’t send events to other Telegram chats/);
  await hanh.presses('Allow sending');
  await hanh.sees(/Members can send the community’s events[\s\S]*@callboard_bot film this weekend/);
}

/** Time passes, and the program starts anew. */
async function later({ app }: ScenarioContext): Promise<void> {
  app.clock.advance(2 * minute);
  await app.restart();
}

const storedPeople = ({ app: { database } }: ScenarioContext) =>
  Promise.all([
    database.prisma.person.count(),
    database.prisma.account.count(),
    database.prisma.chat.count(),
    database.prisma.membership.count(),
    database.prisma.inlineCard.count(),
  ]);

scenario(
  'Linh sends a card into a chat where the bot is not, and it follows the event',
  async (scene) => {
    const { thao, app, group } = scene;
    const { asks, sends, card } = inlineOf(scene);
    await turnOn(scene);
    await app.drivers.telegram.changeBotAccess('hanh', group, 'remove');
    const offer = await asks('linh', 'liên hoan phim');
    expect(offer.results[0]).toMatchObject({ title: festival });
    const { id } = await app.database.prisma.event.findFirstOrThrow({ where: { title: festival } });
    await sends('linh', 'liên hoan phim');
    expect(card().urls[0]).toContain(`?start=${eventStartPayload(id)}`);
    await expect.poll(() => card().text).not.toMatch(/cập nhật lúc/);
    expect(card().text).toContain(festival);

    await thao.says('/event edit', { event: festival, place: 'Nhà hát Huế' });
    await thao.sees(/Lưu các thay đổi này/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
    await later(scene);
    await expect.poll(() => card().text).toContain('Nhà hát Huế');

    await thao.says('/event cancel', { event: festival });
    await thao.sees(/./);
    await thao.presses('Hủy sự kiện');
    await thao.sees(/Đã hủy/);
    await later(scene);
    await expect.poll(() => card().text).toContain('ĐÃ HỦY');

    await later(scene);
    await later(scene);
    const chat = app.telegram.publishedIn(
      Number(
        app.drivers.telegram.places('hanh').find(({ name, key }) => name === group || key === group)
          ?.key,
      ),
    );
    const versions = chat.filter((message) => message.via_bot !== undefined);
    // As it was sent, without the time, moved, cancelled: each once.
    expect(versions).toHaveLength(4);
  },
  onlyTelegram,
);

scenario(
  'Without feedback a card says when it was true',
  async (scene) => {
    const { app } = scene;
    const { sends, card } = inlineOf(scene);
    app.telegram.setInlineMode({ hasFeedback: false });
    await turnOn(scene);
    await sends('linh', 'liên hoan phim');
    expect(card().text).toMatch(/cập nhật lúc 09:00 thứ Ba 24\/11/);
    await later(scene);
    expect(card().text).toMatch(/cập nhật lúc 09:00/);
    expect(await app.database.prisma.inlineCard.count()).toBe(0);
  },
  onlyTelegram,
);

scenario(
  'What is typed is read as by /events: nothing, days, words, a place, in either language',
  async (scene) => {
    const { asks } = inlineOf(scene);
    await turnOn(scene);
    const titles = async (who: string, query: string) =>
      (await asks(who, query)).results.map(({ title }) => title);
    const coming = await titles('linh', '');
    expect(coming.length).toBeGreaterThan(3);
    const december = await titles('linh', 'tháng 12');
    expect(december.length).toBeGreaterThan(0);
    expect(december.length).toBeLessThan(coming.length);
    expect(await titles('linh', 'di sản ở Huế tháng 12')).toEqual(['Tuần lễ Văn hóa Di sản']);
    expect(await titles('hanh', 'heritage in Hue December')).toHaveLength(1);
    const none = await asks('linh', 'bóng chuyền bãi biển');
    expect(none).toMatchObject({ results: [], button: 'Không tìm thấy sự kiện nào' });
  },
  onlyTelegram,
);

scenario(
  'A community that has it off gives nothing, and says so',
  async (scene) => {
    const { hanh, app, group } = scene;
    const { telegram } = app.drivers;
    const { asks, sends, card } = inlineOf(scene);
    expect(await asks('linh', 'phim')).toMatchObject({
      results: [],
      button: 'Cộng đồng của bạn chưa bật',
    });
    await turnOn(scene);
    await sends('linh', 'liên hoan phim');
    await hanh.says('/event settings', { inline: false });
    await hanh.sees(/Members can’t send events to other Telegram chats/);
    app.clock.advance(minute);
    expect((await asks('linh', 'liên hoan phim')).results).toEqual([]);
    // What was sent says so, and follows the event no longer.
    expect(card().text).toContain(festival);
    await later(scene);
    await expect
      .poll(() => telegram.messages('hanh', group).map(readableText).join('\n'))
      .toMatch(/Cộng đồng không còn chia sẻ sự kiện này/);
    await expect.poll(() => app.database.prisma.inlineCard.count()).toBe(0);
  },
  onlyTelegram,
);

scenario(
  'Minh, whom the bot has never seen, sends a card, and nothing is stored about him',
  async (scene) => {
    const { sends, asks, card } = inlineOf(scene);
    const { app } = scene;
    await turnOn(scene);
    await app.database.prisma.person.deleteMany({
      where: { accounts: { some: { name: 'Minh Phạm' } } },
    });
    const before = await storedPeople(scene);
    await sends('minh', 'film festival');
    expect(card().text).toMatch(/Ho Chi Minh City[\s\S]*as of Tuesday 24 November, 09:00/);
    await later(scene);
    expect(card().text).toMatch(/as of/);
    expect(await storedPeople(scene)).toEqual(before);
    // Where there are several communities, a stranger belongs to none of them.
    await app.database.prisma.community.create({
      data: { name: 'Hội Phim', locale: 'vi', zone: 'Asia/Ho_Chi_Minh', hasInlineCards: true },
    });
    expect(await asks('minh', 'film')).toMatchObject({
      results: [],
      button: 'Open a private chat with me first',
    });
  },
  onlyTelegram,
);

scenario(
  'Whoever is erased leaves a card that says when it was true',
  async (scene) => {
    const { linh, app } = scene;
    const { sends, card } = inlineOf(scene);
    await turnOn(scene);
    await sends('linh', 'liên hoan phim');
    await expect.poll(() => card().text).not.toMatch(/cập nhật lúc/);
    await linh.says('/privacy delete');
    await linh.sees(/1 tin sự kiện gửi bằng cách gõ tên bot/);
    await linh.presses('Xóa tất cả');
    await linh.sees(/Đã xóa/);
    await later(scene);
    await expect.poll(() => card().text).toMatch(/cập nhật lúc/);
    await expect.poll(() => app.database.prisma.inlineCard.count()).toBe(0);
  },
  onlyTelegram,
);

scenario(
  'An admin learns what BotFather still has to turn on',
  async (scene) => {
    const { hanh, app } = scene;
    app.telegram.setInlineMode({ isOn: false });
    await hanh.says('/setup');
    await hanh.sees(/./);
    expect(hanh.messages().map(readableText).join('\n')).not.toMatch(/inline mode/);
    await hanh.says('/event settings', { inline: true });
    await hanh.sees(/Members can send[\s\S]*inline mode[\s\S]*inline feedback/);
    await hanh.says('/setup');
    await hanh.sees(/inline feedback/);
  },
  onlyTelegram,
);
