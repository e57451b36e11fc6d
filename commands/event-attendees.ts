import { organisersEvent } from '../src/events/arguments.ts';
import { attendeesFile } from '../src/events/attendees/attendees-file-view.ts';
import { attendeesFileMessage, attendeesMessage } from '../src/events/attendees/messages.ts';
import { readAttendees } from '../src/events/attendees/read-attendees.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { sheetFormats } from '../src/message/sheets/sheet-file.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event attendees',
  help: { section: 'organiser', order: 47 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    event: organisersEvent(),
    file: choice(sheetFormats, 'events.attendees.formats').optional(),
    page: integer({ min: 1, max: 10_000 }).default(1).hide(),
  },
  async run({ args: { event, file, page }, ...context }) {
    const found = await readAttendees(context, event);
    if (file === undefined) return attendeesMessage(found, page, context);
    return attendeesFileMessage(found, await attendeesFile(found, context, file), context);
  },
});
