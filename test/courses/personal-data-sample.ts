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
