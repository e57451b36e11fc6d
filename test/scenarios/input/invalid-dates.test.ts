import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';

const source = 'https://example.org/phim';
const asks = 'Telegram asks for it, Discord offers to correct it';

const invalid = [
  ['past', '1/1/2026'],
  ['impossible', '31/2'],
  ['not its weekday', 'thứ ba 30/12'],
  ['no time at all', 'hôm nào rảnh'],
] as const;

for (const [what, when] of invalid) {
  scenario(
    `A date that is ${what} is asked for again and valid arguments are kept`,
    async (scene) => {
      const { thao, app } = scene;
      const { prisma } = app.database;
      await thao.says('/event new', { title: 'Đêm "Còn mãi"', when, source, place: 'Huế' });
      await thao.sees(/./, asks);
      expect(await prisma.event.count({ where: { title: { contains: 'Còn mãi' } } })).toBe(0);
      await thao.corrects({ when: '30/2' });
      await thao.sees(/30\/2/);
      await thao.corrects({ when: '20h 30/12' });
      await thao.sees(/20:00/, 'the platforms write moments in their own ways');
      await thao.presses('Đăng');
      await thao.sees(/Đã đăng sự kiện/);
      const kept = await prisma.event.findFirstOrThrow({ where: { title: 'Đêm "Còn mãi"' } });
      expect(kept.place).toBe('Huế');
      expect(kept.sourceUrl).toBe(source);
      expect(kept.startsAt.toISOString()).toBe('2026-12-30T13:00:00.000Z');
    },
    { incomparableReason: asks },
  );
}

scenario(
  'The form that corrects a date holds nothing else',
  async ({ thao }) => {
    for (const [, when] of invalid) {
      await thao.says('/event new', { title: 'Đêm nhạc', when, source, place: 'Huế' });
      await thao.sees(/./);
      await thao.presses('Sửa lại');
      await thao.isAsked();
      expect(thao.form()?.fields.map(({ id }) => id)).toEqual(['when']);
      await thao.fills({ when: '30/2' });
      await thao.sees(/30\/2/);
    }
  },
  { only: { platform: 'discord', because: 'Telegram has no forms' } },
);

scenario(
  'An end that does not fit its beginning is asked for again',
  async (scene) => {
    const { thao, app } = scene;
    await thao.says('/event new', { title: 'Đêm nhạc', when: '20h 30/12', source, until: '29/12' });
    await thao.sees(/./, asks);
    await thao.corrects({ until: '22h' });
    await thao.sees(/22:00/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    const kept = await app.database.prisma.event.findFirstOrThrow({
      where: { title: 'Đêm nhạc' },
    });
    expect(kept.endsAt.toISOString()).toBe('2026-12-30T15:00:00.000Z');
  },
  { incomparableReason: asks },
);

scenario(
  'A guessed year is repeated when it is not the current one',
  async ({ thao, linh }) => {
    await thao.says('/event new', { title: 'Năm sau', when: '23/11', source });
    await thao.sees(/23\/11\/2027/, 'the platforms write moments in their own ways');
    await linh.says('/events', { when: '1/2' });
    await linh.sees(/1\/2\/2027/);
  },
  { incomparableReason: 'Discord shows moments in the reader’s own way' },
);
