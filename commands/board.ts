import { readBoardStatus, turnBoardOff, turnBoardOn } from '../src/board/service.ts';
import { boardOffMessage, boardStatusMessage } from '../src/board/status-messages.ts';
import { managedChat } from '../src/communities/arguments.ts';
import { nowAsDate, requireCommunity } from '../src/context/command-context.ts';
import { courseListMessage } from '../src/courses/list/course-list-messages.ts';
import { readCoursePage } from '../src/courses/list/course-page.ts';
import { cachedEventListMessage } from '../src/events/list/cached-list-message.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { and, hasRole, inCommunity, or } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';

export default defineCommand({
  name: 'board',
  help: { section: 'admin', order: 40 },
  access: and(inCommunity, or(hasRole('admin'), hasRole('moderator'))),
  visibility,
  args: {
    state: choice(['on', 'off'], 'board.states').optional(),
    chat: managedChat().optional(),
  },
  async run(context) {
    const { state, chat } = context.args;
    if (state === 'off') return boardOffMessage(context, await turnBoardOff(context, chat));
    const status = await (state === 'on' ? turnBoardOn : readBoardStatus)(context, chat);
    return boardStatusMessage(context, status);
  },
  steps: {
    events: defineAction({
      access: inCommunity,
      visibility,
      isReadOnly: true,
      run: (context) => cachedEventListMessage(context, requireCommunity(context).id, { page: 1 }),
    }),
    training: defineAction({
      access: inCommunity,
      visibility,
      isReadOnly: true,
      async run(context) {
        const { id: communityId } = requireCommunity(context);
        const found = await readCoursePage(context.db, { communityId, now: nowAsDate(context) }, 1);
        return courseListMessage(found, undefined, context);
      },
    }),
  },
});
