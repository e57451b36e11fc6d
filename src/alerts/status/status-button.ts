import type { Translator } from '../../language/catalogue.ts';
import { button } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';

/** Replaces the message with the status of an alert. */
export const alertStatusButton = ({ t }: Pick<Translator, 't'>, alertId: string): Button =>
  button(t('alerts.statusButton'), {
    command: 'alert status',
    args: { alert: `id:${alertId}` },
    answer: 'update',
  });
