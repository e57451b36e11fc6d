import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const languages = [
  {
    name: 'Vietnamese',
    language: 'Tiếng Việt',
    title: 'Chiếu phim ngoài trời',
    when: '19h30 1/12',
    publish: 'Đăng',
    published: /Đã đăng sự kiện/,
    going: 'Tham gia',
    goingCount: /Số người tham gia/,
    wrongRule: 'thứ năm hằng tuần',
    refused: /không nằm trong lịch này/,
    rule: 'thứ ba hằng tuần',
    asked:
      /sẽ lặp lại: thứ Ba hằng tuần[\s\S]*19:30 thứ Ba 1\/12[\s\S]*29\/12[\s\S]*giữ nguyên lượt trả lời/,
    begin: 'Lặp lại sự kiện',
    begun: /Từ giờ sự kiện lặp lại: thứ Ba hằng tuần/,
    shown: /Lặp lại[\s\S]*thứ Ba hằng tuần/,
  },
  {
    name: 'English',
    language: 'English',
    title: 'Open-air cinema',
    when: '1/12 19:30',
    publish: 'Publish',
    published: /Event published|Event created/,
    going: 'Going',
    goingCount: /Going/,
    wrongRule: 'every Thursday',
    refused: /isn’t one of these dates/,
    rule: 'every Tuesday',
    asked:
      /will repeat: every Tuesday[\s\S]*Tuesday 1 December, 19:30[\s\S]*29 December[\s\S]*It stays the first one/,
    begin: 'Repeat event',
    begun: /The event repeats now: every Tuesday/,
    shown: /Repeats[\s\S]*every Tuesday/,
  },
] as const;

for (const words of languages)
  scenario(
    `Thảo lets an event repeat that Linh goes to already, in ${words.name}`,
    async ({ thao, linh, app }) => {
      const { prisma } = app.database;
      const { title } = words;
      for (const one of [thao, linh]) await one.says('/settings', { language: words.language });
      await thao.says('/event new', { title, when: words.when });
      await thao.sees(title);
      await thao.presses(words.publish);
      await thao.sees(words.published);
      const single = await prisma.event.findFirstOrThrow({ where: { title } });
      await linh.says('/event show', { event: title });
      await linh.sees(words.goingCount);
      await linh.presses(words.going);
      await linh.sees(words.goingCount);

      await thao.says('/event edit', { event: title, repeats: words.wrongRule });
      await thao.sees(words.refused);
      await thao.says('/cancel');
      await thao.sees(/./);
      await thao.says('/event edit', { event: title, repeats: words.rule });
      await thao.sees(words.asked);
      expect(await prisma.event.count({ where: { title } })).toBe(1);
      await thao.presses(words.begin);
      await thao.sees(words.begun);
      const dates = await prisma.event.findMany({ where: { title }, orderBy: { startsAt: 'asc' } });
      expect(dates.length).toBeGreaterThan(5);
      expect(dates[0]?.id).toBe(single.id);

      await linh.says('/mine');
      const mine = readableText(await linh.sees(title));
      expect(mine.split(title)).toHaveLength(2);
      await linh.says('/event show', { event: `id:${single.id}` });
      await linh.sees(words.shown);
    },
    { incomparableReason: 'what is asked again is asked in a form on Discord' },
  );
