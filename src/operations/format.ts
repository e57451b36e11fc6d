import type { CommandContext } from '../context/command-context.ts';
import { hasMessage } from '../language/catalogue.ts';
import { formatInstant } from '../language/format-date.ts';
import { fold } from '../language/text/fold.ts';
import { type ManagedPublication, publicationTitle } from './managed-publications.ts';

/** The key of a reason of the ledger: `quiet hours` is `quiet_hours`. */
const reasonKey = (reason: string): string =>
  `delivery.reasons.${fold(reason).replace(/[^a-z0-9]+/g, '_')}`;

/** A reason of the ledger in words; what only the platform said is quoted. */
export const formatReason = ({ t }: Pick<CommandContext, 't'>, reason: string): string => {
  const key = reasonKey(reason);
  return hasMessage(key) ? t(key) : t('delivery.reasonOther', { reason });
};

/** How long something takes, in words: seconds, minutes or hours. @param seconds from 0 */
export function formatRemaining({ t }: Pick<CommandContext, 't'>, seconds: number): string {
  if (seconds < 90) return t('delivery.length.seconds', { count: Math.max(1, Math.ceil(seconds)) });
  if (seconds < 5400) return t('delivery.length.minutes', { count: Math.ceil(seconds / 60) });
  return t('delivery.length.hours', { count: Math.ceil(seconds / 360) / 10 });
}

type LabelContext = Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>;

/** A publication as people choose it: what it is about, what it does, when it was published. */
export function publicationLabel(
  { t, locale, zone, now }: LabelContext,
  publication: Pick<ManagedPublication, 'kind' | 'operation' | 'messages' | 'createdAt'>,
): string {
  const { kind, operation, createdAt } = publication;
  const said = t(`delivery.kinds.${operation === 'send' ? kind : operation}`);
  const title = publicationTitle(publication, locale);
  // A date that JavaScript does not hold is shown as in a message.
  const time = Number.isNaN(createdAt.getTime())
    ? '?'
    : formatInstant(createdAt.toTemporalInstant(), zone, locale, now);
  // The heading of an alert says already that it is one.
  return fold(title).startsWith(fold(said))
    ? t('delivery.nameAlone', { title, time })
    : t('delivery.name', { kind: said, title, time });
}
