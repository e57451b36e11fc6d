import type { CommandContext } from '../context/command-context.ts';
import { button } from '../message/build.ts';
import type { Button } from '../message/message.ts';

/** Shows where an alert stands, in place of the message under which it is pressed. */
export const alertStatusButton = ({ t }: Pick<CommandContext, 't'>, alertId: string): Button =>
  button(t('alerts.statusButton'), {
    command: 'alert status',
    args: { alert: `id:${alertId}` },
    answer: 'update',
  });
