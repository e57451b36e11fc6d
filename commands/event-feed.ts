import { requireCommunity } from '../src/context/command-context.ts';
import { publicCalendarMessage } from '../src/feeds/messages.ts';
import { setLunarDates, setPublicCalendar } from '../src/feeds/public-calendar.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event feed',
  help: { section: 'admin', order: 75 },
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  args: { on: boolean().optional(), lunar: boolean().optional() },
  async run(context) {
    const community = requireCommunity(context);
    const { on, lunar } = context.args;
    if (on !== undefined) await setPublicCalendar(context, community, on);
    if (lunar !== undefined) await setLunarDates(context, community, lunar);
    return publicCalendarMessage(
      {
        ...community,
        hasPublicCalendar: on ?? community.hasPublicCalendar,
        showsLunarDates: lunar ?? community.showsLunarDates,
      },
      context,
    );
  },
});
