import type { CommandContext } from '../../../context/command-context.ts';
import type { Event } from '../../../database/generated/client.ts';
import { formatDateValue } from '../../../kit/argument-types/dates/date.ts';
import type { Action, Message } from '../../../message/message.ts';
import type { RequestedChange } from '../../editing/requested-change.ts';
import { encodeEventInput } from '../../field-arguments.ts';
import { findRepeats } from '../../repeats/queries.ts';
import { createEditNotices } from '../../rsvp-messages/edit-notices.ts';
import { changeSeries, planSeriesChange } from './apply.ts';
import {
  scopeQuestionMessage,
  seriesChangeQuestionMessage,
  seriesChangeResultMessage,
} from './messages.ts';
import type { SeriesScope } from './rows.ts';

interface SeriesRequest {
  event: Event;
  request: RequestedChange;
  scope: SeriesScope | undefined;
}

const isOfSeries = (event: Event): event is Event & { seriesId: string } => event.seriesId !== null;

function argsOf(event: Event, request: RequestedChange): Action['args'] {
  const id = { event: `id:${event.id}` };
  if (request.action === 'edit') return { ...id, ...encodeEventInput(request.input) };
  return {
    ...id,
    ...(request.when ? { when: formatDateValue(request.when) } : {}),
    ...(request.reason === undefined ? {} : { reason: request.reason }),
  };
}

/** What is asked about a date of a series; undefined for a change of one event. */
export async function askSeries(
  context: CommandContext,
  { event, request, scope, command }: SeriesRequest & { command: string },
): Promise<Message | undefined> {
  if (!isOfSeries(event) || scope === 'one') return undefined;
  const args = argsOf(event, request);
  if (scope === undefined) {
    const repeats = await findRepeats(context.db, event, context.now);
    return scopeQuestionMessage(event, repeats, { command, args }, context);
  }
  const plan = await planSeriesChange(context, event, request, scope);
  if (request.action === 'edit') args.revision = event.revision;
  return seriesChangeQuestionMessage(
    plan,
    { command, args: { ...args, scope } },
    'reason' in request ? request.reason : undefined,
    context,
  );
}

/** Changes several dates of a series; undefined for a change of one event. */
export async function confirmSeries(
  context: CommandContext,
  { event, request, scope }: SeriesRequest,
): Promise<Message | undefined> {
  if (!isOfSeries(event) || scope === undefined || scope === 'one') return undefined;
  const notices = createEditNotices(context);
  const done = await changeSeries({ ...context, notices }, event, request, scope);
  return seriesChangeResultMessage(done, context);
}
