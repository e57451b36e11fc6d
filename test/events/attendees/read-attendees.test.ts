import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event, RsvpState } from '../../../src/database/generated/client.ts';
import { attendeesFile } from '../../../src/events/attendees/attendees-file-view.ts';
import { attendeesMessage } from '../../../src/events/attendees/messages.ts';
import { readAttendees } from '../../../src/events/attendees/read-attendees.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

const nextDay = new Date(tuesdayMorning.epochMilliseconds + 86_400_000);

describe.each(databaseKinds)('who answered an event, on %s', (_name, open) => {
  let database: OpenDatabase;
  let context: CommandContext;
  let event: Event;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    ({ call: context } = await createCommandContext(database));
    event = await context.db.event.create({
      data: {
        ...{ communityId: context.community?.id ?? '', title: 'Đêm thơ “Huế”', searchText: '' },
        ...{ startsAt: nextDay, endsAt: nextDay, zone: 'Asia/Ho_Chi_Minh' },
      },
    });
  });

  async function answered(name: string, state: RsvpState = 'going', platformId?: string) {
    const { db } = context;
    const { personId } = await db.account.create({
      data: {
        ...{ platform: 'discord', platformId: platformId ?? crypto.randomUUID(), name },
        person: { create: {} },
      },
    });
    await db.rsvp.create({
      data: { eventId: event.id, personId, state, changedAt: tuesdayMorning.toString() },
    });
  }

  const names = async (): Promise<string[]> =>
    (await readAttendees(context, event)).all.map(
      ({ number, accounts }) => `${number} ${accounts.map(({ name }) => name).join()}`,
    );

  test('is sorted as Vietnamese is, those who wait by the order in which they get places', async () => {
    for (const name of [
      'Ân',
      'An',
      'Ông',
      'ăn',
      'Bình',
      'ân',
      'Đào',
      'Dũng',
      'Áo',
      'Bạn 10',
      'Bạn 9',
    ])
      await answered(name);
    await answered('Zoe', 'waiting');
    await answered('Anh', 'waiting');
    await answered('Mai', 'maybe');
    await answered('Nam', 'declined');
    expect(await names()).toEqual([
      ...['1 An', '2 Áo', '3 ăn', '4 ân', '5 Ân', '6 Bạn 9', '7 Bạn 10', '8 Bình', '9 Dũng'],
      ...['10 Đào', '11 Ông', '1 Mai', '1 Zoe', '2 Anh'],
    ]);
  });

  test('is recorded each time it is read', async () => {
    await answered('Linh');
    await readAttendees(context, event);
    const where = { communityId: event.communityId, action: 'event.attendees' };
    expect(await context.db.auditEntry.count({ where })).toBe(1);
  });

  test('has pages with buttons, and says of whom nothing is left', async () => {
    for (let at = 1; at <= 27; at += 1) await answered(`Bạn ${at}`);
    await context.db.event.update({ where: { id: event.id }, data: { erasedRsvpCount: 2 } });
    const found = await readAttendees(context, event);
    const textOf = (page: number) => JSON.stringify(attendeesMessage(found, page, context).blocks);
    expect(textOf(1)).toContain('Bạn 25');
    expect(textOf(1)).not.toContain('Bạn 26');
    expect(textOf(2)).toContain('Bạn 27');
    expect(textOf(2)).toContain('2 người đã xóa dữ liệu');
    expect(textOf(9)).toBe(textOf(2));
    const labels = attendeesMessage(found, 1, context).buttons.flat();
    expect(labels.map(({ label }) => label)).toEqual(['Sau ›', 'CSV', 'Excel', 'Nhắn tin']);
  });

  test('is a file in which ids keep their digits and names are no formulas', async () => {
    await answered('=HYPERLINK("https://evil.example")', 'going', '80351110224678912');
    const file = await attendeesFile(await readAttendees(context, event), context, 'csv');
    expect(file.name).toBe('dem-tho-hue.csv');
    expect(file.content.split('\r\n').slice(0, 2)).toEqual([
      '\ufeff"Trả lời","STT","Tên","Khách đi cùng","Ứng dụng","Tài khoản","Từ lúc"',
      '"Tham gia","1","\'=HYPERLINK(""https://evil.example"")","0","Discord","discord:80351110224678912","2026-11-24 09:00"',
    ]);
  });
});
