import { expect } from 'vitest';
import type { VisibleMessage } from '../../../playground/driver/visible-message.ts';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const only = { platform: 'telegram', because: 'Discord has no tables' } as const;

const hasTable = ({ rich = [] }: VisibleMessage): boolean =>
  rich.some(({ kind }) => kind === 'table');
const labelsOf = ({ buttons }: VisibleMessage): string[] =>
  buttons.flat().map(({ label }) => label);

/** Opts in for themselves, after the sample. */
async function choosesTables(who: ScenarioContext['linh']): Promise<void> {
  await who.says('/settings');
  await who.sees(/Bảng: Tắt/);
  await who.presses('Thử xem bảng');
  const sample = await who.sees(/Tuần lễ phim/);
  expect(hasTable(sample)).toBe(true);
  await who.presses('Có, hiện bảng');
  await who.sees(/Bảng: Bật/);
}

for (const telegramServer of ['10.1', '10.2', '10.3', '10.5'] as const) {
  scenario(
    `A person chooses tables after a sample, on a server of Bot API ${telegramServer}`,
    async ({ linh, app }) => {
      const hasButtonsInside = telegramServer === '10.3' || telegramServer === '10.5';
      await linh.says('/start');
      await linh.sees(/Đây là Callboard/);
      await linh.says('/events');
      expect(hasTable(await linh.sees(/Sự kiện sắp tới/))).toBe(false);
      await choosesTables(linh);

      await linh.says('/events');
      const listed = await linh.sees(/Sự kiện sắp tới/);
      expect(hasTable(listed)).toBe(true);
      expect(labelsOf(listed)).toContain('Xem dạng chữ');
      expect(labelsOf(listed).some((label) => /^1\. /.test(label))).toBe(!hasButtonsInside);

      await linh.presses(hasButtonsInside ? 'Chi tiết' : (labelsOf(listed)[0] ?? ''));
      expect(hasTable(await linh.sees(/Số người tham gia/))).toBe(false);

      await linh.presses('Sau ›');
      expect(hasTable(await linh.sees(/Trang 2/))).toBe(true);
      await linh.presses('Xem dạng chữ');
      const plain = await linh.sees(/Trang 2/);
      expect(hasTable(plain)).toBe(false);
      expect(labelsOf(plain)).not.toContain('Xem dạng chữ');

      await linh.says('/training');
      expect(hasTable(await linh.sees(/Podcast/))).toBe(true);
      await linh.says('/settings');
      await linh.sees(/Bảng: Bật/);
      await linh.presses('Tắt bảng');
      await linh.sees(/Bảng: Tắt/);
      await linh.says('/events');
      expect(hasTable(await linh.sees(/Sự kiện sắp tới/))).toBe(false);
      expect(app.loggedWarnings).toEqual([]);
    },
    { only, telegramServer },
  );
}

scenario(
  'A server without tables says so instead of the sample',
  async ({ linh }) => {
    await linh.says('/settings');
    await linh.sees(/Bảng: Tắt/);
    await linh.presses('Thử xem bảng');
    const said = await linh.sees(/chưa hiện được bảng/);
    expect(labelsOf(said)).toEqual([]);
  },
  { only, telegramServer: '9.6' },
);

scenario(
  'An administrator chooses tables for a group, and nobody else does',
  async ({ hanh, linh, group }) => {
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    await hanh.says('/settings', { chat: 'Nhà sáng tạo Việt' });
    await hanh.sees(/Tables: Off/);
    await hanh.presses('Try tables');
    expect(hasTable(await hanh.sees(/Film week/))).toBe(true);
    await linh.in(group).says('/events');
    expect(hasTable(await linh.in(group).sees(/Sự kiện sắp tới/))).toBe(false);
    await hanh.presses('Yes, show tables');
    await hanh.sees(/Settings for[\s\S]*Tables: On/);
    await linh.in(group).says('/events');
    const listed = await linh.in(group).sees(/Sự kiện sắp tới/);
    expect(hasTable(listed)).toBe(true);
    await linh.in(group).presses('Xem dạng chữ');
    expect(hasTable(await linh.in(group).sees(/Sự kiện sắp tới/))).toBe(false);
  },
  { only },
);

scenario(
  'A person tries tables in a group, where only they see the sample',
  async ({ linh, group, app }) => {
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    app.telegram.promote(sampleWorld.telegram.chats[0]?.id ?? 0, true);
    const here = linh.in(group);
    await here.says('/caidat');
    await here.seesPrivately(/Bảng: Tắt/);
    await here.presses('Thử xem bảng');
    const sample = await here.sees(/Tuần lễ phim/);
    expect([sample.private, hasTable(sample)]).toEqual([true, true]);
    await here.presses('Có, hiện bảng');
    await here.seesPrivately(/Bảng: Bật/);
    // The group has chosen nothing.
    await here.says('/sukien');
    expect(hasTable(await here.sees(/Sự kiện sắp tới/))).toBe(false);
  },
  { only },
);
