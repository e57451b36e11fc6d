import { hash } from 'node:crypto';
import { type Call, nowOf } from '../communities/call.ts';
import type { Community } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { Refusal } from '../kit/command.ts';
import { shownName } from '../kit/shown-name.ts';
import { bold, button, list, message, paragraph } from '../message/build.ts';
import type { Block, Button, Message } from '../message/message.ts';
import {
  type Administered,
  administeredAfter,
  keepAdmins,
  namesOf,
  withoutAdmin,
} from './administered.ts';
import { type Holdings, holdingsOf } from './holdings.ts';

type Words = Pick<Call, 't'>;

/** Takes everything about a person out of the store. @param keep runs before anything goes */
export type Forgetting = (
  call: Call,
  keep: (tx: Transaction) => Promise<void>,
) => Promise<Holdings>;

/** Communities for which somebody can be named at once. */
const mostNamed = 4;

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

const afterForgetting = async (call: Call): Promise<Administered[]> =>
  administeredAfter(call, await call.db.account.findMany({ where: { personId: call.person.id } }), {
    personId: call.person.id,
  });

/** Stands for the communities that are left without an admin. */
const without = (communities: readonly Community[]): string =>
  hash('sha256', communities.map(({ id }) => id).join(), 'base64url');

/** That communities are left without an admin, and what can be done about it. */
const warning = ({ t }: Words, communities: readonly Community[]): Block[] =>
  communities.length === 0
    ? []
    : [paragraph(bold(t('admins.forgetting', { communities: namesOf(communities) })))];

/** Buttons that let somebody else be named, one for each community. */
const naming = ({ t, account }: Call, communities: readonly Community[]): Button[][] =>
  communities.slice(0, mostNamed).map(({ id, name }) => [
    button(
      t(communities.length === 1 ? 'admins.name' : 'admins.nameIn', { community: name }),
      {
        ...{ command: 'role grant', args: { role: 'admin' }, choose: id },
        account: account.id,
      },
      'primary',
    ),
  ]);

const act = ({ account }: Call, step: 'confirm' | 'leave', args: Record<string, string> = {}) => ({
  ...{ command: 'privacy delete', step, args },
  account: account.id,
  once: true,
  answer: 'update' as const,
});

/** What would be deleted and what an account of their own would still hold, with the button that does it. */
export async function askToForget(call: Call): Promise<Message> {
  const { t, db, person } = call;
  const lacking = withoutAdmin(await afterForgetting(call));
  const holdings = await db.$transaction((tx) => holdingsOf(tx, person.id, nowOf(call)));
  const asked = [paragraph(t('commands.privacy_delete.question')), ...told(call, holdings)];
  return message([...asked, ...warning(call, lacking)], {
    tone: 'warning',
    buttons: [
      ...naming(call, lacking),
      [
        button(t('commands.privacy_delete.confirm'), act(call, 'confirm'), 'danger'),
        button(t('commands.privacy_delete.leave'), act(call, 'leave')),
      ],
    ],
  });
}

/**
 * Deletes everything about who asks. Where a community is left without an admin they are asked once more: it is their
 * right all the same.
 * @param seen stands for the communities of which they were warned
 * @throws Refusal when another admin went at the same moment
 */
export async function confirmForget(
  call: Call,
  { without: seen }: { without?: string | undefined },
  forget: Forgetting,
): Promise<Message> {
  const { t } = call;
  const administered = await afterForgetting(call);
  const lacking = withoutAdmin(administered);
  if (lacking.length > 0 && without(lacking) !== seen) {
    return message(warning(call, lacking), {
      tone: 'warning',
      buttons: [
        ...naming(call, lacking),
        [
          button(
            t('admins.forgetAnyway'),
            act(call, 'confirm', { without: without(lacking) }),
            'danger',
          ),
          button(t('commands.privacy_delete.leave'), act(call, 'leave')),
        ],
      ],
    });
  }
  const others = administered.filter(({ community }) => !lacking.includes(community));
  const refuse = (communities: readonly Community[]) =>
    new Refusal('admins.forgetting', { communities: namesOf(communities) });
  return sayForgotten(call, await forget(call, (tx) => keepAdmins(tx, others, refuse)));
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
