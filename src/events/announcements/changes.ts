import type { Event, Prisma, Publication } from '../../database/generated/client.ts';
import type { AudienceRule, Transaction } from '../../delivery/publications.ts';
import { type Content, fields, heading, message, strike } from '../../message/build.ts';
import { hostLink } from '../../message/links/web-link.ts';
import type { Message } from '../../message/message.ts';
import { ensurePrivateChats } from '../../notifications/private-chats.ts';
import { type EventReader, eventTone, localizedEvent } from '../messages.ts';
import { eventOrigin } from '../origin.ts';
import {
  type AnnouncementServices,
  announcementButtons,
  announcementMessages,
  composeInEveryLanguage,
  eventAudience,
  findAnnouncement,
  sharedEventTime,
} from './announce.ts';

/** What was done to an event. */
export type EventAction = 'edited' | 'cancelled' | 'postponed';

export interface EventDiff {
  action: EventAction;
  before: Event;
  after: Event;
  reason?: string | undefined;
}

/** How differences are said. */
interface DifferenceOptions {
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
export const headlineOf = ({
  action,
  after,
}: Pick<EventDiff, 'action' | 'after'>): EventAction | 'moved' =>
  action === 'postponed' && after.state === 'scheduled' ? 'moved' : action;

/** `was → is`; what was not there before, or is no more, is left out. */
const strikeAndReplace = (was: string, is: string): Content => [
  ...(was === '' ? [] : [strike(was), ' → ']),
  is === '' ? '–' : is,
];

/** What is different for a reader, as it was and as it is. */
export function describeDifferences(
  { before, after }: Pick<EventDiff, 'before' | 'after'>,
  { t, locale }: EventReader,
  { when, isWhole = false }: DifferenceOptions,
): [string, Content][] {
  const [was, is] = [localizedEvent(before, locale), localizedEvent(after, locale)];
  const entries: [string, Content][] = [];
  const say = (key: string, one: string, other: string, content = strikeAndReplace(one, other)) => {
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
  say(
    'summary',
    was.summary,
    is.summary,
    isWhole ? strikeAndReplace(was.summary, is.summary) : is.summary,
  );
  return entries;
}

/** A change in words, for those who knew the event as it was. */
function changeMessage(change: EventDiff, reader: EventReader): Message {
  const { after, reason } = change;
  const { title } = localizedEvent(after, reader.locale);
  const said = [
    ...describeDifferences(change, reader, { when: (event) => sharedEventTime(event, reader) }),
    ...(reason === undefined ? [] : [[reader.t('events.reason'), reason] as const]),
  ];
  return message(
    [
      heading(reader.t(`events.changed.${headlineOf(change)}`, { title })),
      ...(said.length === 0 ? [] : [fields(said)]),
    ],
    { tone: eventTone(after), buttons: [announcementButtons(after, reader)] },
  );
}

/** The people who go and did not get the change with a copy of the announcement in their private chat. */
async function findPeopleToNotify(
  tx: Transaction,
  eventId: string,
  announcementId: string | undefined,
): Promise<string[]> {
  const where: Prisma.RsvpWhereInput = {
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
  const rows = await tx.rsvp.findMany({ where, select: { personId: true } });
  return rows.map(({ personId }) => personId);
}

/** Who is told of a change. */
export interface ChangeRecipients {
  /** The chats that have the announcement, or will when it is on its way; none when it was never announced. */
  chats: AudienceRule | undefined;
  people: number;
}

const copiesAudience = ({ id }: Pick<Publication, 'id'>): AudienceRule => ({
  to: 'copies',
  publicationId: id,
});

const chatsToNotify = (
  communityId: string,
  original: Publication | null,
): AudienceRule | undefined => {
  if (!original) return undefined;
  return original.fanOut === 'pending' ? eventAudience(communityId) : copiesAudience(original);
};

/** Who would be told of a change that came now. */
export async function findRecipients(
  tx: Transaction,
  { id, communityId }: Event,
): Promise<ChangeRecipients> {
  const original = await findAnnouncement(tx, id);
  const people = await findPeopleToNotify(tx, id, original?.id);
  return { chats: chatsToNotify(communityId, original), people: people.length };
}

const commonFields = ({ locale }: AnnouncementServices, { id, communityId }: Event) => ({
  communityId,
  kind: 'notice' as const,
  locale,
  origin: eventOrigin(id),
});

/** Puts the announcement itself right in every chat that has it. An edit notifies nobody. */
export async function updateAnnouncement(
  telling: AnnouncementServices,
  tx: Transaction,
  event: Event,
): Promise<void> {
  const original = await findAnnouncement(tx, event.id);
  if (!original) return;
  await telling.publications.publish(tx, {
    ...commonFields(telling, event),
    operation: 'edit',
    audience: copiesAudience(original),
    originalId: original.id,
    messages: announcementMessages(telling, event),
  });
}

/** Posts a change where the event was announced, and tells in private those who said that they go. */
export async function publishChange(
  telling: AnnouncementServices,
  tx: Transaction,
  change: EventDiff,
): Promise<ChangeRecipients> {
  const { publications } = telling;
  const { id, communityId } = change.after;
  const messages = composeInEveryLanguage(telling, change.after, (reader) =>
    changeMessage(change, reader),
  );
  const said = { ...commonFields(telling, change.after), messages };
  const original = await findAnnouncement(tx, id);
  if (original) await publications.publish(tx, { ...said, audience: copiesAudience(original) });
  const personIds = await findPeopleToNotify(tx, id, original?.id);
  if (personIds.length > 0) {
    await ensurePrivateChats(tx, personIds);
    await publications.publish(tx, { ...said, audience: { to: 'people', personIds } });
  }
  return { chats: chatsToNotify(communityId, original), people: personIds.length };
}
