import { expect } from 'vitest';
import {
  type ScenarioContext,
  type ScenarioOptions,
  scenario,
} from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const ours = 'Mạng lưới Nhà sáng tạo';
const group = 'Nhóm quay phim';
const onTelegram = { id: 88_000_000_001, name: 'Nhà sáng tạo miền Nam' };

const only: ScenarioOptions['only'] = {
  platform: 'telegram',
  because: 'Discord has no communities of servers, and its servers begin one when the bot joins',
};

/** Puts the connected group and the new one in one community, before or after the bot hears of such things. */
function joinCommunity({ app: { telegram } }: ScenarioContext, isHeardOf: boolean): void {
  if (!isHeardOf) telegram.setServerVersion('10.1');
  telegram.setCommunity(-1_001_000_000_001, onTelegram);
  telegram.setCommunity(telegram.migrate(-4_000_000_003), onTelegram);
  telegram.setServerVersion('10.5');
}

async function makeThaoAdmin({ hanh, thao }: ScenarioContext): Promise<void> {
  await thao.says('/start');
  await thao.sees(/Đây là Callboard/);
  await hanh.says('/start');
  await hanh.sees(/I’m Callboard/);
  await hanh.says('/role grant', { who: '@thaonguyen', role: 'admin' });
  await hanh.sees(/now has the role “admin”/);
}

const labelsOf = ({ buttons }: { buttons: { label: string }[][] }) =>
  buttons.flat().map(({ label }) => label);

scenario(
  'A new group is offered the community of the other chats of its Telegram community, connected before that was known',
  async (scene) => {
    const { thao, app } = scene;
    joinCommunity(scene, false);
    await makeThaoAdmin(scene);
    const here = thao.in(group);
    await here.says('/start');
    const offer = await here.sees(/cùng cộng đồng với các nhóm\/kênh của Mạng lưới Nhà sáng tạo/);
    expect(labelsOf(offer)).toEqual([`Kết nối vào ${ours}`, 'Tạo cộng đồng mới']);
    await here.presses(`Kết nối vào ${ours}`);
    await thao.sees(/Nhóm quay phim/);
    await thao.presses('Xác nhận');
    await thao.sees(/đã kết nối|Đã kết nối/);
    expect(await app.database.prisma.community.count()).toBe(1);
    const connections = await app.database.prisma.connection.findMany({
      where: { platformCommunityId: String(onTelegram.id) },
    });
    expect(connections.map(({ title }) => title).sort()).toEqual([
      'Nhà sáng tạo Việt',
      'Nhóm quay phim',
    ]);
  },
  { only },
);

scenario(
  'Whoever is no admin there is told how to get in, and can still start a community of their own',
  async (scene) => {
    const { thao, app } = scene;
    joinCommunity(scene, true);
    const here = thao.in(group);
    await here.says('/start');
    const told = await here.sees(/nhờ quản trị viên ở đó tạo mã/);
    expect(readableText(told)).toContain(ours);
    expect(labelsOf(told)).toEqual(['Tạo cộng đồng mới']);
    await here.presses('Tạo cộng đồng mới');
    await here.sees(/Đây là Callboard/);
    expect(await app.database.prisma.community.count()).toBe(2);
  },
  { only },
);

scenario(
  'A group that left the Telegram community stays connected, and is no hint any more',
  async (scene) => {
    const { thao, hanh, app } = scene;
    joinCommunity(scene, true);
    app.telegram.setCommunity(-1_001_000_000_001, undefined);
    const connections = () =>
      app.database.prisma.connection.count({
        where: { platformId: '-1001000000001', platformCommunityId: null },
      });
    await expect.poll(connections).toBe(1);
    await hanh.in('Nhà sáng tạo Việt').says('/events');
    await hanh.in('Nhà sáng tạo Việt').sees(/Sự kiện sắp tới/);
    await thao.in(group).says('/start');
    await thao.in(group).sees(/Đây là Callboard/);
  },
  { only },
);
