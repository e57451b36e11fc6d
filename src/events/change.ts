import type { Call } from '../communities/call.ts';
import type { Event, Prisma, Publication } from '../database/generated/client.ts';
import type { Audience, Transaction } from '../delivery/publications.ts';
import { type Content, fields, heading, message } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import {
  announcedButtons,
  announcementMessages,
  announcementOf,
  followers,
  inEveryLanguage,
  whenForAll,
} from './announce.ts';
import { openPrivateChats } from './private-chats.ts';
import { type EventReader, eventTone, eventWords } from './show.ts';

/** What was done to an event: the end of the keys under `events.changed`. */
export type Act = 'edited' | 'cancelled' | 'postponed';

export interface Change {
  act: Act;
  before: Event;
  after: Event;
  reason?: string | undefined;
}

/** What is different for a reader, as it was and as it is. */
function differences({ before, after }: Change, reader: EventReader): [string, Content][] {
  const { t, locale } = reader;
  const [was, is] = [eventWords(before, locale), eventWords(after, locale)];
  const isMoved =
    before.startsAt.getTime() !== after.startsAt.getTime() ||
    before.endsAt.getTime() !== after.endsAt.getTime() ||
    before.allDay !== after.allDay;
  const entries: [string, Content][] = [];
  if (isMoved || before.state !== after.state || after.state === 'postponed') {
    entries.push([t('events.when'), whenForAll(after, reader)]);
  }
  if (isMoved) {
    entries.push([t('events.before'), whenForAll({ ...before, state: 'scheduled' }, reader)]);
  }
  if (was.place !== is.place) entries.push([t('events.place'), is.place]);
  if (was.title !== is.title) entries.push([t('events.titleBefore'), was.title]);
  if (was.summary !== is.summary) entries.push([t('events.summary'), is.summary]);
  return entries;
}

/** A change in words, for those who knew the event as it was. */
function changeMessage(change: Change, reader: EventReader): Message {
  const { act, after, reason } = change;
  const { title } = eventWords(after, reader.locale);
  return message(
    [
      heading(reader.t(`events.changed.${act}`, { title })),
      fields([
        ...differences(change, reader),
        ...(reason === undefined ? [] : [[reader.t('events.reason'), reason] as const]),
      ]),
    ],
    { tone: eventTone(after), buttons: [announcedButtons(after, reader)] },
  );
}

/** The people who go and did not get the change with a copy of the announcement in their private chat. */
async function peopleToTell(
  tx: Transaction,
  eventId: string,
  announcementId: string | undefined,
): Promise<string[]> {
  const where: Prisma.InterestWhereInput = {
    eventId,
    going: true,
    ...(announcementId === undefined
      ? {}
      : {
          person: {
            accounts: {
              none: { chat: { deliveries: { some: { publicationId: announcementId } } } },
            },
          },
        }),
  };
  const rows = await tx.interest.findMany({ where, select: { personId: true } });
  return rows.map(({ personId }) => personId);
}

/** Who is told of a change. */
export interface Told {
  /** The chats that have the announcement, or will when it is on its way; none when it was never announced. */
  chats: Audience | undefined;
  people: number;
}

const copiesOf = ({ id }: Pick<Publication, 'id'>): Audience => ({
  to: 'copies',
  publicationId: id,
});

const chatsToTell = (communityId: string, original: Publication | null): Audience | undefined => {
  if (!original) return undefined;
  return original.fanOut === 'pending' ? followers(communityId) : copiesOf(original);
};

/** Who would be told of a change that came now. */
export async function whoKnows(tx: Transaction, { id, communityId }: Event): Promise<Told> {
  const original = await announcementOf(tx, id);
  const people = await peopleToTell(tx, id, original?.id);
  return { chats: chatsToTell(communityId, original), people: people.length };
}

/**
 * Posts a change where the event was announced, puts the announcement itself right in every chat, and tells
 * in private those who said that they go.
 */
export async function publishChange(call: Call, tx: Transaction, change: Change): Promise<Told> {
  const { publications } = call;
  const { id: eventId, communityId } = change.after;
  const messages = inEveryLanguage(call, change.after, (reader) => changeMessage(change, reader));
  const common = { communityId, kind: 'notice' as const, locale: call.locale, eventId };
  const original = await announcementOf(tx, eventId);
  if (original) {
    const copies = copiesOf(original);
    await publications.publish(tx, {
      ...common,
      act: 'edit',
      audience: copies,
      originalId: original.id,
      messages: announcementMessages(call, change.after),
    });
    await publications.publish(tx, { ...common, audience: copies, messages });
  }
  const personIds = await peopleToTell(tx, eventId, original?.id);
  if (personIds.length > 0) {
    await openPrivateChats(tx, personIds);
    await publications.publish(tx, { ...common, audience: { to: 'people', personIds }, messages });
  }
  return { chats: chatsToTell(communityId, original), people: personIds.length };
}
