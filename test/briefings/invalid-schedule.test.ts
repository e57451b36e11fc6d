import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { editionMessage } from '../../src/briefings/editions/edition-message.ts';
import { readEdition } from '../../src/briefings/editions/read-edition.ts';
import { editionPreviewMessage } from '../../src/briefings/editions/send-messages.ts';
import { previewEdition } from '../../src/briefings/editions/send-now.ts';
import { type BriefingDetails, findBriefing } from '../../src/briefings/queries.ts';
import { notifyInvalidSchedules } from '../../src/briefings/scheduling/invalid-schedule-notice.ts';
import { scheduleBriefing, toggleBriefingPause } from '../../src/briefings/scheduling/service.ts';
import { type CommandContext, requireCommunity } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { commandSpelling } from '../../src/language/catalogue.ts';
import type { Locale } from '../../src/language/locale.ts';
import { createQuarantine } from '../../src/schedule/quarantine.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';
import {
  type NoticeFixture,
  openNoticeFixture,
  textLines,
} from '../support/fixtures/notice-fixture.ts';
import { errorKeyOf } from '../support/scenario/link-codes.ts';

/** What an older version or a manual change may have left in the column: unreadable, or a day that never comes. */
const bad = Object.entries({
  'numbers out of range': '61 25 31 2 8',
  'no letters': '☃',
  blank: ' ',
  words: 'hằng ngày 8:00',
  'four fields': '0 8 * *',
  '30 February': '0 0 30 2 *',
  'a very long one': '8'.repeat(9_000),
});
const good = ['0 8 * * *', '0 0 29 2 *', '0 9 * * MON', '0 8 L * *', ''];

const newestEdition = async (context: CommandContext) =>
  editionMessage(context, await readEdition(context, requireCommunity(context).id, undefined));
const preview = async (context: CommandContext, briefing: BriefingDetails) =>
  editionPreviewMessage(context, await previewEdition(context, briefing));

const cure = (locale: Locale) => commandSpelling(locale, 'briefing schedule');

describe.each(databaseKinds)('an invalid stored schedule, on %s', (_name, open) => {
  let database: OpenDatabase;
  let fixture: NoticeFixture;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    fixture = await openNoticeFixture(database);
  });

  const keep = (cron: string, title = 'Bản tin sáng') =>
    fixture.db.briefing.create({
      data: {
        ...{ communityId: fixture.community.id, title, cron, zone: 'Asia/Ho_Chi_Minh' },
        sections: ['items'],
      },
    });
  const set = (id: string, data: { cron?: string; isPaused?: boolean }) =>
    fixture.db.briefing.update({ where: { id }, data });
  const tell = () => notifyInvalidSchedules(fixture.noticeContext());
  const reading = async (id: string) => {
    const { call } = await createCommandContext(database, fixture.community);
    const briefing = await findBriefing(fixture.db, { id });
    if (!briefing) throw new Error('No such briefing');
    return { call, briefing };
  };

  test.each(bad)('tells editors and admins once: %s', async (_name, cron) => {
    await fixture.grantRole(await fixture.createAccount('editor'), 'editor');
    await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
    await fixture.grantRole(await fixture.createAccount('moderator'), 'moderator');
    await keep(cron);
    expect(await tell()).toBe(1);
    expect(await fixture.recipients()).toEqual(['admin', 'editor']);
    expect(await Promise.all([tell(), tell()])).toEqual([0, 0]);
    const [said] = fixture.published;
    for (const locale of ['en', 'vi'] as const) {
      const words = said ? textLines(said.messages[locale]).join('\n') : '';
      expect(words).toContain('Bản tin sáng');
      expect(words).toContain(cure(locale));
      expect(words.length).toBeLessThan(400);
    }
  });

  test.each(bad)(
    'shows the problem where briefings are listed and previewed: %s',
    async (_name, cron) => {
      const { id } = await keep(cron);
      const { call, briefing } = await reading(id);
      const latest = textLines(await newestEdition(call)).join('\n');
      expect(latest).toContain('“Bản tin sáng”');
      expect(latest).toContain(cure('vi'));
      const previewed = async () => textLines(await preview(call, briefing)).join('\n');
      expect(await previewed()).toContain(cure('vi'));
      await fixture.db.item.create({
        data: { briefingId: id, title: 'Chợ hoa', text: 'T', sourceUrl: 'https://example.org/a' },
      });
      const [wrong, ...rest] = (await previewed()).split('\n');
      expect(wrong).toContain(cure('vi'));
      expect(rest.join('\n')).toContain('Chợ hoa');
    },
  );

  test.each(good)('tells nobody about a valid schedule: %s', async (cron) => {
    await fixture.grantRole(await fixture.createAccount('editor'), 'editor');
    const { id } = await keep(cron);
    expect(await tell()).toBe(0);
    const { call, briefing } = await reading(id);
    const sent = [await newestEdition(call), await preview(call, briefing)];
    expect(sent.flatMap(textLines).join('\n')).not.toContain(cure('vi'));
  });

  test('tells once about each invalid value, and again when it returns after a valid one', async () => {
    await fixture.grantRole(await fixture.createAccount('editor'), 'editor');
    const { id } = await keep('61 25 31 2 8');
    const both = await Promise.all([tell(), tell()]);
    expect(both.toSorted()).toEqual([0, 1]);
    await set(id, { cron: 'PST' });
    expect([await tell(), await tell()]).toEqual([1, 0]);
    const { call, briefing } = await reading(id);
    await scheduleBriefing(call, call.account, briefing, {
      cron: '0 8 * * *',
      zone: briefing.zone,
    });
    expect(await tell()).toBe(0);
    await set(id, { cron: 'PST' });
    expect([await tell(), await tell()]).toEqual([1, 0]);
  });

  test('does not report a paused briefing and does not resume it before its schedule is valid', async () => {
    await fixture.grantRole(await fixture.createAccount('editor'), 'editor');
    const { id } = await keep('61 25 31 2 8');
    await set(id, { isPaused: true });
    expect(await tell()).toBe(0);
    const { call, briefing } = await reading(id);
    expect(textLines(await newestEdition(call)).join('\n')).not.toContain('Bản tin sáng');
    expect(await errorKeyOf(toggleBriefingPause(call, call, briefing))).toBe(
      'briefings.errors.badSchedule',
    );
    expect((await fixture.db.briefing.findUniqueOrThrow({ where: { id } })).isPaused).toBe(true);
    await scheduleBriefing(call, call.account, briefing, {
      cron: '0 8 * * *',
      zone: briefing.zone,
    });
    const again = await reading(id);
    await toggleBriefingPause(again.call, again.call, again.briefing);
    expect((await fixture.db.briefing.findUniqueOrThrow({ where: { id } })).isPaused).toBe(false);
  });

  test('waits when there is nobody to tell, without blocking other briefings', async () => {
    await keep('PST');
    const aside = createQuarantine({
      report: () => undefined,
      now: () => fixture.clock.now.epochMilliseconds,
    });
    const look = () => notifyInvalidSchedules({ ...fixture.noticeContext(), aside });
    expect(await look()).toBe(0);
    await fixture.grantRole(await fixture.createAccount('editor'), 'editor');
    fixture.advanceHours(1);
    expect(await look()).toBe(1);
    expect(await fixture.recipients()).toEqual(['editor']);
  });
});
