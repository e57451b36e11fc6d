import { coursesModule } from '../../src/courses/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: coursesModule,
  tables: {
    Course: 'nobody',
    CourseRun: 'nobody',
    Session: 'nobody',
    Signup: 'exported',
    SessionReminder: 'nobody',
    ...{ CheckInKey: 'nobody', AttendancePage: 'deleted' },
    CourseQuestion: 'nobody',
    CourseConsent: 'nobody',
    SignupAnswer: 'exported',
    // It names a signup, and that a person.
    SignupConsent: 'nobody',
  },
  exportedFields: ['signups'],
  async create({ db, call, second, communityId, word, later }) {
    const session = await db.session.create({
      data: {
        ...{ startsAt: later, endsAt: later, zone: 'Asia/Ho_Chi_Minh', seats: 3 },
        course: { create: { communityId, title: 'Podcast', searchText: '' } },
      },
    });
    await db.signup.create({
      data: {
        sessionId: session.id,
        personId: call.person.id,
        state: 'confirmed',
        note: word,
        originAccountId: second.id,
        answers: {
          create: {
            ...{ values: [word], answeredAt: later },
            question: {
              create: { courseId: session.courseId, position: 1, kind: 'text', label: 'Diet' },
            },
          },
        },
        consent: {
          create: {
            consentedAt: later,
            consent: { create: { courseId: session.courseId, version: 1, text: 'Agreed' } },
          },
        },
      },
    });
    await db.attendancePage.create({
      data: {
        hash: call.account.id,
        kind: 'list',
        sessionId: session.id,
        accountId: call.account.id,
      },
    });
    return undefined;
  },
} satisfies PersonalDataSample;
