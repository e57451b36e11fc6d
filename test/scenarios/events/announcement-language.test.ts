import { expect } from 'vitest';
import { eventOrigin } from '../../../src/events/origin.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Gặp gỡ người làm phim';

scenario(
  'Chats get an event in the language of the community and not of the organiser',
  async ({ thao, announcements, app }) => {
    const { prisma } = app.database;
    await thao.says('/settings', { language: 'en' });
    await thao.sees(/English/, 'Telegram alone has tables to choose');
    await thao.says('/event new', { title, when: '19h30 10/12' });
    await thao.sees(/When/);
    await thao.presses('Publish');
    await thao.sees(/Event published/);
    await thao.presses('Announce');
    await thao.sees(/Announced in \d+ chats?/);
    const here = thao.in(announcements);
    expect(readableText(await here.sees(title))).toMatch(/Thời gian/);
    await thao.says('/event edit', { event: title, place: 'Huế' });
    await thao.sees(/Save these changes/);
    await thao.presses('Save changes');
    await thao.sees(/Saved/);
    await here.sees(/Địa điểm/);
    await thao.says('/event cancel', { event: title });
    await thao.sees(/Cancel this event/);
    await thao.presses('Cancel event');
    await thao.sees(/\[CANCELLED\]/);
    const event = await prisma.event.findFirstOrThrow({
      where: { title },
      include: { community: true },
    });
    const { locale } = event.community;
    const published = await prisma.publication.findMany({
      where: { origin: eventOrigin(event.id) },
    });
    expect(new Set(published.map((one) => one.locale))).toEqual(new Set([locale]));
  },
);
