import type { CommandContext } from '../../context/command-context.ts';
import { button, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';

/** The answer to a link whose event is not there, or not for this reader. */
export const goneMessage = ({ t, community }: Pick<CommandContext, 't' | 'community'>): Message =>
  message([paragraph(t('events.links.gone'))], {
    buttons: [
      [
        community
          ? button(t('events.links.coming'), { command: 'events', args: {} })
          : button(t('events.links.start'), { command: 'start', args: {} }),
      ],
    ],
  });
