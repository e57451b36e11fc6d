import { type Call, nowOf } from '../communities/call.ts';
import { shownName } from '../kit/shown-name.ts';
import { button, list, message, paragraph } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import { type Holdings, holdingsOf } from './holdings.ts';

type Words = Pick<Call, 't'>;

/** What goes, each as a line. */
function goes({ t }: Words, { accounts, roles, ...counts }: Holdings): string[] {
  const counted = (['signups', 'interests', 'subscriptions'] as const).filter(
    (what) => counts[what] > 0,
  );
  return [
    t('commands.privacy_delete.goes.accounts', {
      count: accounts.length,
      accounts: accounts
        .map((account) => `${shownName(account)} (${t(`platforms.${account.platform}`)})`)
        .join(', '),
    }),
    ...(roles.length === 0
      ? []
      : [
          t('commands.privacy_delete.goes.roles', {
            count: roles.length,
            roles: roles
              .map(({ role, community }) => `${t(`roles.${role}`)} (${community})`)
              .join(', '),
          }),
        ]),
    ...counted.map((what) => t(`commands.privacy_delete.goes.${what}`, { count: counts[what] })),
    t('commands.privacy_delete.goes.rest'),
  ];
}

/** What stays without a name, each as a line. */
const stays = ({ t }: Words, { seats }: Holdings): string[] => [
  ...(seats > 0 ? [t('commands.privacy_delete.stays.seats', { count: seats })] : []),
  t('commands.privacy_delete.stays.acts'),
  t('commands.privacy_delete.stays.links'),
];

/** Which accounts are not meant, and how theirs is deleted. */
function elsewhere({ t }: Words, { accounts, apart }: Holdings): Block[] {
  if (apart.length > 0) {
    return apart.map((platform) =>
      paragraph(t('commands.privacy_delete.apart', { platform: t(`platforms.${platform}`) })),
    );
  }
  const [only] = accounts;
  if (!only || accounts.length > 1) return [];
  const other = only.platform === 'discord' ? 'telegram' : 'discord';
  return [paragraph(t('commands.privacy_delete.elsewhere', { platform: t(`platforms.${other}`) }))];
}

const told = (words: Words, holdings: Holdings): Block[] => [
  list(goes(words, holdings)),
  paragraph(words.t('commands.privacy_delete.stay')),
  list(stays(words, holdings)),
  ...elsewhere(words, holdings),
];

/** What would be deleted and what an account of their own would still hold, with the button that does it. */
export async function askToForget(call: Call): Promise<Message> {
  const { t, db, person, account } = call;
  const holdings = await db.$transaction((tx) => holdingsOf(tx, person.id, nowOf(call)));
  return message([paragraph(t('commands.privacy_delete.question')), ...told(call, holdings)], {
    tone: 'warning',
    buttons: [
      [
        button(
          t('commands.privacy_delete.confirm'),
          {
            command: 'privacy delete',
            step: 'confirm',
            args: {},
            account: account.id,
            once: true,
            answer: 'update',
          },
          'danger',
        ),
        button(t('commands.privacy_delete.leave'), {
          command: 'privacy delete',
          step: 'leave',
          args: {},
          account: account.id,
          once: true,
          answer: 'update',
        }),
      ],
    ],
  });
}

/** What was deleted and what was not. */
export const sayForgotten = (call: Words, had: Holdings): Message =>
  message(
    [
      paragraph(call.t('commands.privacy_delete.gone')),
      ...told(call, had),
      paragraph(call.t('commands.privacy_delete.anew')),
    ],
    { tone: 'success' },
  );
