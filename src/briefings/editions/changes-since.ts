import { z } from 'zod';
import { alertTitle } from '../../alerts/messages.ts';
import type { CommandContext } from '../../context/command-context.ts';
import type { Event, Prisma } from '../../database/generated/client.ts';
import { createEventSnapshot, restoreEventSnapshot } from '../../events/announcements/snapshot.ts';
import {
  eventStateLabel,
  formatEventTimes,
  formatEventWhen,
  localizedEvent,
} from '../../events/messages.ts';
import { bold, list, paragraph } from '../../message/build.ts';
import type { Block } from '../../message/message.ts';
import type { EditionContents } from './contents.ts';

const listedContentsSchema = z.object({
  events: z.record(z.string(), z.unknown()).default({}),
  /** The version of each alert. */
  alerts: z.record(z.string(), z.number()).default({}),
});

/** What an edition says that may change after it, as it is kept with it. */
export const listContents = ({ events, alerts }: EditionContents): Prisma.InputJsonObject => ({
  events: Object.fromEntries(
    events.flatMap((event) => {
      try {
        return [[event.id, createEventSnapshot(event)]];
      } catch {
        // Its times are none: whether it has changed since cannot be said.
        return [];
      }
    }),
  ),
  alerts: Object.fromEntries(alerts.map(({ id, version }) => [id, version])),
});

/** What is otherwise with an event than an edition said; nothing when it is where and when it was. */
function eventChangeSince(event: Event, kept: unknown, call: CommandContext): string | undefined {
  const { t, locale } = call;
  const before = restoreEventSnapshot(event, kept);
  if (!before) return undefined;
  const { title, place } = localizedEvent(event, locale);
  const was = localizedEvent(before, locale);
  const name = was.title;
  if (event.state === 'cancelled') {
    return before.state === 'cancelled' ? undefined : `${eventStateLabel(event, call)}${name}`;
  }
  const isMoved =
    event.startsAt.getTime() !== before.startsAt.getTime() ||
    event.endsAt.getTime() !== before.endsAt.getTime() ||
    event.state !== before.state;
  const said = [
    ...(title === was.title ? [] : [t('briefings.since.renamed', { title })]),
    ...(isMoved && event.state === 'postponed' ? [formatEventWhen(event, call)] : []),
    ...(isMoved && event.state === 'scheduled'
      ? [
          t('briefings.since.moved', {
            when: formatEventTimes(event, call),
            was: formatEventTimes(before, call),
          }),
        ]
      : []),
    ...(place === was.place ? [] : [t('briefings.since.place', { place })]),
  ];
  return said.length === 0
    ? undefined
    : `${eventStateLabel(event, call)}${name}: ${said.join(' · ')}`;
}

/** What an edition said that is otherwise by now, to stand before it; nothing when all is as it said. */
export async function changesSince(call: CommandContext, kept: unknown): Promise<Block[]> {
  const { db, t, locale } = call;
  const listed = listedContentsSchema.safeParse(kept).data;
  if (!listed) return [];
  const events = await db.event.findMany({
    where: { id: { in: Object.keys(listed.events) } },
    orderBy: { startsAt: 'asc' },
  });
  const alerts = await db.alert.findMany({
    where: { id: { in: Object.keys(listed.alerts) } },
    include: { versions: { orderBy: { number: 'asc' } }, community: true },
    orderBy: { createdAt: 'asc' },
  });
  const lines = [
    ...alerts.flatMap((alert) =>
      alert.version === listed.alerts[alert.id] && alert.state !== 'retracted'
        ? []
        : [
            `${alertTitle(alert, locale)}: ${t(`briefings.since.${alert.state === 'retracted' ? 'retracted' : 'corrected'}`)}`,
          ],
    ),
    ...events.flatMap((event) => eventChangeSince(event, listed.events[event.id], call) ?? []),
  ];
  return lines.length === 0 ? [] : [paragraph(bold(t('briefings.since.heading'))), list(lines)];
}
