import { expect } from 'vitest';
import type { ScenarioContext } from '../../support/scenario/scenario.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const [market, exhibition, concert] = [
  'Chợ phiên Cồn Hến',
  'Triển lãm ảnh sông Hương',
  'Đêm nhạc Trịnh',
] as const;

/** What is on on Friday 4 December 2026, in Vietnam. */
const day = [
  { title: market, from: '05:30', until: '10:00' },
  { title: exhibition, from: '09:00', until: '18:30' },
  { title: concert, from: '20:00', until: '22:00' },
] as const;

async function fillDay({ app }: Pick<ScenarioContext, 'app'>): Promise<void> {
  const { prisma } = app.database;
  const { id: communityId } = await prisma.community.findFirstOrThrow();
  const at = (time: string) => new Date(`2026-12-04T${time}:00+07:00`);
  await prisma.event.createMany({
    data: day.map(({ title, from, until }) => ({
      ...{ communityId, title, startsAt: at(from), endsAt: at(until) },
      zone: 'Asia/Ho_Chi_Minh',
      searchText: '',
    })),
  });
}

const languages = [
  {
    name: 'Vietnamese',
    language: 'Tiếng Việt',
    evening: ['tối 4/12', 'tối thứ Sáu 4/12 (18:00–24:00)'],
    morning: ['sáng 4/12', 'sáng thứ Sáu 4/12 (04:00–12:00)'],
    late: ['sau 19h 4/12', 'sau 19:00 thứ Sáu 4/12'],
    early: ['trước 8h 4/12', 'trước 08:00 thứ Sáu 4/12'],
    empty: ['23h-24h 4/12', 'sau 23:00 thứ Sáu 4/12'],
    wholeDay: 'thứ Sáu 4/12',
    question: 'tối 4/12 có gì không bot ơi?',
  },
  {
    name: 'English',
    language: 'English',
    evening: ['4 December evening', 'Friday 4 December, evening (18:00–24:00)'],
    morning: ['morning of 4 December', 'Friday 4 December, morning (04:00–12:00)'],
    late: ['4 December after 7pm', 'Friday 4 December, after 19:00'],
    early: ['before 8am 4 December', 'Friday 4 December, before 08:00'],
    empty: ['11pm-12am 4 December', 'Friday 4 December, after 23:00'],
    wholeDay: 'Friday 4 December',
    question: 'what’s on on the evening of 4 December?',
  },
] as const;

for (const words of languages) {
  scenario(`Linh asks for parts of a day in ${words.name}`, async ({ linh, app }) => {
    await fillDay({ app });
    await linh.says('/settings', { language: words.language });
    const expected = [
      [words.evening, [exhibition, concert]],
      [words.morning, [market, exhibition]],
      [words.late, [concert]],
      [words.early, [market]],
    ] as const;
    for (const [[when, title], found] of expected) {
      await linh.says('/events', { when });
      const listed = readableText(await linh.sees(found[0]));
      expect(listed).toContain(title);
      expect([market, exhibition, concert].filter((one) => listed.includes(one))).toEqual(found);
    }
    const [when, title] = words.empty;
    await linh.says('/events', { when });
    expect(readableText(await linh.sees(/23:00/))).toContain(title);
    await linh.presses(words.wholeDay);
    await linh.sees(/Cồn Hến[\s\S]*sông Hương[\s\S]*Trịnh/);
  });

  scenario(
    `In private, Linh asks for an evening in her own ${words.name} words`,
    async ({ linh, app }) => {
      await fillDay({ app });
      await linh.says('/settings', { language: words.language });
      await linh.in('dm').says('/start');
      await linh.in('dm').sees(/./);
      await linh.in('dm').says(words.question);
      const listed = readableText(await linh.in('dm').sees(/Trịnh/));
      expect(listed).toContain(words.evening[1]);
      expect(listed).not.toContain(market);
    },
    { incomparableReason: 'only the settings of Telegram have tables' },
  );
}

scenario(
  'In a group, whoever mentions the bot is answered for the part of the day',
  async ({ linh, announcements, app }) => {
    await fillDay({ app });
    await linh.in(announcements).says('@callboard_bot sáng 4/12 có gì?');
    const listed = readableText(await linh.in(announcements).sees(/Cồn Hến/));
    expect(listed).toContain('sáng thứ Sáu 4/12');
    expect(listed).not.toContain(concert);
  },
  {
    only: {
      platform: 'telegram',
      because:
        'the Discord bot does not read what people write in servers, which would be all messages of all servers',
    },
  },
);
