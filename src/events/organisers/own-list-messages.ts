import {
  bold,
  button,
  footer,
  heading,
  message,
  paragraph,
  type RowInput,
  rows,
} from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { truncate } from '../../message/text/truncate.ts';
import { draftTitle } from '../drafts/draft.ts';
import { announceButton } from '../editing/messages.ts';
import { type EventReader, eventSummary, formatEventWhen, localizedEvent } from '../messages.ts';
import { formatTurnout } from '../rsvp-messages/messages.ts';
import {
  type ListedEvent,
  type ListedState,
  listedStates,
  type OwnEventPage,
  pageSize,
} from './own-list.ts';

/** Characters of a title on its button: what a phone shows beside a second button. */
const maxTitleLength = 30;

function listRow(listed: ListedEvent, reader: EventReader): RowInput {
  const { t } = reader;
  if (listed.kind === 'draft') {
    const { draft, event } = listed;
    const title = draftTitle(draft);
    return {
      content: [bold(title), '\n', event ? formatEventWhen(event, reader) : '?'],
      name: truncate(title, maxTitleLength),
      buttons: [
        button(t('commands.events.details'), {
          command: 'event draft',
          args: { draft: `id:${draft.id}` },
        }),
      ],
    };
  }
  const { event, isAnnounced, turnout } = listed;
  const going = t('events.ofOrganisers.going', { going: formatTurnout(turnout, reader) });
  const notes = isAnnounced ? [going] : [t('events.ofOrganisers.notAnnounced'), going];
  return {
    content: [...[eventSummary(event, reader)].flat(), `\n${notes.join(' · ')}`],
    name: truncate(localizedEvent(event, reader.locale).title, maxTitleLength),
    buttons: [
      button(t('commands.events.details'), {
        command: 'event show',
        args: { event: `id:${event.id}` },
      }),
      ...(isAnnounced || event.state !== 'scheduled' ? [] : [announceButton(event, reader)]),
    ],
  };
}

/** The other states and pages. */
function navigation({ state, counts, page }: OwnEventPage, { t }: EventReader): Button[] {
  const turnTo = (label: string, to: ListedState, at: number) =>
    button(label, { command: 'event list', args: { show: to, page: at }, answer: 'update' });
  const pages = Math.ceil(counts[state] / pageSize);
  return [
    ...listedStates
      .filter((other) => other !== state && counts[other] > 0)
      .map((other) =>
        turnTo(`${t(`events.ofOrganisers.states.${other}`)} (${counts[other]})`, other, 1),
      ),
    ...(page > 1 ? [turnTo(t('commands.events.previous'), state, page - 1)] : []),
    ...(page < pages ? [turnTo(t('commands.events.next'), state, page + 1)] : []),
  ];
}

/** The events of a community for its organisers, by state. */
export function ownListMessage(found: OwnEventPage, reader: EventReader): Message {
  const { t } = reader;
  const { state, counts, page } = found;
  const total = counts[state];
  return message(
    [
      heading(t(`events.ofOrganisers.states.${state}`)),
      ...(total === 0 ? [paragraph(t('events.ofOrganisers.none'))] : []),
      rows(
        found.rows.map((listed) => listRow(listed, reader)),
        (page - 1) * pageSize + 1,
      ),
      ...(total > pageSize
        ? [footer(t('commands.events.page', { page, pages: Math.ceil(total / pageSize), total }))]
        : []),
    ],
    { buttons: [navigation(found, reader)] },
  );
}
