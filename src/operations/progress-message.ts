import type { CommandContext } from '../context/command-context.ts';
import type { PublicationProgress } from '../delivery/admin/progress.ts';
import { maxButtonLabelLength } from '../kit/limits.ts';
import { distinctLabels } from '../kit/pickers/distinct-labels.ts';
import {
  button,
  type Content,
  fields,
  heading,
  list,
  message,
  paragraph,
  withTime,
} from '../message/build.ts';
import type { Block, Button, Message } from '../message/message.ts';
import { formatReason, formatRemaining, publicationLabel } from './format.ts';
import {
  listManagedPublications,
  type ManagedPublication,
  publicationFilters,
} from './managed-publications.ts';

type Formatting = Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>;

/** Most publications that are listed at once, and most reasons. */
const maxListed = 10;
const maxReasons = 5;

/** Cells of a progress bar. */
const barCells = 10;

const progressBar = (done: number, total: number): string => {
  const full = total === 0 ? barCells : Math.floor((done / total) * barCells);
  return '▰'.repeat(full) + '▱'.repeat(barCells - full);
};

const isFinished = ({ state }: Pick<PublicationProgress, 'state'>) =>
  state === 'done' || state === 'cancelled' || state === 'failed';

/** How many are through: whatever will not be tried again by itself. */
const finishedCount = ({ states }: PublicationProgress): number =>
  states.sent + states.failed + states.unknown + states.skipped;

/** Sent, failed, unknown, left; how fast it goes and how long it will take. */
export function progressBlocks(
  words: Formatting,
  status: PublicationProgress,
  operation: ManagedPublication['operation'],
): Block[] {
  const { t } = words;
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
    entries.push([t('delivery.remaining'), formatRemaining(words, remainingSeconds)]);
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
              // What is wrong with the whole publication is no copy's reason.
              count === 0
                ? t('delivery.why.because', { reason: formatReason(words, reason) })
                : t('delivery.reasonCount', { count, reason: formatReason(words, reason) }),
            ),
          ),
        ]),
  ];
}

const roundToTenths = (rate: number): number => Math.round(rate * 10) / 10;

const actionOf = (command: string, id: string, step?: string) => ({
  command,
  ...(step === undefined ? {} : { step }),
  args: { publication: `id:${id}` },
  answer: 'update' as const,
});

/** What an operator may do with a publication now. */
function progressButtons({ t }: Formatting, id: string, status: PublicationProgress): Button[][] {
  const refresh = button(t('delivery.buttons.refresh'), actionOf('delivery status', id));
  const settle =
    status.states.unknown > 0
      ? [button(t('delivery.buttons.unknown'), actionOf('delivery unknown', id))]
      : [];
  if (isFinished(status)) return [[refresh, ...settle]];
  return [
    [
      refresh,
      status.state === 'paused'
        ? button(t('delivery.buttons.resume'), actionOf('delivery resume', id), 'success')
        : button(t('delivery.buttons.pause'), actionOf('delivery pause', id)),
      button(t('delivery.buttons.cancel'), actionOf('delivery cancel', id), 'danger'),
      ...settle,
    ],
  ];
}

/** Where one publication stands, with what can be done about it. */
export async function progressMessage(
  call: CommandContext,
  publication: ManagedPublication,
  before: readonly Block[] = [],
): Promise<Message> {
  const status = await call.deliveryAdmin.progress(publication.id);
  if (!status) throw new Error(`There is no publication ${publication.id}`);
  return message(
    [
      ...before,
      heading(publicationLabel(call, publication)),
      ...progressBlocks(call, status, publication.operation),
    ],
    { buttons: progressButtons(call, publication.id, status) },
  );
}

/** Every publication that runs now, or that none does. */
export async function overviewMessage(call: CommandContext): Promise<Message> {
  const { t } = call;
  const running = await listManagedPublications(call, publicationFilters.running, maxListed);
  const unknown = await listManagedPublications(call, publicationFilters.unknown, maxListed);
  const lines: string[] = [];
  for (const one of running) {
    const status = await call.deliveryAdmin.progress(one.id);
    if (!status) continue;
    const { remainingSeconds: seconds } = status;
    const words = {
      name: publicationLabel(call, one),
      bar: progressBar(finishedCount(status), status.total),
      done: finishedCount(status),
      total: status.total,
    };
    lines.push(
      status.state === 'paused'
        ? t('delivery.linePaused', words)
        : t('delivery.line', { ...words, length: formatRemaining(call, seconds ?? 0) }),
    );
  }
  const shown = running.slice(0, 3);
  const labels = distinctLabels(
    shown.map((one) => ({ id: one.id, label: publicationLabel(call, one), details: [] })),
    maxButtonLabelLength,
  );
  return message(
    [
      heading(t('delivery.running', { count: running.length })),
      ...(lines.length > 0 ? [list(lines)] : []),
      ...(unknown.length > 0
        ? [paragraph(t('delivery.someUnknown', { count: unknown.length }))]
        : []),
    ],
    {
      buttons: [
        ...shown.map(({ id }, at) => [button(labels[at] ?? '', actionOf('delivery status', id))]),
        [
          button(t('delivery.buttons.refresh'), {
            command: 'delivery status',
            args: {},
            answer: 'update',
          }),
          ...(unknown.length > 0
            ? [
                button(t('delivery.buttons.unknown'), {
                  command: 'delivery unknown',
                  args: {},
                  answer: 'update',
                }),
              ]
            : []),
        ],
      ],
    },
  );
}
