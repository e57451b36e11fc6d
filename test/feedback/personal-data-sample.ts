import { expect } from 'vitest';
import { feedbackModule } from '../../src/feedback/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: feedbackModule,
  tables: { FeedbackRequest: 'nobody', CourseFeedback: 'exported' },
  exportedFields: ['courseFeedback'],
  async create({ db, call, second, communityId, word, at }) {
    const session = await db.session.create({
      data: {
        ...{ startsAt: at, endsAt: at, zone: 'Asia/Ho_Chi_Minh', seats: 3 },
        course: { create: { communityId, title: 'Podcast', searchText: '' } },
      },
    });
    const { id } = await db.courseFeedback.create({
      data: {
        ...{ sessionId: session.id, personId: call.person.id, rating: 4, words: word },
        originAccountId: second.id,
      },
    });
    return async () =>
      expect(await db.courseFeedback.findUniqueOrThrow({ where: { id } })).toMatchObject({
        ...{ rating: 4, words: '', personId: null, originAccountId: null },
      });
  },
} satisfies PersonalDataSample;
