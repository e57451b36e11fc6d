import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';

const asks = 'Telegram asks for it, Discord offers to correct it';

scenario(
  'One of a few values is chosen again and the others are kept',
  async ({ linh, platform }) => {
    await linh.says('/subscribe', { topic: 'bóng đá' });
    await linh.sees(/bóng đá/, asks);
    if (platform === 'discord') {
      await linh.presses('Sửa lại');
      await expect.poll(() => linh.form()?.fields[0]?.kind).toBe('radio');
      const [field] = linh.form()?.fields ?? [];
      expect(field).toMatchObject({ id: 'topic', required: true, minValues: 1, chosen: [] });
      expect(field?.description).not.toBe('');
      expect(linh.form()?.texts).toMatchObject([{ before: 0 }]);
      await linh.fills({ topic: 'Khóa học' });
    } else await linh.says('Khóa học');
    await linh.sees(/khóa học/i, 'Discord sends a form, Telegram a line');
  },
  { incomparableReason: asks },
);

scenario(
  'Several values are ticked again, those that were right are ticked already',
  async ({ thao, platform, app }) => {
    await thao.says('/briefing new', { title: 'Bản tin thử', sections: 'news, bóng đá' });
    await thao.sees(/bóng đá/, asks);
    if (platform === 'discord') {
      await thao.presses('Sửa lại');
      await expect
        .poll(() => thao.form()?.fields[0])
        .toMatchObject({
          kind: 'checkboxes',
          chosen: ['items'],
        });
      await thao.fills({ sections: ['items', 'events'] });
    } else await thao.says('news, events');
    await thao.sees(/Bản tin thử/);
    const made = await app.database.prisma.briefing.findFirstOrThrow({
      where: { title: 'Bản tin thử' },
    });
    expect(made.sections).toEqual(['items', 'events']);
  },
  { incomparableReason: asks },
);

scenario(
  'One of many things is chosen from a list',
  async ({ thao, platform }) => {
    await thao.says('/briefing preview', { briefing: 'không có bản tin này' });
    await thao.sees(/không có bản tin này/, asks);
    if (platform === 'discord') {
      await thao.presses('Sửa lại');
      await expect.poll(() => thao.form()?.fields[0]?.options?.length).toBeGreaterThan(0);
      const option = thao.form()?.fields[0]?.options?.[0];
      await thao.fills({ briefing: option?.label ?? '' });
    } else await thao.says('Tuần');
    await thao.sees(/./, asks);
  },
  { incomparableReason: asks },
);
