import type { Translator } from '../../language/catalogue.ts';
import {
  bold,
  button,
  fields,
  heading,
  list,
  message,
  paragraph,
  time,
} from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { formatReason } from '../../operations/publications/publication-view.ts';
import { alertTitle } from '../messages.ts';
import type { AlertDetails } from '../queries.ts';
import type { AlertPublicationStatus, AlertStatus } from './status.ts';

type Reader = Pick<Translator, 't' | 'locale'>;

/** `7 of 9 edited, 2 failed, ...`, with the reasons. */
function formatCounts(
  reader: Reader,
  { summary, operation }: Pick<AlertPublicationStatus, 'summary' | 'operation'>,
): string {
  const { t } = reader;
  const { states, total, reasons, waiting } = summary;
  if (total === 0) return t('alerts.counts.none');
  const counts = [
    ['queued', states.queued + states.sending],
    ['failed', states.failed],
    ['skipped', states.skipped],
    ['unknown', states.unknown],
  ] as const;
  const parts = [
    t(`alerts.counts.${operation}`, { count: states.sent, total }),
    ...counts.flatMap(([name, count]) =>
      count === 0 ? [] : [t(`alerts.counts.${name}`, { count })],
    ),
    ...[...waiting, ...reasons].map(({ reason, count }) =>
      t('delivery.reasonCount', { count, reason: formatReason(reader, reason) }),
    ),
  ];
  return parts.join(', ');
}

function publicationLine(reader: Reader, status: AlertPublicationStatus): string {
  const { t } = reader;
  const counts = formatCounts(reader, status);
  if (status.isExpiry) return t('alerts.endOf', { counts });
  const { number, grade } = status.version;
  return t('alerts.version', { number, grade: t(`alerts.grade.${grade}`), counts });
}

/**
 * The status of an alert with a button that refreshes it.
 * @param pending deadlines of the requests for approval that are open
 */
export function alertStatusMessage(
  reader: Reader,
  alert: AlertDetails,
  { state, publications }: AlertStatus,
  pending: readonly Date[],
): Message {
  const { t, locale } = reader;
  return message(
    [
      heading(alertTitle(alert, locale)),
      fields([
        [t('alerts.stateField'), t(`alerts.state.${state}`)],
        [t('alerts.versionField'), String(alert.version)],
        [t('alerts.validUntil'), time(alert.expiresAt)],
      ]),
      ...pending.map((deadline) =>
        paragraph([
          bold(t('alerts.approval.waitsFor')),
          ' · ',
          t('alerts.approval.until'),
          ': ',
          time(deadline),
        ]),
      ),
      ...(publications.length === 0
        ? [paragraph(t('alerts.counts.none'))]
        : [list(publications.map((one) => publicationLine(reader, one)))]),
    ],
    {
      buttons: [
        [
          button(t('alerts.refresh'), {
            command: 'alert status',
            args: { alert: `id:${alert.id}` },
            answer: 'update',
          }),
        ],
      ],
    },
  );
}
