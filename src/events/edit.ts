import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../communities/call.ts';
import type { Community, Event } from '../database/generated/client.ts';
import { Refusal } from '../kit/command.ts';
import { clearing } from '../kit/kinds/clearable.ts';
import { writeMoment } from '../kit/kinds/date.ts';
import { locales } from '../language/locale.ts';
import { zoneOf } from '../language/zone.ts';
import { bold, button, fields, message, paragraph } from '../message/build.ts';
import { readingIn } from '../message/every-language.ts';
import type { Action, Block, Message } from '../message/message.ts';
import { typedMoment } from '../message/typed-moment.ts';
import { differences, whoKnows } from './change.ts';
import { changedContent, type EventInput } from './keep.ts';
import { previewEvent } from './preview.ts';
import { eventTone, eventWhen } from './show.ts';
import { writeEnd } from './until.ts';

/**
 * What an edit writes; nothing when all is so already. A new date also ends a postponement.
 * @throws Refusal when the times do not fit together or are past
 */
export function edited(
  { zone, now }: Pick<Call, 'zone' | 'now'>,
  before: Event,
  input: EventInput,
  community: Community,
) {
  if (before.state === 'postponed' && input.until && !input.when)
    throw new Refusal('events.refused.noStart', {}, ['when']);
  const zones = { asker: zone, event: zoneOf(zone, before.zone) };
  const content = changedContent(before, input, community, { zones, now });
  const changes = { ...content, state: input.when ? ('scheduled' as const) : before.state };
  return isDeepStrictEqual({ ...before, ...changes }, before) ? undefined : changes;
}

/** What the confirming button carries: what was asked for, and which state of the event was looked at. */
function carried(event: Event, { when, until, ...words }: EventInput): Action['args'] {
  const given = Object.entries(words).flatMap(([name, word]: [string, string | undefined]) =>
    word === undefined ? [] : [[name, word || clearing] as const],
  );
  return {
    event: `id:${event.id}`,
    revision: event.revision,
    ...(when ? { when: writeMoment(when) } : {}),
    ...(until ? { until: writeEnd(until) } : {}),
    ...Object.fromEntries(given),
  };
}

/** What would be different, as it is and as it would be: in the asker's language, else in one where it shows. */
function changes(call: Call, before: Event, after: Event): Block[] {
  const found = [call.locale, ...locales.filter((locale) => locale !== call.locale)]
    .map((locale) => {
      const reader = readingIn(call, locale);
      return differences({ before, after }, reader, {
        when: (event) => eventWhen(event, reader),
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
export async function askToEdit(call: Call, event: Event, input: EventInput): Promise<Message> {
  const { t, db, account, publications } = call;
  if (event.state === 'cancelled') throw new Refusal('events.refused.cancelled');
  if (Object.values(input).every((value) => value === undefined))
    throw new Refusal('events.refused.nothingNamed');
  const community = await db.community.findUniqueOrThrow({ where: { id: event.communityId } });
  const written = edited(call, event, input, community);
  if (!written) throw new Refusal('events.refused.nothingNew');
  const after = { ...event, ...written };
  const told = await whoKnows(db, event);
  const chats = told.chats ? await publications.reach(told.chats) : 0;
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
      ...typedMoment(input.when, call),
      ...changes(call, event, after),
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
            { ...action('confirm', carried(event, input)), once: true },
            'primary',
          ),
          button(t('events.ask.leave'), action('leave', {})),
        ],
      ],
    },
  );
}
