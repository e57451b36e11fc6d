import type { Call } from '../communities/call.ts';
import type { Community, Event } from '../database/generated/client.ts';
import { Refusal } from '../kit/command.ts';
import { type Moment, writeMoment } from '../kit/kinds/date.ts';
import { button, fields, message, paragraph, say } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { typedMoment } from '../message/typed-moment.ts';
import { whoKnows } from './change.ts';
import { moved } from './organise.ts';
import { previewEvent } from './preview.ts';

/** What is asked for before it is done. */
export interface Asked {
  act: 'cancel' | 'postpone';
  when?: Moment | undefined;
  reason?: string | undefined;
}

/** The event as it would be. */
function asItWouldBe(call: Call, event: Event, { act, when }: Asked, community: Community): Event {
  if (act === 'cancel') return { ...event, state: 'cancelled' };
  const changes = moved(call, event, when, community);
  if (!changes) throw new Refusal('events.refused.nothingNew');
  return { ...event, ...changes };
}

/**
 * What would become of an event and who would be told: nothing is done before the button is pressed.
 * @throws Refusal when it is cancelled, or stands so already
 */
export async function askFirst(call: Call, event: Event, asked: Asked): Promise<Message> {
  const { t, db, account, publications } = call;
  if (event.state === 'cancelled') throw new Refusal('events.refused.cancelled');
  const community = await db.community.findUniqueOrThrow({ where: { id: event.communityId } });
  const after = asItWouldBe(call, event, asked, community);
  const told = await whoKnows(db, event);
  const chats = told.chats ? await publications.reach(told.chats) : 0;
  const { act, when, reason } = asked;
  const question = when ? 'move' : act;
  const action = (step: string) => ({
    command: `event ${act}`,
    step,
    args: {
      event: `id:${event.id}`,
      ...(when ? { when: writeMoment(when) } : {}),
      ...(reason === undefined ? {} : { reason }),
    },
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(t(`events.ask.${question}`)),
      ...typedMoment(when, call),
      ...previewEvent(call, after),
      ...(reason === undefined ? [] : [fields([[t('events.reason'), reason]])]),
      paragraph(t('events.ask.tells', { chats, people: told.people })),
    ],
    {
      tone: 'warning',
      buttons: [
        [
          button(t(`events.ask.${question}Button`), { ...action('confirm'), once: true }, 'danger'),
          button(t('events.ask.leave'), action('leave')),
        ],
      ],
    },
  );
}

/** Nothing was done. */
export const leaveEvent = ({ t }: Call): Message => say(t('events.ask.left'));
