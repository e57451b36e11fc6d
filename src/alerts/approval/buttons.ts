import type { Translator } from '../../language/catalogue.ts';
import { button } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';

type Reader = Pick<Translator, 't'>;

const action = (step: string, requestId: string, accountId: string) => ({
  command: 'alert waiting',
  step,
  args: { request: requestId },
  account: accountId,
  once: true,
});

/** Approve and decline. */
export const decisionButtons = (
  { t }: Reader,
  requestId: string,
  accountId: string,
): Button[][] => [
  [
    button(
      t('alerts.approval.approve'),
      { ...action('approve', requestId, accountId), answer: 'reply' },
      'danger',
    ),
    button(t('alerts.approval.decline'), {
      ...action('decline', requestId, accountId),
      answer: 'reply',
    }),
  ],
];

export const withdrawRequestButton = (
  { t }: Reader,
  requestId: string,
  accountId: string,
): Button =>
  button(t('alerts.approval.withdraw'), {
    ...action('withdraw', requestId, accountId),
    answer: 'update',
  });
