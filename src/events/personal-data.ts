import type { PersonalData } from '../context/modules/personal-data.ts';

/** RSVPs. Those to events that have begun stay counted, without the person. */
export const eventPersonalData: PersonalData = {
  show: async (db, { personId }) => [
    {
      key: 'commands.privacy_show.rsvps',
      params: { count: await db.rsvp.count({ where: { personId } }) },
    },
  ],
  export: async (db, { personId }) => ({
    rsvps: await db.rsvp.findMany({
      where: { personId },
      include: { event: { select: { title: true, startsAt: true } } },
    }),
  }),
  async describeErasure(tx, { personId }) {
    const count = await tx.rsvp.count({ where: { personId } });
    return {
      erased: count === 0 ? [] : [{ key: 'commands.privacy_delete.goes.rsvps', params: { count } }],
    };
  },
  async erase(tx, { personId }, { now }) {
    await tx.$executeRaw`
      UPDATE "Event" e SET "erasedRsvpCount" = "erasedRsvpCount" + 1 FROM "Rsvp" r
      WHERE r."eventId" = e."id" AND r."personId" = ${personId}::uuid AND r."going"
        AND e."startsAt" <= ${new Date(now.epochMilliseconds)}`;
    return undefined;
  },
  async merge(tx, { from, to }) {
    await tx.$executeRaw`
      UPDATE "Rsvp" r SET "originAccountId" = a."id" FROM "Account" a
      WHERE a."personId" = r."personId" AND r."personId" IN (${from}::uuid, ${to}::uuid)`;
    const rsvps = await tx.rsvp.findMany({ where: { personId: from } });
    await tx.rsvp.createMany({
      data: rsvps.map((rsvp) => ({ ...rsvp, personId: to })),
      skipDuplicates: true,
    });
  },
  async split(tx, { id, to }) {
    await tx.rsvp.updateMany({ where: { originAccountId: id }, data: { personId: to } });
  },
};
