import { prepareApplicationNotice } from '../src/courses/applications/arrival-notice.ts';
import { requireEligible } from '../src/courses/applications/eligibility/eligible.ts';
import { declineInvitation } from '../src/courses/applications/invitations/invite.ts';
import { invitationDeclinedMessage } from '../src/courses/applications/invitations/messages.ts';
import { openCourse } from '../src/courses/arguments.ts';
import { sessionCalendarEntry } from '../src/courses/calendar/entry-view.ts';
import { openSession } from '../src/courses/session-argument.ts';
import { mySignup } from '../src/courses/signups/arguments.ts';
import { seatMessage, signupMessage, withdrawnMessage } from '../src/courses/signups/messages.ts';
import { createSeatNotices } from '../src/courses/signups/notices.ts';
import type { SessionWithCourse } from '../src/courses/signups/queries.ts';
import { signUp } from '../src/courses/signups/service.ts';
import { passOffer, setAsksFirst, takeOffer } from '../src/courses/waiting-list/answer-offer.ts';
import { swapSession } from '../src/courses/waiting-list/swap.ts';
import { calendarFileMessage } from '../src/feeds/calendar/file-view.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

export default defineCommand({
  name: 'signup',
  help: { section: 'training', order: 20 },
  access: inCommunity,
  visibility: 'personal',
  args: {
    course: openCourse(),
    session: openSession('course').optional(),
    note: text({ max: 300 }).optional(),
  },
  async run({ args, ...context }) {
    const services = {
      ...{ ...context, notices: createSeatNotices(context.publications) },
      requireEligible: (target: SessionWithCourse) => requireEligible(context, target),
      prepareApplication: (communityId: string) => prepareApplicationNotice(context, communityId),
    };
    return signupMessage(await signUp(services, args), args, context);
  },
  steps: {
    calendar: defineAction({
      args: { signup: mySignup() },
      visibility: 'private',
      run: async ({ args, ...context }) =>
        calendarFileMessage(sessionCalendarEntry(args.signup.session, context), context),
    }),
    take: defineAction({
      args: { signup: mySignup() },
      visibility: 'personal',
      async run({ args: { signup }, ...context }) {
        const notices = createSeatNotices(context.publications);
        const seat = await takeOffer({ ...context, notices }, signup);
        return seatMessage(
          { kind: 'signedUp', ...{ session: signup.session, seat }, isNew: true },
          context,
        );
      },
    }),
    pass: defineAction({
      args: { signup: mySignup() },
      visibility: 'personal',
      async run({ args: { signup }, ...context }) {
        const notices = createSeatNotices(context.publications);
        await passOffer({ ...context, notices }, signup);
        return withdrawnMessage(signup, 'offered', context);
      },
    }),
    decline: defineAction({
      args: { signup: mySignup() },
      visibility: 'personal',
      async run({ args: { signup }, ...context }) {
        await declineInvitation(context.db, signup);
        return invitationDeclinedMessage(signup, context);
      },
    }),
    ask: defineAction({
      args: { signup: mySignup(), first: boolean() },
      visibility: 'personal',
      async run({ args: { signup, first }, ...context }) {
        const seat = await setAsksFirst(context.db, signup, first);
        return seatMessage(
          { kind: 'signedUp', ...{ session: signup.session, seat }, isNew: false },
          context,
        );
      },
    }),
    swap: defineAction({
      args: { course: openCourse(), session: openSession('course'), signup: mySignup() },
      visibility: 'personal',
      async run({ args: { course, session: chosen, signup }, ...context }) {
        const notices = createSeatNotices(context.publications);
        const session = { ...chosen.session, course };
        const seat = await swapSession({ ...context, notices }, signup, session);
        return seatMessage({ kind: 'signedUp', session, seat, isNew: true }, context);
      },
    }),
    stay: defineAction({
      visibility: 'personal',
      run: async ({ t }) => textMessage(t('courses.swap.stayed')),
    }),
  },
});
