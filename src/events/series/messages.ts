import type { Event } from '../../database/generated/client.ts';
import { describeRecurrence } from '../../language/recurrence/describe.ts';
import { list, message, paragraph } from '../../message/build.ts';
import type { Block, Message } from '../../message/message.ts';
import { announceButton } from '../editing/messages.ts';
import type { EventReader } from '../messages.ts';
import { previewEvent } from '../preview.ts';
import { formatStart } from '../repeats/messages.ts';
import type { SeriesPlan } from './plan.ts';

/** The next dates, each on a line. */
export function dateBlocks(
  { starts, hasMore, recurring: { first, allDay } }: SeriesPlan,
  reader: EventReader,
): Block[] {
  const zone = first.timeZoneId;
  return [
    list([
      ...starts.map((start) => formatStart(start, { zone, allDay }, reader)),
      ...(hasMore ? [reader.t('events.series.andOn')] : []),
    ]),
  ];
}

/** The answer once a series is created. @param chats how many chats follow events */
export const seriesCreatedMessage = (
  { event, plan, chats }: { event: Event; plan: SeriesPlan; chats: number },
  reader: EventReader,
): Message =>
  message(
    [
      paragraph(
        reader.t('events.series.done', {
          rule: describeRecurrence({ rule: plan.recurring.rule }, reader.locale),
        }),
      ),
      ...dateBlocks(plan, reader),
      ...previewEvent(reader, event),
      paragraph(reader.t('commands.event_new.followers', { chats })),
    ],
    { tone: 'success', buttons: [[announceButton(event, reader)]] },
  );
