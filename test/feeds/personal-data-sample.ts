import { expect } from 'vitest';
import { createAddress, findPersonBySecret } from '../../src/feeds/addresses/service.ts';
import { feedsModule } from '../../src/feeds/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: feedsModule,
  tables: { CalendarAddress: 'exported' },
  exportedFields: ['calendarAddresses'],
  async create({ db, call }) {
    const secret = await createAddress(call, { replacesAll: false });
    await db.calendarAddress.updateMany({
      where: { personId: call.person.id },
      data: { originAccountId: call.account.id },
    });
    return async () => expect(await findPersonBySecret({ db }, secret)).toBeNull();
  },
} satisfies PersonalDataSample;
