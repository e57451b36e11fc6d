import type { CommandContext } from '../../context/command-context.ts';
import { formatPeriodInput } from '../../language/periods/index.ts';
import type { Message } from '../../message/message.ts';
import { isValidAt } from '../queries.ts';
import { type EventListReader, eventListMessage } from './messages.ts';
import { type EventListQuery, pageSize, readEventPage } from './page.ts';
import { queryAsQuestion } from './query-as-question.ts';

/** In every zone days begin on a multiple of this, in milliseconds: between two of them relative dates stay the same. */
const zoneOffsetStepMs = 15 * 60_000;

/**
 * The answer to `/events`. It is cached for everybody who reads it alike, until an event of the community changes or
 * one on the page ends.
 */
export async function cachedEventListMessage(
  context: EventListReader & Pick<CommandContext, 'db' | 'cache' | 'account'>,
  communityId: string,
  asked: EventListQuery,
): Promise<Message> {
  const { cache, locale, zone, zoneNote, isPrivate, now, account, tables, isPlain } = context;
  const isLunar = context.community?.showsLunarDates === true;
  const at = now.epochMilliseconds;
  const { when, query, topic, place, page } = asked;
  const words = { when: when && formatPeriodInput(when), query, topic, place, page };
  const display = [locale, zone, zoneNote, isPrivate, account.platform, tables, isPlain, isLunar];
  const edge = Math.floor(at / zoneOffsetStepMs);
  const { message } = await cache.getOrLoad({
    key: `event list ${JSON.stringify([communityId, words, display, edge])}`,
    async load() {
      const found = await readEventPage(context, communityId, asked);
      const today = now.toZonedDateTimeISO(zone).toPlainDate();
      const question = found.total === 0 ? queryAsQuestion(asked, today) : undefined;
      const answer = question && (await readEventPage(context, communityId, question));
      return question && answer && answer.total > 0
        ? { ...answer, isOfDays: true, message: eventListMessage(answer, question, context) }
        : {
            ...found,
            isOfDays: when !== undefined,
            message: eventListMessage(found, asked, context),
          };
    },
    dependencies: () => [`Event:${communityId}`],
    // A list of whole days does not change as time goes on.
    isStillValid: (found) => found.isOfDays || isValidAt(found, at),
    // What a bot renders of the message is kept with it.
    weight: 4 * pageSize,
  });
  return message;
}
