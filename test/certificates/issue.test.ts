import { afterAll, beforeAll, expect, test } from 'vitest';
import certificateIssue from '../../commands/certificate-issue.ts';
import certificateName from '../../commands/certificate-name.ts';
import { findCode, formatCode, randomCode, readCode } from '../../src/certificates/code.ts';
import { hasValidSignature } from '../../src/certificates/facts.ts';
import { nameCertificate } from '../../src/certificates/holders/naming.ts';
import { planIssue } from '../../src/certificates/issue.ts';
import { createCertificateNotices } from '../../src/certificates/messages/notices.ts';
import { revokeCertificate } from '../../src/certificates/revoke.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { UserError } from '../../src/kit/define/user-error.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { runCommand } from '../support/fixtures/run-command.ts';
import { certificateOf, issueAll, openCourse } from './certificate-fixture.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

const keyOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return error instanceof UserError ? error.error.key : error;
};

test('codes are read however they are typed, and hold no letters that look alike', () => {
  for (let at = 0; at < 200; at += 1) {
    const code = randomCode();
    expect(code).toMatch(/^[ACDEFGHJKMNPRTWXY34679]{12}$/);
    const printed = formatCode(code);
    expect(printed).toMatch(/^.{4}-.{4}-.{4}$/);
    for (const typed of [
      ...[code, printed, printed.toLowerCase(), ` ${printed.replaceAll('-', ' – ')} `],
      ...[`https://bot.example.org/verify/${printed}?lang=vi`, `/verify/${printed}/`],
    ])
      expect(readCode(typed), typed).toBe(code);
    expect(findCode(`(https://bot.example.org/verify/${printed})`)).toBe(code);
  }
  for (const wrong of [
    '',
    'ACDE',
    'ACDE-3467-KMN0',
    'ACDE-3467-KMNPA',
    '../../etc',
    'Ạ'.repeat(12),
  ])
    expect(readCode(wrong), wrong).toBeUndefined();
});

test('everyone who completed the course gets one, once, and is told privately', async () => {
  const { db, organiser, published, community, course, session, people } = await openCourse(
    database,
    3,
  );
  const { id: sessionId } = session;
  const waiting = { sessionId, state: 'waiting', personId: organiser.person.id } as const;
  await db.signup.create({ data: waiting });
  const preview = await runCommand(certificateIssue, organiser, { course });
  expect(JSON.stringify(preview)).toContain('3 người đã học xong');
  expect(JSON.stringify(preview)).toContain('3 người được hỏi tên');
  expect(await db.certificate.count({ where: { courseId: course.id } })).toBe(0);

  // Both press at once.
  const results = await Promise.allSettled([
    issueAll(organiser, community, course),
    issueAll(organiser, community, course),
  ]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const issued = await db.certificate.findMany({ where: { courseId: course.id } });
  expect(new Set(issued.map(({ personId }) => personId))).toEqual(
    new Set(people.map(({ person }) => person.id)),
  );
  for (const one of issued) expect(await hasValidSignature(db, one)).toBe(true);
  expect(published).toHaveLength(1);
  expect(published[0]?.audience).toMatchObject({ to: 'people' });
  expect(JSON.stringify(published[0]?.messages.en)).toContain('You completed “Film editing”');
  const again = await runCommand(certificateIssue, organiser, { course });
  expect(JSON.stringify(again)).toContain('3 người học xong đều đã có');
  expect(await keyOf(issueAll(organiser, community, course))).toBe('certificates.refused.nobody');
});

test('a name is kept as it was written, a few times, and used for the next course', async () => {
  const { db, organiser, community, course, people } = await openCourse(database, 1);
  const [holder] = people;
  if (!holder) throw new Error('nobody');
  await issueAll(organiser, community, course);
  const name = 'Nguyễn Thị Hoàng Ánh Phượng';
  const write = async (written: string, showsName = true) =>
    nameCertificate(holder, await certificateOf(holder), { name: written, showsName });
  const named = await write(name.normalize('NFD'));
  expect(named.name).toBe(name);
  expect(await hasValidSignature(db, named)).toBe(true);
  expect(await hasValidSignature(db, { ...named, name: 'Ai khác' })).toBe(false);
  expect(await hasValidSignature(db, { ...named, title: 'Khóa khác' })).toBe(false);
  // The choice alone is no change of the name.
  for (const showsName of [false, true, false, true]) await write(name, showsName);
  expect(await keyOf(write('山田太郎 🎬 x̣'))).toBe('certificates.errors.letters');
  await write('Một');
  await write('Hai');
  expect(await keyOf(write('Ba'))).toBe('certificates.refused.named');

  const other = await db.course.create({
    data: { communityId: community.id, title: 'Podcast', searchText: '' },
  });
  const { startsAt, endsAt } = await db.session.findFirstOrThrow({
    where: { courseId: course.id },
  });
  await db.session.create({
    data: {
      ...{ courseId: other.id, startsAt, endsAt, seats: 3, zone: 'Asia/Ho_Chi_Minh' },
      signups: { create: { personId: holder.person.id, state: 'confirmed' } },
    },
  });
  const { holders } = await planIssue(organiser, { course: other });
  expect(holders).toMatchObject([{ known: { name: 'Hai', showsName: true } }]);
});

test('a revoked one keeps its reason, cannot be named, and can be issued again', async () => {
  const { db, organiser, published, community, course, people } = await openCourse(database, 1);
  const [holder] = people;
  if (!holder) throw new Error('nobody');
  await issueAll(organiser, community, course);
  const certificate = await certificateOf(holder);
  const services = { ...organiser, notices: createCertificateNotices(organiser) };
  await revokeCertificate(services, certificate, 'Nhầm người');
  expect(await keyOf(revokeCertificate(services, certificate, 'Lại'))).toBe(
    'certificates.refused.revoked',
  );
  expect(JSON.stringify(published.at(-1)?.messages.vi)).toContain('Nhầm người');
  const revoked = await certificateOf(holder);
  expect(
    await keyOf(
      runCommand(certificateName, holder, {
        ...{ certificate: revoked, full_name: 'An', show_name: true },
      }),
    ),
  ).toBe('certificates.refused.revoked');
  await issueAll(organiser, community, course);
  expect(await db.certificate.count({ where: { courseId: course.id, revokedAt: null } })).toBe(1);
});
