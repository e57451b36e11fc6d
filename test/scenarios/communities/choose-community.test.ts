import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

/** Another community with an event, of which a person is a member. @returns its id */
async function alsoIn(
  { app, platform }: ScenarioContext,
  { who, community, event }: { who: string; community: string; event: string },
): Promise<string> {
  const { prisma } = app.database;
  const { personId } = await prisma.account.findFirstOrThrow({ where: { platform, name: who } });
  const startsAt = new Date(app.clock.now() + 2 * 86_400_000);
  const { id } = await prisma.community.create({
    data: {
      name: community,
      locale: 'vi',
      zone: 'Asia/Ho_Chi_Minh',
      members: { create: { personId } },
      events: {
        create: {
          title: event,
          sourceUrl: 'https://example.org/',
          startsAt,
          endsAt: new Date(startsAt.getTime() + 3_600_000),
          zone: 'Asia/Ho_Chi_Minh',
          searchText: event.toLowerCase(),
        },
      },
    },
  });
  return id;
}

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text.replace(/\d\d?:\d\d.*|(?:Thứ|Chủ nhật|thứ).*/g, '…'),
};

scenario(
  'Being seen in a second community does not change the private chat',
  async (scene) => {
    const { linh } = scene;
    await linh.says('/events', { query: 'podcast' });
    await linh.sees(/Đêm podcast trực tiếp/);
    await alsoIn(scene, { who: 'Linh Trần', community: 'Hội Phim', event: 'Ngày podcast' });
    await linh.says('/events', { query: 'podcast' });
    const output = readableText(await linh.sees(/podcast/));
    expect(output).toContain('Đêm podcast trực tiếp');
    expect(output).not.toContain('Ngày podcast');
  },
  { differences },
);

scenario(
  'When the community is ambiguous it is asked for, and the command continues with its arguments',
  async (scene) => {
    const { linh, app, platform } = scene;
    await alsoIn(scene, { who: 'Linh Trần', community: 'Hội Phim', event: 'Ngày podcast' });
    await linh.says('/events', { query: 'podcast' });
    const asked = await linh.sees(/cộng đồng nào/);
    expect(asked.buttons.flat().map(({ label }) => label)).toEqual([
      'Hội Phim',
      'Mạng lưới Nhà sáng tạo',
    ]);
    await linh.presses('Hội Phim');
    const output = readableText(await linh.sees(/Ngày podcast/));
    expect(output).not.toContain('Đêm podcast trực tiếp');
    expect(output).not.toContain('Ngày hội');
    // It is remembered, and it is the person's to change.
    await linh.says('/events', { query: 'podcast' });
    await linh.sees(/Ngày podcast/);
    const { person } = await app.database.prisma.account.findFirstOrThrow({
      where: { platform, name: 'Linh Trần' },
      include: { person: { include: { currentCommunity: true } } },
    });
    expect(person.currentCommunity?.name).toBe('Hội Phim');
  },
  { differences },
);

scenario(
  'A command without arguments still asks for the community, and nobody chooses for another',
  async (scene) => {
    const { hanh, minh, app } = scene;
    await alsoIn(scene, { who: 'Hạnh Đỗ', community: 'Hội Phim', event: 'Ngày podcast' });
    await hanh.says('/connect');
    await hanh.sees(/Which community/);
    await hanh.presses('Mạng lưới Nhà sáng tạo');
    await hanh.sees(/The code for Mạng lưới Nhà sáng tạo/);
    const foreign = await app.database.prisma.community.create({
      data: { name: 'Hội Lạ', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
    await alsoIn(scene, { who: 'Minh Phạm', community: 'Hội Phim', event: 'Ngày podcast' });
    await minh.says('/events');
    const asked = await minh.sees(/Which community/);
    expect(asked.buttons.flat().map(({ label }) => label)).not.toContain(foreign.name);
  },
  {
    differences: {
      'a code is another each time': (text) => text.replace(/[A-Z2-9]{8}/g, 'CODE'),
    },
  },
);

scenario(
  'A press in another group does not change the community of the private chat',
  async ({ linh, thao }) => {
    await linh.says('/events', { query: 'podcast' });
    await linh.sees(/Đêm podcast trực tiếp/);
    const group = 'Nhóm quay phim';
    await thao.in(group).says('/start');
    await linh.in(group).sees(/Đây là Callboard/);
    await linh.in(group).presses('English');
    await linh.in(group).says('/events');
    await linh.in(group).sees(/./);
    await linh.says('/events', { query: 'podcast' });
    await linh.sees(/Live podcast night/);
  },
  { only: { platform: 'telegram', because: 'the sample has one Discord server' } },
);
