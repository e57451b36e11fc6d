import { communityOf } from '../src/communities/call.ts';
import { findEvents } from '../src/events/find.ts';
import { eventTopic } from '../src/events/pick.ts';
import { eventLines } from '../src/events/show.ts';
import { inCommunity } from '../src/kit/access.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { period } from '../src/kit/kinds/period.ts';
import { text } from '../src/kit/kinds/text.ts';
import { writePeriod } from '../src/language/periods/index.ts';
import { sayPeriod } from '../src/language/say-date.ts';
import { button, footer, heading, message, paragraph } from '../src/message/build.ts';
import { defineCommand } from './define.ts';

const pageSize = 5;

export default defineCommand({
  name: 'events',
  access: inCommunity,
  args: {
    when: period().optional(),
    query: text({ max: 100 }).optional(),
    topic: eventTopic().optional(),
    place: text({ max: 100 }).optional(),
    page: integer({ min: 1, max: 1000 }).default(1).hide(),
  },
  async run(call) {
    const { args, t, zone, now, locale } = call;
    const community = communityOf(call);
    const today = now.toZonedDateTimeISO(zone).toPlainDate();
    const startOf = (date: Temporal.PlainDate) =>
      new Date(date.toZonedDateTime(zone).epochMilliseconds);
    const { events, total } = await findEvents(call.db, {
      communityId: community.id,
      from: args.when ? startOf(args.when.from) : new Date(now.epochMilliseconds),
      ...(args.when ? { until: startOf(args.when.until) } : {}),
      query: args.query ?? '',
      topic: args.topic ?? '',
      place: args.place ?? '',
      skip: (args.page - 1) * pageSize,
      take: pageSize,
    });
    const asked = [
      args.when ? sayPeriod(args.when, locale, today) : undefined,
      args.query === undefined ? undefined : `“${args.query}”`,
      args.topic,
      args.place,
    ].filter((part) => part !== undefined);
    const title =
      asked.length === 0
        ? t('commands.events.coming')
        : t('commands.events.comingFor', { asked: asked.join(' · ') });
    if (total === 0) {
      return message([heading(title), paragraph(t('commands.events.none'))]);
    }
    const first = (args.page - 1) * pageSize + 1;
    const pages = Math.ceil(total / pageSize);
    const again = {
      ...(args.when ? { when: writePeriod(args.when) } : {}),
      ...(args.query === undefined ? {} : { query: args.query }),
      ...(args.topic === undefined ? {} : { topic: `id:${args.topic}` }),
      ...(args.place === undefined ? {} : { place: args.place }),
    };
    const turn = (label: string, page: number) =>
      button(label, { command: 'events', args: { ...again, page }, answer: 'update' });
    return message(
      [
        heading(title),
        ...events.flatMap((event, index) => eventLines(event, call, first + index)),
        footer(t('commands.events.page', { page: args.page, pages, total })),
      ],
      {
        buttons: [
          events.map((event, index) =>
            button(String(first + index), {
              command: 'event show',
              args: { event: `id:${event.id}` },
            }),
          ),
          [
            ...(args.page > 1 ? [turn(t('commands.events.previous'), args.page - 1)] : []),
            ...(args.page < pages ? [turn(t('commands.events.next'), args.page + 1)] : []),
          ],
        ],
      },
    );
  },
});
