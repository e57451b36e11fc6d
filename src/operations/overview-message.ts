import { maxButtonLabelLength } from '../kit/limits.ts';
import { distinctLabels } from '../kit/pickers/search/distinct-labels.ts';
import { button, heading, list, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { publicationAction } from './progress-message.ts';
import type { DeliveryOverview } from './publications/publication-progress.ts';
import {
  finishedCount,
  formatRemaining,
  type Localizing,
  progressBar,
  publicationLabel,
} from './publications/publication-view.ts';

/** The active publications, and how many have unknown deliveries. */
export function overviewMessage(
  context: Localizing,
  { active, activeCount, unknownCount }: DeliveryOverview,
): Message {
  const { t } = context;
  const lines = active.map(({ publication, progress }) => {
    const words = {
      name: publicationLabel(context, publication),
      bar: progressBar(finishedCount(progress), progress.total),
      done: finishedCount(progress),
      total: progress.total,
    };
    return progress.state === 'paused'
      ? t('delivery.linePaused', words)
      : t('delivery.line', {
          ...words,
          length: formatRemaining(context, progress.remainingSeconds ?? 0),
        });
  });
  const shown = active.slice(0, 3).map(({ publication }) => publication);
  const labels = distinctLabels(
    shown.map((one) => ({ id: one.id, label: publicationLabel(context, one), details: [] })),
    maxButtonLabelLength,
  );
  return message(
    [
      heading(t('delivery.running', { count: activeCount })),
      ...(lines.length > 0 ? [list(lines)] : []),
      ...(unknownCount > 0 ? [paragraph(t('delivery.someUnknown', { count: unknownCount }))] : []),
    ],
    {
      buttons: [
        ...shown.map(({ id }, at) => [
          button(labels[at] ?? '', publicationAction('delivery status', id)),
        ]),
        [
          button(t('delivery.buttons.refresh'), {
            command: 'delivery status',
            args: {},
            answer: 'update',
          }),
          ...(unknownCount > 0
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
