import type { Translator } from '../language/catalogue.ts';
import { footer, heading, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { AlertView } from './alert-view.ts';
import { alertSummaryBlocks } from './messages.ts';

/** The active alerts of a community. */
export function activeAlertsMessage(
  { t, locale }: Pick<Translator, 't' | 'locale'>,
  alerts: readonly AlertView[],
  community: { name: string },
): Message {
  if (alerts.length === 0) return message([paragraph(t('commands.alerts.none'))]);
  return message(
    [
      heading(t('commands.alerts.active', { count: alerts.length })),
      ...alerts.flatMap((alert) => alertSummaryBlocks(alert, locale)),
      footer(t('alerts.issuedBy', { community: community.name })),
    ],
    { tone: 'alert' },
  );
}
