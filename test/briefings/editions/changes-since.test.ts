import { afterAll, beforeAll, expect, test } from 'vitest';
import { editionMessage } from '../../../src/briefings/editions/edition-message.ts';
import { editionMessages } from '../../../src/briefings/editions/messages.ts';
import { publishEdition } from '../../../src/briefings/editions/publish.ts';
import { readEdition } from '../../../src/briefings/editions/read-edition.ts';
import { findBriefing } from '../../../src/briefings/queries.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';
import { cancelEvent, createEvent, postponeEvent } from '../../support/fixtures/events.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

test('mentions listed events that were since moved, cancelled or retracted', async () => {
  const { call } = await createCommandContext(database);
  const { db, publications } = call;
  const communityId = call.community?.id ?? '';
  const date = Temporal.PlainDate.from('2026-11-28');
  const named = async (title: string) => {
    await createEvent(call, { title, when: { date }, source: 'https://example.org/lich' });
    return db.event.findFirstOrThrow({ where: { title, communityId } });
  };
  const [stays, moves, ends, waits] = [
    await named('Ở lại'),
    await named('Dời đi'),
    await named('Thôi'),
    await named('Chờ lịch'),
  ];
  const alert = await db.alert.create({
    data: {
      communityId,
      state: 'active',
      severity: 'minor',
      expiresAt: new Date(tuesdayMorning.epochMilliseconds + 86_400_000),
      versions: {
        create: {
          number: 1,
          grade: 'first',
          title: 'Giả mạo',
          text: 'x',
          sourceUrl: 'https://example.org',
        },
      },
    },
  });
  const { id } = await db.briefing.create({
    data: {
      communityId,
      title: 'Sáng',
      zone: 'Asia/Ho_Chi_Minh',
      sections: ['events', 'alerts'],
    },
  });
  const briefing = (await findBriefing(db, { id })) ?? expect.fail('no briefing');
  const { briefingSections } = call;
  const services = { db, publications, briefingSections, compose: editionMessages };
  await publishEdition({ ...services, now: tuesdayMorning }, briefing, {
    at: tuesdayMorning,
    isLate: false,
  });
  const newest = async () => editionMessage(call, await readEdition(call, communityId, undefined));
  const shown = async () => JSON.stringify((await newest()).blocks);
  expect(await shown()).not.toContain('Đã thay đổi sau bản tin này');

  await postponeEvent(call, moves, { date: Temporal.PlainDate.from('2026-12-05') }, undefined);
  await postponeEvent(call, waits, undefined, undefined);
  await cancelEvent(call, ends, undefined);
  await db.alert.update({ where: { id: alert.id }, data: { state: 'retracted' } });
  const since = await newest();
  expect(since.tone).toBe('warning');
  const [, lines] = since.blocks;
  const texts = lines?.kind === 'list' ? lines.items.map((item) => JSON.stringify(item)) : [];
  expect(texts).toHaveLength(4);
  const line = (title: string) => texts.find((text) => text.includes(title)) ?? '';
  expect(line('Giả mạo')).toContain('đã thu hồi');
  expect(line('Dời đi')).toMatch(/thứ Bảy 5\/12.*thứ Bảy 28\/11/);
  expect(line('Chờ lịch')).toContain('28/11');
  expect(line('Thôi')).toMatch(/\[.*\]/);
  expect(line(stays.title)).toBe('');
});
