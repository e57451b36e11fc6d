import type { CommandContext } from '../context/command-context.ts';
import { button, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';

/** What is said of a community's things where there is none: what is missing, who can begin one, and the button. */
export const nowhere = ({ t, isPrivate }: Pick<CommandContext, 't' | 'isPrivate'>): Message =>
  isPrivate
    ? message([paragraph(t('communities.nowhere'))], { tone: 'refusal' })
    : message([paragraph(t('commands.start.noCommunity'))], {
        tone: 'refusal',
        buttons: [[button(t('connections.begin'), { command: 'start', args: {} })]],
      });
