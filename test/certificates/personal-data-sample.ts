import { expect } from 'vitest';
import { certificatesModule } from '../../src/certificates/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: certificatesModule,
  tables: { SigningKey: 'nobody', SigningSecret: 'nobody', Certificate: 'exported' },
  exportedFields: ['certificates'],
  async create({ db, call, second, communityId, word, at }) {
    const { id } = await db.certificate.create({
      data: {
        ...{ code: crypto.randomUUID(), communityId, personId: call.person.id, title: 'Podcast' },
        ...{ issuer: 'Creators', completedAt: at, issuedAt: at, zone: 'Asia/Ho_Chi_Minh' },
        ...{ name: `Nguyễn ${word}`, nameSalt: word, showsName: true, signature: 'a.b.c' },
        originAccountId: second.id,
      },
    });
    return async () => {
      const left = await db.certificate.findUniqueOrThrow({ where: { id } });
      expect(left).toMatchObject({ personId: null, name: '', nameSalt: '', showsName: false });
      expect(left).toMatchObject({ title: 'Podcast', originAccountId: null });
    };
  },
} satisfies PersonalDataSample;
