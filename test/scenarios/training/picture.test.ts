import { expect } from 'vitest';
import { colouredPng, picturedFile } from '../../support/fixtures/sample-pictures.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import type { ScenarioUser } from '../../support/scenario/scenario-user.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const poster = picturedFile('poster.png', colouredPng([180, 30, 60]));
const course = 'Viết kịch bản phim ngắn';
const alt = 'Bàn viết bên cửa sổ';

/** The last message about the course: what its picture shows in words; undefined where it has none. */
function shownPicture(person: ScenarioUser) {
  const seen = person
    .messages()
    .findLast((one) => /Viết kịch bản phim ngắn|Short scripts/.test(readableText(one)));
  const [embed] = seen?.embeds ?? [];
  if (embed?.image !== undefined) return embed.imageAlt;
  if (!seen || seen.files.length === 0) return undefined;
  return /^(?:Ảnh|Picture): (.*)$/m.exec(seen.body.map(({ text }) => text).join(''))?.[1];
}

const differences = {
  'Telegram has no alternative texts, so everybody reads what a picture shows': (text: string) =>
    text.replace(/\n?(Ảnh|Picture): .*/g, ''),
  'moments are written by each platform in its own way': (text: string) =>
    text.replace(/^.*\d{1,2}:\d\d.*$/gmu, '…'),
};

scenario(
  'Thảo gives a course a picture: whoever signs up sees it in their language, and it can be removed',
  async ({ thao, linh, minh }) => {
    for (const one of [linh, minh]) await one.starts();
    await thao.says('/course new', { title: course, other_title: 'Short scripts' });
    await thao.sees(/Khóa học còn ẩn/);
    await thao.says('/course session', { course, when: '14h 5/12', length: '2h', seats: '9' });
    await thao.sees(/mở đăng ký:/);
    await thao.says('/course edit', { course, alt, other_alt: 'A desk by the window' }, [poster]);
    await thao.sees(/Ảnh[\s\S]*Bàn viết bên cửa sổ/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
    await linh.says('/signup', { course });
    await linh.sees(/Đăng ký thành công/);
    expect(shownPicture(linh)).toBe(alt);
    await minh.says('/training', { query: 'Short scripts' });
    await minh.sees(/Short scripts/);
    expect(shownPicture(minh)).toBe('A desk by the window');
    await thao.says('/course edit', { course, without_picture: 'True' });
    await thao.sees(/Ảnh[\s\S]*–/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
    await minh.says('/training', { query: 'Short scripts' });
    await minh.sees(/Short scripts/);
    expect(shownPicture(minh)).toBeUndefined();
  },
  { differences, timeout: 60_000 },
);

scenario(
  'In English: Thảo describes a picture and is asked for it',
  async ({ thao }) => {
    await thao.says('/settings', { language: 'en' });
    await thao.sees(/English/, 'only Telegram has tables');
    await thao.says('/course new', { title: course, other_title: 'Short scripts' });
    await thao.sees(/hidden|members/i);
    await thao.says('/course edit', { course, alt: 'A desk' });
    await thao.sees(/picture/i);
  },
  { incomparableReason: 'Discord opens a form for what is missing, Telegram asks' },
);
