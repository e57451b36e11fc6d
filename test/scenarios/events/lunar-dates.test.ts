import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Hội làng Chuồn';

const languages = [
  { name: 'Vietnamese', language: 'Tiếng Việt', lunar: 'âm lịch 26/10', shown: /Thời gian/ },
  { name: 'English', language: 'English', lunar: 'lunar 26/10', shown: /When/ },
] as const;

for (const { name, language, lunar, shown } of languages)
  scenario(
    `Lists and cards have the lunar day once an admin wants it, in ${name}`,
    async ({ hanh, linh, app }) => {
      const { prisma } = app.database;
      const { id: communityId } = await prisma.community.findFirstOrThrow();
      await prisma.event.create({
        data: {
          ...{ communityId, title, zone: 'Asia/Ho_Chi_Minh', searchText: 'hoi lang chuon' },
          startsAt: new Date('2026-12-04T12:30:00Z'),
          endsAt: new Date('2026-12-04T14:00:00Z'),
        },
      });
      await linh.says('/settings', { language });
      await linh.says('/events', { query: title });
      expect(readableText(await linh.sees(/Chuồn/))).not.toContain(lunar);
      await hanh.says('/event feed', { lunar: true });
      await hanh.sees(/Hide lunar dates|isn’t public/);
      await linh.says('/events', { query: title });
      expect(readableText(await linh.sees(lunar))).toContain(title);
      await linh.says('/event show', { event: title });
      expect(readableText(await linh.sees(shown))).toContain(lunar);
    },
    { incomparableReason: 'only the settings of Telegram have tables' },
  );
