import { expect } from 'vitest';
import { colouredPng, picturedFile } from '../../support/fixtures/sample-pictures.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import type { ScenarioUser } from '../../support/scenario/scenario-user.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const poster = picturedFile('poster.png', colouredPng([180, 30, 60]));
const otherPoster = picturedFile('poster-2.png', colouredPng([20, 90, 200]));
const title = 'Chiếu phim ngoài trời';
const alt = 'Màn chiếu giữa sân đình';

/** The last message about the event: whether it shows a picture, and what that shows in words. */
function shownPicture(person: ScenarioUser) {
  const seen = person.messages().findLast((one) => readableText(one).includes(title));
  const [embed] = seen?.embeds ?? [];
  if (embed) return embed.image === undefined ? undefined : embed.imageAlt;
  if (!seen || seen.files.length === 0) return undefined;
  return /^(?:Ảnh|Picture): (.*)$/m.exec(seen.body.map(({ text }) => text).join(''))?.[1];
}

const telegramShowsAlt = {
  'Telegram has no alternative texts, so everybody reads what a picture shows': (text: string) =>
    text.replace(/\n?(Ảnh|Picture): .*/g, ''),
};

scenario(
  'An event is created with a picture, which everybody sees with what it shows',
  async ({ thao, linh, app }) => {
    await thao.says('/event new', { title, when: '28/11 19:00', alt }, [poster]);
    await thao.sees(/Bản nháp/);
    expect(shownPicture(thao)).toBe(alt);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await linh.says('/event show', { event: title });
    await linh.sees(title);
    expect(shownPicture(linh)).toBe(alt);

    await thao.says('/event edit', { event: title, alt: 'Poster mới' }, [otherPoster]);
    await thao.sees(/Ảnh[\s\S]*Poster mới/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
    await linh.says('/event show', { event: title });
    await linh.sees(title);
    expect(shownPicture(linh)).toBe('Poster mới');

    await thao.says('/event edit', { event: title, without_picture: 'True' });
    await thao.sees(/Ảnh[\s\S]*–/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
    await linh.says('/event show', { event: title });
    await linh.sees(title);
    expect(shownPicture(linh)).toBeUndefined();
    expect(
      (await app.database.prisma.event.findFirstOrThrow({ where: { title } })).pictureAlt,
    ).toBe('');
  },
  { differences: telegramShowsAlt },
);

scenario(
  'A picture without words for it is asked what it shows',
  async ({ thao }) => {
    await thao.says('/event new', { title, when: '28/11 19:00' }, [poster]);
    await thao.sees(/Mô tả ảnh trong một, hai câu/);
    await thao.corrects({ alt });
    await thao.sees(/Bản nháp/);
    expect(shownPicture(thao)).toBe(alt);
  },
  { incomparableReason: 'Telegram asks for what is missing, Discord shows a form' },
);
