import type { Event, Prisma, Publication } from '../database/generated/client.ts';
import type { Audience, Transaction } from '../delivery/publications.ts';
import { type Content, fields, heading, message, strike } from '../message/build.ts';
import { hostLink } from '../message/links.ts';
import type { Message } from '../message/message.ts';
import {
  announcedButtons,
  announcementMessages,
  announcementOf,
  followers,
  inEveryLanguage,
  type Telling,
  whenForAll,
} from './announce.ts';
import { openPrivateChats } from './private-chats.ts';
import { type EventReader, eventTone, eventWords } from './show.ts';

/** What was done to an event. */
export type Act = 'edited' | 'cancelled' | 'postponed';

export interface Change {
  act: Act;
  before: Event;
  after: Event;
  reason?: string | undefined;
}

/** How differences are said. */
interface Saying {
  /** When an event is. */
  when(event: Event): Content;
  /** Long words are said as they were, too. */
  isWhole?: boolean;
}

const isMoved = (before: Event, after: Event): boolean =>
  before.startsAt.getTime() !== after.startsAt.getTime() ||
  before.endsAt.getTime() !== after.endsAt.getTime() ||
  before.allDay !== after.allDay;

/** What a change is to whoever reads of it: an event that was postponed to a new date has moved. */
export const newsOf = ({ act, after }: Pick<Change, 'act' | 'after'>): Act | 'moved' =>
  act === 'postponed' && after.state === 'scheduled' ? 'moved' : act;

/** `was → is`; what was not there before, or is no more, is left out. */
const fromTo = (was: string, is: string): Content => [
  ...(was === '' ? [] : [strike(was), ' → ']),
  is === '' ? '–' : is,
];

/** What is different for a reader, as it was and as it is. */
export function differences(
  { before, after }: Pick<Change, 'before' | 'after'>,
  { t, locale }: EventReader,
  { when, isWhole = false }: Saying,
): [string, Content][] {
  const [was, is] = [eventWords(before, locale), eventWords(after, locale)];
  const entries: [string, Content][] = [];
  const say = (key: string, one: string, other: string, content = fromTo(one, other)) => {
    if (one !== other) entries.push([t(`events.${key}`), content]);
  };
  say('title', was.title, is.title);
  if (isMoved(before, after) || before.state !== after.state || after.state === 'postponed') {
    entries.push([t('events.when'), when(after)]);
  }
  if (isMoved(before, after)) {
    entries.push([t('events.before'), when({ ...before, state: 'scheduled' })]);
  }
  say('place', was.place, is.place);
  say('topic', was.topic, is.topic);
  const shown = (url: string | null): Content => (url === null ? '–' : hostLink(url));
  say('source', before.sourceUrl ?? '', after.sourceUrl ?? '', shown(after.sourceUrl));
  say('link', before.linkUrl ?? '', after.linkUrl ?? '', shown(after.linkUrl));
  say('summary', was.summary, is.summary, isWhole ? fromTo(was.summary, is.summary) : is.summary);
  return entries;
}

/** A change in words, for those who knew the event as it was. */
function changeMessage(change: Change, reader: EventReader): Message {
  const { after, reason } = change;
  const { title } = eventWords(after, reader.locale);
  const said = [
    ...differences(change, reader, { when: (event) => whenForAll(event, reader) }),
    ...(reason === undefined ? [] : [[reader.t('events.reason'), reason] as const]),
  ];
  return message(
    [
      heading(reader.t(`events.changed.${newsOf(change)}`, { title })),
      ...(said.length === 0 ? [] : [fields(said)]),
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

const common = ({ locale }: Telling, { id, communityId }: Event) => ({
  communityId,
  kind: 'notice' as const,
  locale,
  eventId: id,
});

/** Puts the announcement itself right in every chat that has it. An edit notifies nobody. */
export async function correctAnnouncement(
  telling: Telling,
  tx: Transaction,
  event: Event,
): Promise<void> {
  const original = await announcementOf(tx, event.id);
  if (!original) return;
  await telling.publications.publish(tx, {
    ...common(telling, event),
    act: 'edit',
    audience: copiesOf(original),
    originalId: original.id,
    messages: announcementMessages(telling, event),
  });
}

/** Posts a change where the event was announced, and tells in private those who said that they go. */
export async function tellOfChange(
  telling: Telling,
  tx: Transaction,
  change: Change,
): Promise<Told> {
  const { publications } = telling;
  const { id, communityId } = change.after;
  const messages = inEveryLanguage(telling, change.after, (reader) =>
    changeMessage(change, reader),
  );
  const said = { ...common(telling, change.after), messages };
  const original = await announcementOf(tx, id);
  if (original) await publications.publish(tx, { ...said, audience: copiesOf(original) });
  const personIds = await peopleToTell(tx, id, original?.id);
  if (personIds.length > 0) {
    await openPrivateChats(tx, personIds);
    await publications.publish(tx, { ...said, audience: { to: 'people', personIds } });
  }
  return { chats: chatsToTell(communityId, original), people: personIds.length };
}
