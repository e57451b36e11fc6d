import type { CommandContext } from '../context/command-context.ts';
import { type PublicationSummary, summarizePublication } from '../delivery/admin/summary.ts';
import { bold, button, fields, heading, list, message, paragraph, time } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { formatReason } from '../operations/format.ts';
import type { ManagedPublication } from '../operations/managed-publications.ts';
import { approvalDeadline, isPastDeadline, listPendingRequests } from './approval/requests.ts';
import { alertTitle } from './messages.ts';
import type { AlertDetails } from './queries.ts';

type PublicationOperation = ManagedPublication['act'];

/** What was done to how many copies, what was not, and why: `7 of 9 edited, 2 failed`. */
function formatCounts(
  call: Pick<CommandContext, 't'>,
  counts: PublicationSummary,
  act: PublicationOperation,
): string {
  const { t } = call;
  const { states, total, reasons, waiting } = counts;
  if (total === 0) return t('alerts.counts.none');
  const parts = [
    t(`alerts.counts.${act}`, { count: states.sent, total }),
    ...(
      [
        ['queued', states.queued + states.sending],
        ['failed', states.failed],
        ['skipped', states.skipped],
        ['unknown', states.unknown],
      ] as const
    ).flatMap(([name, count]) => (count === 0 ? [] : [t(`alerts.counts.${name}`, { count })])),
    ...[...waiting, ...reasons].map(({ reason, count }) =>
      t('delivery.reasonCount', { count, reason: formatReason(call, reason) }),
    ),
  ];
  return parts.join(', ');
}

interface Published {
  id: string;
  act: PublicationOperation;
  createdAt: Date;
}

/** Of which version each publication is, and whether it is the one that only says that the time is over. */
function versionOf(
  alert: AlertDetails,
  { createdAt, act }: Published,
  before: readonly Published[],
) {
  const newest = (at: Date) =>
    alert.versions.findLast((one) => one.createdAt.getTime() <= at.getTime()) ?? alert.versions[0];
  const version = newest(createdAt);
  const isRepeated = before.some(
    (one) => one.act !== 'reply' && newest(one.createdAt)?.number === version?.number,
  );
  const isRemoval = before.some((one) => one.act === 'remove');
  return { version, isEnd: act === 'edit' && isRepeated && !isRemoval };
}

/** Whether an alert still says that it holds when its time is over. */
const currentState = ({ state, expiresAt }: AlertDetails, now: Temporal.Instant) =>
  state === 'active' && expiresAt.getTime() <= now.epochMilliseconds ? 'expired' : state;

/** Where an alert stands: its state, its versions, and what became of its copies. */
export async function showAlertStatus(call: CommandContext, alert: AlertDetails): Promise<Message> {
  const { t, db, now } = call;
  const publications = await db.publication.findMany({
    where: { alertId: alert.id, kind: { in: ['alert', 'correction'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, act: true, createdAt: true },
  });
  const lines: string[] = [];
  for (const [index, publication] of publications.entries()) {
    const { version, isEnd } = versionOf(alert, publication, publications.slice(0, index));
    const counts = formatCounts(
      call,
      await summarizePublication(db, publication.id),
      publication.act,
    );
    const number = version?.number ?? 1;
    lines.push(
      isEnd
        ? t('alerts.endOf', { counts })
        : t('alerts.version', {
            number,
            grade: t(`alerts.grade.${version?.grade ?? 'first'}`),
            counts,
          }),
    );
  }
  const waits = (await listPendingRequests(db, alert.id)).filter(
    (request) => !isPastDeadline(request, new Date(now.epochMilliseconds)),
  );
  return message(
    [
      heading(alertTitle(alert, call.locale)),
      fields([
        [t('alerts.stateField'), t(`alerts.state.${currentState(alert, now)}`)],
        [t('alerts.versionField'), String(alert.version)],
        [t('alerts.validUntil'), time(alert.expiresAt)],
      ]),
      ...waits.map((request) =>
        paragraph([
          bold(t('alerts.approval.waitsFor')),
          ' · ',
          t('alerts.approval.until'),
          ': ',
          time(approvalDeadline(request)),
        ]),
      ),
      ...(lines.length === 0 ? [paragraph(t('alerts.counts.none'))] : [list(lines)]),
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
