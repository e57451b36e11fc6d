import type { CommandContext } from '../context/command-context.ts';
import { button, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';

/** Answers a command that needs a community where there is none, with a button that starts one. */
export const noCommunityMessage = ({
  t,
  isPrivate,
}: Pick<CommandContext, 't' | 'isPrivate'>): Message =>
  isPrivate
    ? message([paragraph(t('communities.nowhere'))], { tone: 'refusal' })
    : message([paragraph(t('commands.start.noCommunity'))], {
        tone: 'refusal',
        buttons: [[button(t('connections.begin'), { command: 'start', args: {} })]],
      });
