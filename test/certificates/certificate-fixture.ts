import { issueCertificates } from '../../src/certificates/issue.ts';
import { createCertificateNotices } from '../../src/certificates/messages/notices.ts';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Certificate, Community, Course } from '../../src/database/generated/client.ts';
import { createCommandContext, tuesdayMorning } from '../support/fixtures/command-context.ts';

const dayMs = 24 * 3_600_000;
const start = tuesdayMorning.epochMilliseconds - 2 * dayMs;

/** A course with a session that has ended, which these people completed, and an organiser. */
export async function openCourse(database: OpenDatabase, holders = 1) {
  const { prisma: db } = database;
  const { call: organiser, published } = await createCommandContext(database);
  const community = organiser.community;
  if (!community) throw new Error('no community');
  const course = await db.course.create({
    data: {
      ...{ communityId: community.id, searchText: '', title: 'Dựng phim' },
      ...{ trainer: 'Đỗ Thị Quỳnh', translations: { en: { title: 'Film editing' } } },
    },
  });
  const session = await db.session.create({
    data: {
      ...{ courseId: course.id, seats: 50, zone: 'Asia/Ho_Chi_Minh' },
      ...{ startsAt: new Date(start), endsAt: new Date(start + 7_200_000) },
    },
  });
  const people: CommandContext[] = [];
  for (let at = 0; at < holders; at += 1) {
    const { call } = await createCommandContext(database, community);
    await db.signup.create({
      data: { sessionId: session.id, personId: call.person.id, state: 'confirmed' },
    });
    people.push(call);
  }
  return { db, organiser, published, community, course, session, people };
}

export const issueAll = (organiser: CommandContext, community: Community, course: Course) =>
  issueCertificates({ ...organiser, notices: createCertificateNotices(organiser) }, community, {
    course,
  });

/** The only certificate of somebody. */
export const certificateOf = ({ db, person }: CommandContext): Promise<Certificate> =>
  db.certificate.findFirstOrThrow({ where: { personId: person.id } });
