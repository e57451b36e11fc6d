import { calendarAddress, calendarFile, importMode } from '../src/calendar-imports/arguments.ts';
import { checkServices, decisionServices } from '../src/calendar-imports/import-notices.ts';
import { takeOverAll } from '../src/calendar-imports/items/automatic.ts';
import { loadImport } from '../src/calendar-imports/load-import.ts';
import { keepCalendar } from '../src/calendar-imports/manage.ts';
import { importLeftMessage } from '../src/calendar-imports/messages/list-messages.ts';
import { previewMessage } from '../src/calendar-imports/messages/preview-messages.ts';
import { reviewMessage } from '../src/calendar-imports/messages/review-messages.ts';
import { readReviewPage } from '../src/calendar-imports/queries.ts';
import { nowAsDate, requireCommunity } from '../src/context/command-context.ts';
import { timeZone } from '../src/kit/argument-types/dates/time-zone.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import type { Action } from '../src/message/message.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  address: calendarAddress().optional(),
  file: calendarFile().optional(),
  zone: timeZone().optional(),
};

export default defineCommand({
  name: 'event import',
  help: { section: 'organiser', order: 50 },
  access,
  visibility,
  args,
  async run(context) {
    const { address, file, zone } = context.args;
    const loaded = await loadImport(context, requireCommunity(context), context.args);
    const given: Action['args'] = file ? { file } : { address: loaded.url ?? address ?? '' };
    const zoned = zone === undefined ? given : { ...given, zone };
    return previewMessage({ ...loaded, args: zoned }, context);
  },
  steps: {
    keep: defineAction({
      access,
      visibility,
      args: { ...args, mode: importMode() },
      async run(context) {
        const { db, t, args: given } = context;
        const community = requireCommunity(context);
        const loaded = await loadImport(context, community, given);
        const calendar = await keepCalendar(context, community, { ...loaded, mode: given.mode });
        if (given.mode === 'automatic')
          await takeOverAll(decisionServices(context), calendar, {
            asksAboutGone: true,
            onError: checkServices(context).onError,
          });
        const page = await readReviewPage(db, calendar.id, nowAsDate(context));
        const note = t(`imports.kept.${loaded.url === null ? 'file' : given.mode}`);
        return reviewMessage(calendar, page, context, { note });
      },
    }),
    leave: defineAction({ visibility, run: async (context) => importLeftMessage(context) }),
  },
});
