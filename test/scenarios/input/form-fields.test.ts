import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';

const asks = 'Telegram asks for it, Discord offers to correct it';
const only = { platform: 'discord', because: 'Telegram has no forms' } as const;

scenario(
  'One of a few values is chosen again and the others are kept',
  async ({ linh }) => {
    await linh.says('/subscribe', { topic: 'bóng đá' });
    await linh.sees(/bóng đá/, asks);
    await linh.corrects({ topic: 'Khóa học' });
    await linh.sees(/khóa học/i, 'Discord sends a form, Telegram a line');
  },
  { incomparableReason: asks },
);

scenario(
  'A form offers one of a few values with nothing chosen',
  async ({ linh }) => {
    await linh.says('/subscribe', { topic: 'bóng đá' });
    await linh.sees(/bóng đá/);
    await linh.presses('Sửa lại');
    await linh.isAsked();
    const [field] = linh.form()?.fields ?? [];
    expect(field).toMatchObject({
      ...{ id: 'topic', kind: 'radio', required: true, minValues: 1, chosen: [] },
    });
    expect(field?.description).not.toBe('');
    expect(linh.form()?.texts).toMatchObject([{ before: 0 }]);
  },
  { only },
);

scenario(
  'Several values are given again',
  async ({ thao, app }) => {
    await thao.says('/briefing new', { title: 'Bản tin thử', sections: 'news, bóng đá' });
    await thao.sees(/bóng đá/, asks);
    await thao.corrects({ sections: ['items', 'events'] });
    await thao.sees(/Bản tin thử/);
    const made = await app.database.prisma.briefing.findFirstOrThrow({
      where: { title: 'Bản tin thử' },
    });
    expect(made.sections).toEqual(['items', 'events']);
  },
  { incomparableReason: asks },
);

scenario(
  'In a form of several values those that were right are ticked already',
  async ({ thao }) => {
    await thao.says('/briefing new', { title: 'Bản tin thử', sections: 'news, bóng đá' });
    await thao.sees(/bóng đá/);
    await thao.presses('Sửa lại');
    await thao.isAsked();
    expect(thao.form()?.fields[0]).toMatchObject({ kind: 'checkboxes', chosen: ['items'] });
  },
  { only },
);

scenario(
  'One of many things is chosen again',
  async ({ thao }) => {
    await thao.says('/briefing preview', { briefing: 'không có bản tin này' });
    await thao.sees(/không có bản tin này/, asks);
    await thao.corrects({ briefing: 'Bản tin sáng' });
    await thao.sees(/./, asks);
  },
  { incomparableReason: asks },
);

scenario(
  'A form offers one of many things as a list',
  async ({ thao }) => {
    await thao.says('/briefing preview', { briefing: 'không có bản tin này' });
    await thao.sees(/không có bản tin này/);
    await thao.presses('Sửa lại');
    await thao.isAsked();
    const options = thao.form()?.fields[0]?.options ?? [];
    expect(options.map(({ label }) => label)).toEqual(['Bản tin sáng']);
  },
  { only },
);
