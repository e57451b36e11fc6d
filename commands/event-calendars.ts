import { importedCalendar, importMode } from '../src/calendar-imports/arguments.ts';
import { checkServices, decisionServices } from '../src/calendar-imports/import-notices.ts';
import { takeAllNew, takeOverAll } from '../src/calendar-imports/items/automatic.ts';
import { decide, decisions } from '../src/calendar-imports/items/decide.ts';
import type { CalendarWithCommunity } from '../src/calendar-imports/items/sync.ts';
import { pollCalendar } from '../src/calendar-imports/jobs/poll.ts';
import {
  calendarOfItem,
  eventOfItem,
  removeCalendar,
  requireCalendar,
  setMode,
} from '../src/calendar-imports/manage.ts';
import {
  calendarListMessage,
  calendarMessage,
  confirmRemovalMessage,
  removedMessage,
} from '../src/calendar-imports/messages/list-messages.ts';
import { decidedNote, reviewMessage } from '../src/calendar-imports/messages/review-messages.ts';
import { listCalendars, readReviewPage, summarize } from '../src/calendar-imports/queries.ts';
import {
  type CommandContext,
  nowAsDate,
  requireCommunity,
} from '../src/context/command-context.ts';
import { announceEvent } from '../src/events/announcements/announce.ts';
import { createEventNotices } from '../src/events/announcements/notices.ts';
import { announcedMessage } from '../src/events/editing/messages.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, everyone, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { UserError } from '../src/kit/define/user-error.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';
/** Pressed in private, where another community may be current: the services check the calendar's own. */
const access = everyone;
const id = text({ max: 50 });
const page = integer({ min: 1, max: 1000 });

async function showCalendar(context: CommandContext, calendarId: string, note?: string) {
  const calendar = await requireCalendar(context, calendarId);
  return calendarMessage(await summarize(context.db, calendar, nowAsDate(context)), context, note);
}

async function showReview(
  context: CommandContext,
  calendar: CalendarWithCommunity,
  note?: ReturnType<typeof decidedNote>,
  wanted = 1,
) {
  const found = await readReviewPage(context.db, calendar.id, nowAsDate(context), wanted);
  return reviewMessage(calendar, found, context, note);
}

export default defineCommand({
  name: 'event calendars',
  help: { section: 'organiser', order: 55 },
  access: and(inCommunity, hasRole('organiser')),
  visibility,
  args: { calendar: importedCalendar().optional() },
  async run(context) {
    const { calendar } = context.args;
    if (calendar) return showCalendar(context, calendar.id);
    const { id: communityId } = requireCommunity(context);
    const found = await listCalendars(context.db, communityId, nowAsDate(context));
    return calendarListMessage(found, context);
  },
  steps: {
    open: defineAction({
      ...{ access, visibility, args: { id } },
      run: (context) => showCalendar(context, context.args.id),
    }),
    review: defineAction({
      ...{ access, visibility, args: { id, page: page.optional() } },
      async run(context) {
        const calendar = await requireCalendar(context, context.args.id);
        return showReview(context, calendar, undefined, context.args.page);
      },
    }),
    decide: defineAction({
      access,
      visibility,
      args: {
        item: id,
        decision: choice(decisions, 'imports.decisions'),
        version: text({ max: 50 }),
      },
      async run(context) {
        const { item: itemId, decision, version } = context.args;
        const calendar = await calendarOfItem(context, itemId);
        try {
          const request = { itemId, decision, version };
          const decided = await decide(decisionServices(context), request);
          return showReview(context, calendar, decidedNote(request, decided, context));
        } catch (error) {
          // Somebody else was quicker, or it is another one now: what there is to decide is shown anew.
          if (!(error instanceof UserError)) throw error;
          const { key, params } = error.localize(context);
          return showReview(context, calendar, { note: context.t(key, params) });
        }
      },
    }),
    announce: defineAction({
      ...{ access, visibility, args: { item: id } },
      async run(context) {
        const event = await eventOfItem(context, context.args.item);
        const notices = createEventNotices(context);
        return announcedMessage(await announceEvent({ ...context, notices }, event), context);
      },
    }),
    take_all: defineAction({
      ...{ access, visibility, args: { id } },
      async run(context) {
        const calendar = await requireCalendar(context, context.args.id);
        const count = await takeAllNew(decisionServices(context), calendar);
        return showReview(context, calendar, { note: context.t('imports.tookAll', { count }) });
      },
    }),
    check: defineAction({
      ...{ access, visibility, args: { id } },
      cooldown: { per: 'community', seconds: 30 },
      async run(context) {
        await pollCalendar(checkServices(context), await requireCalendar(context, context.args.id));
        return showCalendar(context, context.args.id, context.t('imports.checked'));
      },
    }),
    mode: defineAction({
      ...{ access, visibility, args: { id, mode: importMode() } },
      async run(context) {
        const calendar = await requireCalendar(context, context.args.id);
        await setMode(context, calendar, context.args.mode);
        if (context.args.mode === 'automatic')
          await takeOverAll(decisionServices(context), calendar, {
            asksAboutGone: true,
            onError: checkServices(context).onError,
          });
        return showCalendar(context, calendar.id);
      },
    }),
    remove: defineAction({
      ...{ access, visibility, args: { id } },
      run: async (context) =>
        confirmRemovalMessage(await requireCalendar(context, context.args.id), context),
    }),
    remove_now: defineAction({
      ...{ access, visibility, args: { id } },
      async run(context) {
        const calendar = await requireCalendar(context, context.args.id);
        await removeCalendar(context, calendar);
        return removedMessage(calendar.name, context);
      },
    }),
  },
});
