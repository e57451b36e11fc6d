import type { Call } from '../communities/call.ts';
import type { PrismaClient } from '../database/generated/client.ts';
import type { DeliveryState } from '../database/generated/enums.ts';
import { button, fields, heading, list, message, paragraph, time } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { WholeAlert } from './find.ts';
import { alertTitle } from './show.ts';

/** What became of the copies of one publication. */
export interface Counts extends Record<DeliveryState, number> {
  /** Of those that failed or were skipped: in chats that take nothing from us any more. */
  closed: number;
}

async function countsOf(db: PrismaClient, publicationId: string): Promise<Counts> {
  const states = await db.delivery.groupBy({
    by: ['state'],
    where: { publicationId },
    orderBy: { state: 'asc' },
    _count: true,
  });
  const closed = await db.delivery.count({
    where: {
      publicationId,
      state: { in: ['failed', 'skipped'] },
      chat: { closedAt: { not: null } },
    },
  });
  const none = { queued: 0, sending: 0, sent: 0, failed: 0, unknown: 0, skipped: 0 };
  return {
    ...none,
    ...Object.fromEntries(states.map(({ state, _count }) => [state, _count])),
    closed,
  };
}

/** `sent 3, waiting 1`; what is nought is left out. */
function sayCounts({ t }: Pick<Call, 't'>, counts: Counts, isEdit: boolean): string {
  const shown = [
    [isEdit ? 'edited' : 'sent', counts.sent],
    ['queued', counts.queued + counts.sending],
    ['failed', counts.failed + counts.skipped - counts.closed],
    ['unknown', counts.unknown],
    ['closed', counts.closed],
  ] as const;
  const parts = shown.flatMap(([name, count]) =>
    count === 0 ? [] : [t(`alerts.counts.${name}`, { count })],
  );
  return parts.length === 0 ? t('alerts.counts.none') : parts.join(', ');
}

/** Whether an alert still says that it holds when its time is over. */
const stateNow = ({ state, expiresAt }: WholeAlert, now: Temporal.Instant) =>
  state === 'active' && expiresAt.getTime() <= now.epochMilliseconds ? 'expired' : state;

/** Where an alert stands: its state, its versions, and what became of its copies. */
export async function alertStatus(call: Call, alert: WholeAlert): Promise<Message> {
  const { t, db, now } = call;
  const publications = await db.publication.findMany({
    where: { alertId: alert.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, act: true },
  });
  const lines: string[] = [];
  for (const [index, { id, act }] of publications.entries()) {
    const version = alert.versions[index];
    const grade = version ? t(`alerts.grade.${version.grade}`) : '';
    const counts = sayCounts(call, await countsOf(db, id), act !== 'send');
    lines.push(t('alerts.version', { number: index + 1, grade, counts }));
  }
  return message(
    [
      heading(alertTitle(alert, call.locale)),
      fields([
        [t('alerts.stateField'), t(`alerts.state.${stateNow(alert, now)}`)],
        [t('alerts.versionField'), String(alert.version)],
        [t('alerts.validUntil'), time(alert.expiresAt)],
      ]),
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
