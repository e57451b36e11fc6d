import type { PersonalData } from '../context/modules/personal-data.ts';
import {
  countLine,
  countLineIfAny,
  recordOrigin,
  splitByOrigin,
} from '../context/modules/personal-rows.ts';

/** Certificates. Those of somebody who was erased still count, without a person and a name. */
export const certificatePersonalData: PersonalData = {
  words: {
    keptTexts: 'certificates.personalData.keptTexts',
    linked: 'certificates.personalData.linked',
  },
  show: async (db, { personId }) => [
    await countLine(
      'certificates.personalData.kept',
      db.certificate.count({ where: { personId } }),
    ),
  ],
  export: async (db, { personId }) => ({
    certificates: await db.certificate.findMany({
      where: { personId },
      omit: { nameSalt: true, signature: true, originAccountId: true },
    }),
  }),
  describeErasure: async (tx, { personId }) => ({
    anonymized: await countLineIfAny(
      'certificates.personalData.stays',
      tx.certificate.count({ where: { personId } }),
    ),
  }),
  async erase(tx, { personId }) {
    await tx.certificate.updateMany({
      where: { personId },
      // What was signed holds a hash of the name, which says nothing without the salt.
      data: {
        ...{ name: '', nameSalt: '', showsName: false, personId: null, originAccountId: null },
      },
    });
    return undefined;
  },
  async merge(tx, people) {
    await recordOrigin(tx, 'Certificate', people);
    await tx.certificate.updateMany({
      where: { personId: people.from },
      data: { personId: people.to },
    });
  },
  split: (tx, account) => splitByOrigin(tx, 'Certificate', account),
};
