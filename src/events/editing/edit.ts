import { isDeepStrictEqual } from 'node:util';
import type { CommandContext } from '../../context/command-context.ts';
import type { Community, Event } from '../../database/generated/client.ts';
import { clearToken } from '../../kit/argument-types/clearable.ts';
import { formatDateValue } from '../../kit/argument-types/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { locales } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { bold, button, fields, message, paragraph } from '../../message/build.ts';
import type { Action, Block, Message } from '../../message/message.ts';
import { withLocale } from '../../message/preview/every-language.ts';
import { zoneConversionNote } from '../../message/preview/zone-conversion.ts';
import { describeDifferences, findRecipients } from '../announcements/changes.ts';
import { encodeEventEnd } from '../event-end.ts';
import { eventTone, formatEventWhen } from '../messages.ts';
import { previewEvent } from '../preview.ts';
import { changedEventContent, type EventInput } from './content.ts';

/**
 * What an edit writes; nothing when all is so already. A new date also ends a postponement.
 * @throws Refusal when the times do not fit together or are past
 */
export function editedFields(
  { zone, now }: Pick<CommandContext, 'zone' | 'now'>,
  before: Event,
  input: EventInput,
  community: Community,
) {
  if (before.state === 'postponed' && input.until && !input.when)
    throw new UserError('events.refused.noStart', {}, ['when']);
  const zones = { asker: zone, event: firstValidZone(zone, before.zone) };
  const content = changedEventContent(before, input, community, { zones, now });
  const changes = { ...content, state: input.when ? ('scheduled' as const) : before.state };
  return isDeepStrictEqual({ ...before, ...changes }, before) ? undefined : changes;
}

/** What the confirming button carries: what was asked for, and which state of the event was looked at. */
function confirmArgs(event: Event, { when, until, ...words }: EventInput): Action['args'] {
  const given = Object.entries(words).flatMap(([name, word]: [string, string | undefined]) =>
    word === undefined ? [] : [[name, word || clearToken] as const],
  );
  return {
    event: `id:${event.id}`,
    revision: event.revision,
    ...(when ? { when: formatDateValue(when) } : {}),
    ...(until ? { until: encodeEventEnd(until) } : {}),
    ...Object.fromEntries(given),
  };
}

/** What would be different, as it is and as it would be: in the asker's language, else in one where it shows. */
function differenceBlocks(call: CommandContext, before: Event, after: Event): Block[] {
  const found = [call.locale, ...locales.filter((locale) => locale !== call.locale)]
    .map((locale) => {
      const reader = withLocale(call, locale);
      return describeDifferences({ before, after }, reader, {
        when: (event) => formatEventWhen(event, reader),
        isWhole: true,
      });
    })
    .find((entries) => entries.length > 0);
  return found ? [fields(found)] : [];
}

/**
 * What would change, before and after, and who would be told: nothing is done before the button is pressed.
 * @throws Refusal when it is cancelled, all is so already, or the times do not fit together
 */
export async function askToEditEvent(
  call: CommandContext,
  event: Event,
  input: EventInput,
): Promise<Message> {
  const { t, db, account, publications } = call;
  if (event.state === 'cancelled') throw new UserError('events.refused.cancelled');
  if (Object.values(input).every((value) => value === undefined))
    throw new UserError('events.refused.nothingNamed');
  const community = await db.community.findUniqueOrThrow({ where: { id: event.communityId } });
  const written = editedFields(call, event, input, community);
  if (!written) throw new UserError('events.refused.nothingNew');
  const after = { ...event, ...written };
  const told = await findRecipients(db, event);
  const chats = told.chats ? await publications.audienceSize(told.chats) : 0;
  const action = (step: string, args: Action['args']) => ({
    command: 'event edit',
    step,
    args,
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(t('events.ask.edit')),
      ...zoneConversionNote(input.when, call),
      ...differenceBlocks(call, event, after),
      paragraph(bold(t('events.ask.after'))),
      ...previewEvent(call, after),
      paragraph(t('events.ask.tells', { chats, people: told.people })),
    ],
    {
      tone: eventTone(after),
      buttons: [
        [
          button(
            t('events.ask.editButton'),
            { ...action('confirm', confirmArgs(event, input)), once: true },
            'primary',
          ),
          button(t('events.ask.leave'), action('leave', {})),
        ],
      ],
    },
  );
}
