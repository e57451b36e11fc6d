import { requireCommunity } from '../src/context/command-context.ts';
import { displayArguments, withDisplaySettings } from '../src/context/display-settings.ts';
import { tableArguments, withTables } from '../src/context/tables.ts';
import { eventTopic } from '../src/events/arguments.ts';
import { cachedEventListMessage } from '../src/events/list/cached-list-message.ts';
import { period } from '../src/kit/argument-types/dates/period.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'events',
  help: { section: 'events', order: 10 },
  access: inCommunity,
  isReadOnly: true,
  args: {
    when: period().optional(),
    query: text({ max: 100 }).optional(),
    topic: eventTopic().optional(),
    place: text({ max: 100 }).optional(),
    page: integer({ min: 1, max: 1000 }).default(1).hide(),
    ...displayArguments,
    ...tableArguments,
  },
  run: (context) =>
    cachedEventListMessage(
      withTables(withDisplaySettings(context, context.args), context.args),
      requireCommunity(context).id,
      context.args,
    ),
});
