import { requireCommunity } from '../src/context/command-context.ts';
import { withDisplaySettings } from '../src/context/display-settings.ts';
import { isWithinBounds, monthsInReach } from '../src/feeds/days/month-grid.ts';
import { readCalendar } from '../src/feeds/pages/read-calendar.ts';
import { picturePeriod } from '../src/feeds/pictures/picture-period.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { period } from '../src/kit/argument-types/dates/period.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { schemes } from '../src/pictures/drawing/drawing.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event picture',
  help: { section: 'events', order: 15 },
  access: inCommunity,
  isReadOnly: true,
  args: { when: period().optional(), look: choice(schemes, 'calendar.picture.looks').optional() },
  async run(context) {
    const { args, now, drawer } = context;
    const reader = withDisplaySettings(context);
    const community = requireCommunity(context);
    const calendar = await readCalendar(context, community, { locale: reader.locale, now });
    const wanted = picturePeriod(args.when, calendar.today);
    // What draws is loaded when somebody asks for it.
    const views = await import('../src/feeds/pictures/picture-messages.ts');
    const months = monthsInReach(calendar.today);
    if (
      !isWithinBounds(
        wanted.kind === 'month' ? wanted.month : wanted.from.toPlainYearMonth(),
        calendar.today,
      )
    )
      throw views.beyondReach(months, reader);
    const view = views.pictureOf(wanted, calendar, { ...reader, scheme: args.look ?? 'light' });
    return views.pictureMessage(view, await drawer.draw(view.drawing), reader);
  },
});
