import type { CommandContext } from '../../context/command-context.ts';
import { button } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';

const act = (step: string, request: string, account: string) => ({
  command: 'alert waiting',
  step,
  args: { request },
  account,
  once: true,
});

/** With which another person decides on a request. */
export const decisionButtons = (
  t: CommandContext['t'],
  request: string,
  account: string,
): Button[][] => [
  [
    button(
      t('alerts.approval.approve'),
      { ...act('approve', request, account), answer: 'reply' },
      'danger',
    ),
    button(t('alerts.approval.decline'), {
      ...act('decline', request, account),
      answer: 'reply',
    }),
  ],
];

/** With which the one who asked takes a request back. */
export const withdrawRequestButton = (
  t: CommandContext['t'],
  request: string,
  account: string,
): Button =>
  button(t('alerts.approval.withdraw'), { ...act('withdraw', request, account), answer: 'update' });
