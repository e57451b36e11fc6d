import type { Status } from '../../delivery/status.ts';
import { distinctLabels, longestButton } from '../../kit/labels.ts';
import {
  button,
  type Content,
  fields,
  heading,
  list,
  message,
  paragraph,
  withTime,
} from '../../message/build.ts';
import type { Block, Button, Message } from '../../message/message.ts';
import type { Call } from '../call.ts';
import { ownPublications, type ShownPublication, which } from './publications.ts';
import { nameOf, sayLength, sayReason } from './words.ts';

type Words = Pick<Call, 't' | 'locale' | 'zone' | 'now'>;

/** Most publications that are listed at once, and most reasons. */
const mostListed = 10;
const mostReasons = 5;

/** Cells of a progress bar. */
const barCells = 10;

const bar = (done: number, total: number): string => {
  const full = total === 0 ? barCells : Math.floor((done / total) * barCells);
  return '▰'.repeat(full) + '▱'.repeat(barCells - full);
};

const isOver = ({ state }: Pick<Status, 'state'>) =>
  state === 'done' || state === 'cancelled' || state === 'failed';

/** How many are through: whatever will not be tried again by itself. */
const throughOf = ({ states }: Status): number =>
  states.sent + states.failed + states.unknown + states.skipped;

/** Sent, failed, unknown, left; how fast it goes and how long it will take. */
export function statusBlocks(words: Words, status: Status, act: ShownPublication['act']): Block[] {
  const { t } = words;
  const { states, perSecond, remainingSeconds, later, reasons } = status;
  const left = states.queued + states.sending;
  const through = throughOf(status);
  const entries: [string, Content][] = [
    [t('delivery.state'), t(`delivery.states.${status.state}`)],
    [
      t(act === 'send' ? 'delivery.sent' : `delivery.acts.${act}`),
      t('delivery.ofTotal', { count: states.sent, total: status.total }),
    ],
  ];
  if (left > 0 || !isOver(status)) entries.push([t('delivery.left'), String(left)]);
  if (states.failed > 0) entries.push([t('delivery.failed'), String(states.failed)]);
  if (states.unknown > 0) entries.push([t('delivery.unknown'), String(states.unknown)]);
  if (states.skipped > 0) entries.push([t('delivery.skipped'), String(states.skipped)]);
  if (!isOver(status) && perSecond > 0) {
    entries.push([t('delivery.rate'), t('delivery.perSecond', { rate: tenths(perSecond) })]);
  }
  if (status.state === 'sending' && remainingSeconds !== undefined && remainingSeconds > 0) {
    entries.push([t('delivery.remaining'), sayLength(words, remainingSeconds)]);
  }
  if (!isOver(status) && later) {
    const { count, until } = later;
    entries.push([
      t('delivery.laterField'),
      withTime((time) => t('delivery.later', { count, time }), until),
    ]);
  }
  return [
    ...(isOver(status) ? [] : [paragraph(bar(through, status.total))]),
    fields(entries),
    ...(reasons.length === 0
      ? []
      : [
          list(
            reasons.slice(0, mostReasons).map(({ reason, count }) =>
              // What is wrong with the whole publication is no copy's reason.
              count === 0
                ? t('delivery.why.because', { reason: sayReason(words, reason) })
                : t('delivery.reasonCount', { count, reason: sayReason(words, reason) }),
            ),
          ),
        ]),
  ];
}

const tenths = (rate: number): number => Math.round(rate * 10) / 10;

const act = (command: string, id: string, step?: string) => ({
  command,
  ...(step === undefined ? {} : { step }),
  args: { publication: `id:${id}` },
  answer: 'update' as const,
});

/** What an operator may do with a publication now. */
function statusButtons({ t }: Words, id: string, status: Status): Button[][] {
  const refresh = button(t('delivery.buttons.refresh'), act('delivery status', id));
  const settle =
    status.states.unknown > 0
      ? [button(t('delivery.buttons.unknown'), act('delivery unknown', id))]
      : [];
  if (isOver(status)) return [[refresh, ...settle]];
  return [
    [
      refresh,
      status.state === 'paused'
        ? button(t('delivery.buttons.resume'), act('delivery resume', id), 'success')
        : button(t('delivery.buttons.pause'), act('delivery pause', id)),
      button(t('delivery.buttons.cancel'), act('delivery cancel', id), 'danger'),
      ...settle,
    ],
  ];
}

/** Where one publication stands, with what can be done about it. */
export async function publicationStatus(
  call: Call,
  publication: ShownPublication,
  before: readonly Block[] = [],
): Promise<Message> {
  const status = await call.desk.status(publication.id);
  if (!status) throw new Error(`There is no publication ${publication.id}`);
  return message(
    [...before, heading(nameOf(call, publication)), ...statusBlocks(call, status, publication.act)],
    { buttons: statusButtons(call, publication.id, status) },
  );
}

/** Every publication that runs now, or that none does. */
export async function overview(call: Call): Promise<Message> {
  const { t } = call;
  const running = await ownPublications(call, which.running, mostListed);
  const unknown = await ownPublications(call, which.unknown, mostListed);
  const lines: string[] = [];
  for (const one of running) {
    const status = await call.desk.status(one.id);
    if (!status) continue;
    const { remainingSeconds: seconds } = status;
    const words = {
      name: nameOf(call, one),
      bar: bar(throughOf(status), status.total),
      done: throughOf(status),
      total: status.total,
    };
    lines.push(
      status.state === 'paused'
        ? t('delivery.linePaused', words)
        : t('delivery.line', { ...words, length: sayLength(call, seconds ?? 0) }),
    );
  }
  const shown = running.slice(0, 3);
  const labels = distinctLabels(
    shown.map((one) => ({ id: one.id, label: nameOf(call, one), details: [] })),
    longestButton,
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
        ...shown.map(({ id }, at) => [button(labels[at] ?? '', act('delivery status', id))]),
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
