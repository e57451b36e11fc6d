import type { CommandContext } from '../context/command-context.ts';
import type { PublicationProgress } from '../delivery/admin/progress.ts';
import {
  button,
  type Content,
  fields,
  heading,
  list,
  message,
  paragraph,
  textMessage,
  withTime,
} from '../message/build.ts';
import type { Block, Button, Message } from '../message/message.ts';
import type { ManagedPublication } from './publications/managed-publications.ts';
import type { ControlAction } from './publications/publication-control.ts';
import type { TrackedPublication } from './publications/publication-progress.ts';
import {
  finishedCount,
  formatReason,
  formatRemaining,
  isFinished,
  type Localizing,
  progressBar,
  publicationLabel,
} from './publications/publication-view.ts';

const maxReasons = 5;

/** Counts, rate and remaining time of a publication. */
export function progressBlocks(
  context: Localizing,
  status: PublicationProgress,
  operation: ManagedPublication['operation'],
): Block[] {
  const { t } = context;
  const { states, perSecond, remainingSeconds, deferred, reasons } = status;
  const left = states.queued + states.sending;
  const through = finishedCount(status);
  const entries: [string, Content][] = [
    [t('delivery.state'), t(`delivery.states.${status.state}`)],
    [
      t(operation === 'send' ? 'delivery.sent' : `delivery.acts.${operation}`),
      t('delivery.ofTotal', { count: states.sent, total: status.total }),
    ],
  ];
  if (left > 0 || !isFinished(status)) entries.push([t('delivery.left'), String(left)]);
  if (states.failed > 0) entries.push([t('delivery.failed'), String(states.failed)]);
  if (states.unknown > 0) entries.push([t('delivery.unknown'), String(states.unknown)]);
  if (states.skipped > 0) entries.push([t('delivery.skipped'), String(states.skipped)]);
  if (!isFinished(status) && perSecond > 0) {
    entries.push([t('delivery.rate'), t('delivery.perSecond', { rate: roundToTenths(perSecond) })]);
  }
  if (status.state === 'sending' && remainingSeconds !== undefined && remainingSeconds > 0) {
    entries.push([t('delivery.remaining'), formatRemaining(context, remainingSeconds)]);
  }
  if (!isFinished(status) && deferred) {
    const { count, until } = deferred;
    entries.push([
      t('delivery.laterField'),
      withTime((time) => t('delivery.later', { count, time }), until),
    ]);
  }
  return [
    ...(isFinished(status) ? [] : [paragraph(progressBar(through, status.total))]),
    fields(entries),
    ...(reasons.length === 0
      ? []
      : [
          list(
            reasons.slice(0, maxReasons).map(({ reason, count }) =>
              // A count of 0 stands for the whole publication.
              count === 0
                ? t('delivery.why.because', { reason: formatReason(context, reason) })
                : t('delivery.reasonCount', { count, reason: formatReason(context, reason) }),
            ),
          ),
        ]),
  ];
}

const roundToTenths = (rate: number): number => Math.round(rate * 10) / 10;

/** A button's action on one publication. */
export const publicationAction = (command: string, id: string, step?: string) => ({
  command,
  ...(step === undefined ? {} : { step }),
  args: { publication: `id:${id}` },
  answer: 'update' as const,
});

/** What an operator may do with a publication now. */
function progressButtons({ t }: Localizing, id: string, status: PublicationProgress): Button[][] {
  const refresh = button(t('delivery.buttons.refresh'), publicationAction('delivery status', id));
  const resolve =
    status.states.unknown > 0
      ? [button(t('delivery.buttons.unknown'), publicationAction('delivery unknown', id))]
      : [];
  if (isFinished(status)) return [[refresh, ...resolve]];
  return [
    [
      refresh,
      status.state === 'paused'
        ? button(t('delivery.buttons.resume'), publicationAction('delivery resume', id), 'success')
        : button(t('delivery.buttons.pause'), publicationAction('delivery pause', id)),
      button(t('delivery.buttons.cancel'), publicationAction('delivery cancel', id), 'danger'),
      ...resolve,
    ],
  ];
}

/** The progress of one publication, with what can be done about it. @param before blocks above it */
export const progressMessage = (
  context: Localizing,
  { publication, progress }: TrackedPublication,
  before: readonly Block[] = [],
): Message =>
  message(
    [
      ...before,
      heading(publicationLabel(context, publication)),
      ...progressBlocks(context, progress, publication.operation),
    ],
    { buttons: progressButtons(context, publication.id, progress) },
  );

/** What was done with a publication, and its progress. */
export const controlledMessage = (
  context: Localizing,
  tracked: TrackedPublication,
  action: ControlAction,
): Message => progressMessage(context, tracked, [paragraph(context.t(`delivery.done.${action}`))]);

/** Asks for confirmation before queued deliveries are dropped for good. */
export function cancelMessage(
  context: Localizing & Pick<CommandContext, 'account'>,
  { publication, progress }: TrackedPublication,
): Message {
  const { t, account } = context;
  const count = progress.states.queued + progress.states.sending;
  const action = (step: string) => ({
    command: 'delivery cancel',
    step,
    args: { publication: `id:${publication.id}` },
    account: account.id,
    answer: 'update' as const,
  });
  return textMessage(
    t('delivery.askCancel', { name: publicationLabel(context, publication), count }),
    {
      tone: 'warning',
      buttons: [
        [
          button(
            t('delivery.confirmCancel', { count }),
            { ...action('confirm'), once: true },
            'danger',
          ),
          button(t('delivery.leave'), action('leave')),
        ],
      ],
    },
  );
}
