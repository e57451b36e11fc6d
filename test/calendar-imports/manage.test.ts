import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadImport } from '../../src/calendar-imports/load-import.ts';
import {
  keepCalendar,
  removeCalendar,
  requireCalendar,
} from '../../src/calendar-imports/manage.ts';
import { calendarImportsModule } from '../../src/calendar-imports/module.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Role } from '../../src/database/generated/enums.ts';
import type { FetchResult } from '../../src/fetch/result.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { type ImportFixture, openImportFixture } from './import-fixture.ts';
import { calendarText, eventLines } from './reader/calendar-text.ts';

const address = 'https://example.org/lich.ics';
const file = {
  ...{ kind: 'file' as const, platformId: 'f', name: 'Lịch Huế.ics' },
  ...{ contentType: 'text/calendar', size: 1 },
};
const event = (uid: string) => eventLines(`UID:${uid}`, 'DTSTART:20261210T123000Z');

describe.each(databaseKinds)('calendars that organisers manage, on %s', (_name, open) => {
  let database: OpenDatabase;
  let fixture: ImportFixture;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    fixture = await openImportFixture(database);
  });

  /** Reads and keeps what somebody gave. */
  async function keep(
    given: { address?: string; lines?: string[] },
    mode: 'ask' | 'automatic' = 'ask',
  ) {
    const context = fixture.context();
    const lines = given.lines ?? [];
    const bytes = new TextEncoder().encode(calendarText(...lines));
    const services = { ...context, fetchFile: async () => bytes };
    const request = given.address === undefined ? { file } : { address: given.address };
    const loaded = await loadImport(services, fixture.community, request);
    return keepCalendar(context, fixture.community, { ...loaded, mode });
  }

  test('are kept once for an address', async () => {
    fixture.source.lines = event('a');
    const first = await keep({ address });
    const again = await keep({ address }, 'automatic');
    expect(again).toMatchObject({ id: first.id, mode: 'automatic', name: 'example.org' });
    expect(await fixture.items()).toEqual(['new a']);
  });

  test('are brought up to date by a file of the same name, which takes nothing away', async () => {
    const first = await keep({ lines: event('a') });
    expect(first).toMatchObject({ name: 'Lịch Huế', url: null, pollAt: null });
    const again = await keep({ lines: event('b') });
    expect(again.id).toBe(first.id);
    expect(await fixture.items()).toEqual(['new a', 'new b']);
  });

  test('are at most twenty', async () => {
    for (let count = 0; count < 20; count += 1) await keep({ address: `${address}?${count}` });
    await expect(keep({ address })).rejects.toThrow('imports.refused.tooMany');
  });

  test('belong to organisers of their community', async () => {
    const calendar = await fixture.create();
    const roles = new Set<Role>();
    const context = fixture.context();
    const services = {
      ...context,
      roleResolver: { ...context.roleResolver, rolesOf: async () => roles },
    };
    await expect(requireCalendar(services, calendar.id)).rejects.toThrow('kit.refused.role');
    roles.add('organiser');
    expect((await requireCalendar(services, calendar.id)).id).toBe(calendar.id);
    await removeCalendar(context, calendar);
    await expect(requireCalendar(services, calendar.id)).rejects.toThrow('imports.refused.gone');
    await expect(requireCalendar(services, 'nonsense')).rejects.toThrow('imports.refused.gone');
  });

  test('forget what has been over for a month, and files without anything left', async () => {
    await keep({ lines: event('a') });
    const kept = await fixture.create();
    fixture.advanceHours(60 * 24);
    for (const { keepMs, deleteBefore } of calendarImportsModule.retention ?? [])
      await deleteBefore(fixture.db, new Date(fixture.clock.now.epochMilliseconds - keepMs));
    expect(await fixture.items()).toEqual([]);
    const left = await fixture.db.importedCalendar.findMany({ select: { id: true } });
    expect(left).toEqual([{ id: kept.id }]);
  });

  const failed = (reason: string, more: object = {}): FetchResult =>
    ({ outcome: 'failed', reason, url: address, ...more }) as FetchResult;
  test.each([
    ['a private network', { outcome: 'refused', reason: 'address', url: address }, 'notPublic'],
    ['a strange port', { outcome: 'refused', reason: 'port', url: address }, 'notPublic'],
    [
      'too many redirects',
      { outcome: 'refused', reason: 'tooManyRedirects', url: address },
      'redirects',
    ],
    ['no such name', failed('unknownHost'), 'unknownHost'],
    ['no answer', failed('unreachable'), 'unreachable'],
    ['a bad certificate', failed('certificate'), 'certificate'],
    ['too long', failed('timedOut'), 'timedOut'],
    ['too much', failed('tooLarge'), 'tooLarge'],
    ['a log-in', failed('status', { status: 401 }), 'forbidden'],
    ['nothing there', failed('status', { status: 404 }), 'notFound'],
    ['gone', failed('status', { status: 410 }), 'ended'],
    ['too many requests', failed('status', { status: 429 }), 'busy'],
    ['a broken server', failed('status', { status: 502 }), 'busy'],
    ['an answer without a sense', failed('protocol'), 'unreachable'],
  ] satisfies [string, FetchResult, string][])(
    'are refused with the reason: %s',
    async (_title, result, problem) => {
      fixture.source.result = result;
      await expect(keep({ address })).rejects.toThrow(`imports.problems.${problem}`);
    },
  );

  test('have a name of one line, whatever their file is called', async () => {
    const name = `Lịch\n${'x'.repeat(5000)}.ics`;
    const fetchFile = async () => new TextEncoder().encode(calendarText());
    const services = { ...fixture.context(), fetchFile };
    const loaded = await loadImport(services, fixture.community, { file: { ...file, name } });
    expect(loaded.name).toMatch(/^Lịch x{90,}…$/);
  });

  test('are refused when a file cannot be had', async () => {
    const context = fixture.context();
    for (const [content, problem] of [
      ['tooBig', 'tooLarge'],
      ['unavailable', 'fileUnavailable'],
      [new TextEncoder().encode('hello'), 'notCalendar'],
    ] as const) {
      const services = { ...context, fetchFile: async () => content };
      await expect(loadImport(services, fixture.community, { file })).rejects.toThrow(
        `imports.problems.${problem}`,
      );
    }
    await expect(loadImport(context, fixture.community, {})).rejects.toThrow(
      'imports.refused.nothing',
    );
  });
});
