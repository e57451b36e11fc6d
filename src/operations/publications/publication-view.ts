import type { CommandContext } from '../../context/command-context.ts';
import type { PublicationProgress } from '../../delivery/admin/progress.ts';
import { hasMessage } from '../../language/catalogue.ts';
import { formatInstant } from '../../language/format-date.ts';
import { fold } from '../../language/text/fold.ts';
import type { ManagedPublication } from './managed-publications.ts';
import { publicationTitle } from './publication-title-view.ts';

/** What a view needs of a request. */
export type Localizing = Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>;

const barCells = 10;

export const progressBar = (done: number, total: number): string => {
  const full = total === 0 ? barCells : Math.floor((done / total) * barCells);
  return '▰'.repeat(full) + '▱'.repeat(barCells - full);
};

export const isFinished = ({ state }: Pick<PublicationProgress, 'state'>) =>
  state === 'done' || state === 'cancelled' || state === 'failed';

/** Deliveries that are not tried again without a person's decision. */
export const finishedCount = ({ states }: PublicationProgress): number =>
  states.sent + states.failed + states.unknown + states.skipped;

/** The locale key of a stored reason: `quiet hours` is `delivery.reasons.quiet_hours`. */
const reasonKey = (reason: string): string =>
  `delivery.reasons.${fold(reason).replace(/[^a-z0-9]+/g, '_')}`;

/** A stored reason in the reader's language; a platform's own text is quoted. */
export const formatReason = ({ t }: Pick<CommandContext, 't'>, reason: string): string => {
  const key = reasonKey(reason);
  return hasMessage(key) ? t(key) : t('delivery.reasonOther', { reason });
};

/** A duration as seconds, minutes or hours. @param seconds from 0 */
export function formatRemaining({ t }: Pick<CommandContext, 't'>, seconds: number): string {
  if (seconds < 90) return t('delivery.length.seconds', { count: Math.max(1, Math.ceil(seconds)) });
  if (seconds < 5400) return t('delivery.length.minutes', { count: Math.ceil(seconds / 60) });
  return t('delivery.length.hours', { count: Math.ceil(seconds / 360) / 10 });
}

/** A publication in one line: its kind or operation, its title, and when it was published. */
export function publicationLabel(
  { t, locale, zone, now }: Localizing,
  publication: Pick<ManagedPublication, 'kind' | 'operation' | 'messages' | 'createdAt'>,
): string {
  const { kind, operation, createdAt } = publication;
  const kindName = t(`delivery.kinds.${operation === 'send' ? kind : operation}`);
  const title = publicationTitle(publication, locale);
  // PostgreSQL holds dates that JavaScript does not.
  const time = Number.isNaN(createdAt.getTime())
    ? '?'
    : formatInstant(createdAt.toTemporalInstant(), zone, locale, now);
  // An alert's heading begins with its kind.
  return fold(title).startsWith(fold(kindName))
    ? t('delivery.nameAlone', { title, time })
    : t('delivery.name', { kind: kindName, title, time });
}
