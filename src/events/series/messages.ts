import type { CommandContext } from '../../context/command-context.ts';
import type { Community, Event } from '../../database/generated/client.ts';
import { describeRecurrence } from '../../language/recurrence/describe.ts';
import { bold, button, list, message, paragraph } from '../../message/build.ts';
import type { Action, Block, Message } from '../../message/message.ts';
import { zoneConversionNote } from '../../message/preview/zone-conversion.ts';
import { announceButton } from '../editing/messages.ts';
import { encodeEventInput } from '../field-arguments.ts';
import type { EventReader } from '../messages.ts';
import { previewEvent } from '../preview.ts';
import { formatStart } from '../repeats/messages.ts';
import type { SeriesInput, SeriesPlan } from './plan.ts';

type OrganiserReader = EventReader & Pick<CommandContext, 'account'>;

/** The next dates, each on a line. */
function dateBlocks(
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

/** The first date as an event that is not stored yet. */
const plannedEvent = ({ content, recurring }: SeriesPlan, community: Community): Event => ({
  ...content,
  id: community.id,
  communityId: community.id,
  zone: recurring.first.timeZoneId,
  state: 'scheduled',
  revision: 0,
  erasedRsvpCount: 0,
  seriesId: null,
  originalStartsAt: null,
  previousStartsAt: null,
  createdAt: content.startsAt,
  changedAt: content.startsAt,
});

/** Asks whether to create a series: its rule in words, and its next dates exactly as they will be. */
export function seriesQuestionMessage(
  { plan, input }: { plan: SeriesPlan; input: SeriesInput },
  community: Community,
  reader: OrganiserReader,
): Message {
  const { t, locale, account } = reader;
  const action = (step: string, args: Action['args']) => ({
    command: 'event new',
    step,
    args,
    account: account.id,
    answer: 'update' as const,
  });
  const rule = describeRecurrence({ rule: plan.recurring.rule }, locale);
  return message(
    [
      paragraph(t('events.series.ask', { rule })),
      ...zoneConversionNote(input.when, reader),
      ...(plan.beginsLater ? [paragraph(t('events.series.beginsLater'))] : []),
      paragraph(bold(t('events.series.dates'))),
      ...dateBlocks(plan, reader),
      paragraph(t('events.series.first')),
      ...previewEvent(reader, plannedEvent(plan, community)),
    ],
    {
      buttons: [
        [
          button(
            t('events.series.create'),
            { ...action('repeat', encodeEventInput(input)), once: true },
            'primary',
          ),
          button(t('events.ask.leave'), action('leave', {})),
        ],
      ],
    },
  );
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
