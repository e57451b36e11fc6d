import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';

scenario('Linh mistypes a word and sees what she meant', async ({ linh }) => {
  await linh.says('/events', { query: 'lien hoon phim' });
  const answer = readableText(await linh.sees(festival));
  expect(answer).toContain('Không có “lien hoon phim”; đây là kết quả cho “liên hoan phim”.');
});

scenario('Linh finds a festival by its abbreviations', async ({ linh }) => {
  for (const query of ['LHP', 'LHP TPHCM', 'liên hoan phim Sài Gòn']) {
    await linh.says('/events', { query });
    const answer = readableText(await linh.sees(festival));
    expect(answer).not.toContain('Không có');
  }
});

scenario('In English, a word that was mistyped is said too', async ({ linh }) => {
  await linh.says('/settings', { language: 'English' });
  await linh.says('/events', { query: 'festivl' });
  await linh.sees(/Nothing found for “festivl”\. Here is what matches “festival”\./);
});

scenario('Linh sees that there is nothing like her words', async ({ linh }) => {
  await linh.says('/events', { query: 'xylophone' });
  await linh.sees(/Không tìm thấy sự kiện/);
});

scenario(
  'Words with days and a place that are found nowhere are read as a question',
  async ({ linh }) => {
    await linh.says('/events', { query: 'liên hoan phim tháng 12 ở TP.HCM' });
    const answer = readableText(await linh.sees(festival));
    expect(answer).toContain('“liên hoan phim”');
    expect(answer).not.toContain('Không có');
  },
);
