import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';

scenario(
  'Two events with the same title have distinct labels that each choose their event',
  async ({ thao, linh }) => {
    for (const place of ['Rạp A', 'Rạp B']) {
      await thao.says('/event new', {
        title: 'Đêm thơ mùa hội',
        when: '30/12',
        source: 'https://example.org/tho',
        place,
      });
      await thao.sees(/Đêm thơ mùa hội/);
      await thao.presses('Đăng');
      await thao.sees(/Đã đăng sự kiện/);
    }
    await linh.says('/event show', { event: 'đêm thơ mùa hội' });
    const asked = await linh.sees(/đêm thơ mùa hội/i);
    const labels = asked.buttons.flat().map(({ label }) => label);
    const offered = labels.filter((label) => label.includes('Đêm thơ mùa hội'));
    expect(offered.map((label) => / · (Rạp [AB])$/.exec(label)?.[1]).sort()).toEqual([
      'Rạp A',
      'Rạp B',
    ]);
    const [first = ''] = offered;
    await linh.says('/event show', { event: first });
    await linh.sees(first.endsWith('A') ? /Rạp A/ : /Rạp B/);
  },
  { only: { platform: 'telegram', because: 'Discord offers them while somebody types' } },
);

scenario(
  'An invisible title is rejected, and a name cannot reverse a sentence',
  async ({ thao, linh }) => {
    await thao.says('/event new', {
      title: '\u3164\u3164',
      when: '30/12',
      source: 'https://example.org/x',
    });
    await thao.sees(/chưa có chữ nào/, 'Telegram asks for what was wrong, Discord lists it');
    await thao.in('dm').says('/event new', {
      title: 'ليلة الشعر 12',
      when: '30/12',
      source: 'https://example.org/x',
    });
    await thao.sees(/ليلة الشعر 12/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await linh.says('/event show', { event: 'ليلة الشعر 12' });
    await linh.sees(/ليلة الشعر 12/);
  },
  { incomparableReason: 'Telegram asks for what was wrong, Discord lists it' },
);
