import { hash } from 'node:crypto';
import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import type { Community } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import { bold, button, list, message, paragraph } from '../../message/build.ts';
import type { Block, Button, Message } from '../../message/message.ts';
import {
  type AdminImpact,
  communitiesWithoutAdmin,
  communityNames,
  findAdminImpact,
  requireRemainingAdmins,
} from '../admin-impact.ts';
import { type DeletionSummary, summarizeDeletion } from './deletion-summary.ts';
import { erasePerson } from './erase-person.ts';

type Words = Pick<CommandContext, 't'>;

/** Communities for which somebody can be named at once. */
const maxNamed = 4;

/** What goes, each as a line. */
function erasedLines({ t }: Words, { accounts, roles, lines }: DeletionSummary): string[] {
  return [
    t('commands.privacy_delete.goes.accounts', {
      count: accounts.length,
      accounts: accounts
        .map((account) => `${displayName(account)} (${t(`platforms.${account.platform}`)})`)
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
    ...lines.erased.map(({ key, params }) => t(key, params)),
    t('commands.privacy_delete.goes.rest'),
  ];
}

/** What stays without a name, each as a line. */
const keptLines = ({ t }: Words, { lines }: DeletionSummary): string[] => [
  ...lines.anonymized.map(({ key, params }) => t(key, params)),
  t('commands.privacy_delete.stays.acts'),
  t('commands.privacy_delete.stays.links'),
];

/** Which accounts are not meant, and how theirs is deleted. */
function otherAccountBlocks({ t }: Words, { accounts, formerlyLinked }: DeletionSummary): Block[] {
  if (formerlyLinked.length > 0) {
    return formerlyLinked.map((platform) =>
      paragraph(t('commands.privacy_delete.apart', { platform: t(`platforms.${platform}`) })),
    );
  }
  const [only] = accounts;
  if (!only || accounts.length > 1) return [];
  const other = only.platform === 'discord' ? 'telegram' : 'discord';
  return [paragraph(t('commands.privacy_delete.elsewhere', { platform: t(`platforms.${other}`) }))];
}

const deletionBlocks = (words: Words, holdings: DeletionSummary): Block[] => [
  list(erasedLines(words, holdings)),
  paragraph(words.t('commands.privacy_delete.stay')),
  list(keptLines(words, holdings)),
  ...otherAccountBlocks(words, holdings),
];

const findImpactOfErasing = async (call: CommandContext): Promise<AdminImpact[]> =>
  findAdminImpact(call, await call.db.account.findMany({ where: { personId: call.person.id } }), {
    personId: call.person.id,
  });

/** Stands for the communities that are left without an admin. */
const communitiesFingerprint = (communities: readonly Community[]): string =>
  hash('sha256', communities.map(({ id }) => id).join(), 'base64url');

/** That communities are left without an admin, and what can be done about it. */
const withoutAdminWarning = ({ t }: Words, communities: readonly Community[]): Block[] =>
  communities.length === 0
    ? []
    : [paragraph(bold(t('admins.forgetting', { communities: communityNames(communities) })))];

/** Buttons that let somebody else be named, one for each community. */
const nameAdminButtons = (
  { t, account }: CommandContext,
  communities: readonly Community[],
): Button[][] =>
  communities.slice(0, maxNamed).map(({ id, name }) => [
    button(
      t(communities.length === 1 ? 'admins.name' : 'admins.nameIn', { community: name }),
      {
        ...{ command: 'role grant', args: { role: 'admin' }, choose: id },
        account: account.id,
      },
      'primary',
    ),
  ]);

const deletionAction = (
  { account }: CommandContext,
  step: 'confirm' | 'leave',
  args: Record<string, string> = {},
) => ({
  ...{ command: 'privacy delete', step, args },
  account: account.id,
  once: true,
  answer: 'update' as const,
});

/** What would be deleted and what an account of their own would still hold, with the button that does it. */
export async function askToErase(call: CommandContext): Promise<Message> {
  const { t, db, person } = call;
  const lacking = communitiesWithoutAdmin(await findImpactOfErasing(call));
  const holdings = await db.$transaction((tx) =>
    summarizeDeletion(tx, person.id, call.personalData, nowAsDate(call)),
  );
  const asked = [
    paragraph(t('commands.privacy_delete.question')),
    ...deletionBlocks(call, holdings),
  ];
  return message([...asked, ...withoutAdminWarning(call, lacking)], {
    tone: 'warning',
    buttons: [
      ...nameAdminButtons(call, lacking),
      [
        button(t('commands.privacy_delete.confirm'), deletionAction(call, 'confirm'), 'danger'),
        button(t('commands.privacy_delete.leave'), deletionAction(call, 'leave')),
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
export async function confirmErasure(
  call: CommandContext,
  { without: seen }: { without?: string | undefined },
): Promise<Message> {
  const { t } = call;
  const impacts = await findImpactOfErasing(call);
  const lacking = communitiesWithoutAdmin(impacts);
  if (lacking.length > 0 && communitiesFingerprint(lacking) !== seen) {
    return message(withoutAdminWarning(call, lacking), {
      tone: 'warning',
      buttons: [
        ...nameAdminButtons(call, lacking),
        [
          button(
            t('admins.forgetAnyway'),
            deletionAction(call, 'confirm', { without: communitiesFingerprint(lacking) }),
            'danger',
          ),
          button(t('commands.privacy_delete.leave'), deletionAction(call, 'leave')),
        ],
      ],
    });
  }
  const others = impacts.filter(({ community }) => !lacking.includes(community));
  const refuse = (communities: readonly Community[]) =>
    new UserError('admins.forgetting', { communities: communityNames(communities) });
  return erasedMessage(
    call,
    await erasePerson(call, call.person.id, (tx) => requireRemainingAdmins(tx, others, refuse)),
  );
}

/** What was deleted and what was not. */
export const erasedMessage = (call: Words, had: DeletionSummary): Message =>
  message(
    [
      paragraph(call.t('commands.privacy_delete.gone')),
      ...deletionBlocks(call, had),
      paragraph(call.t('commands.privacy_delete.anew')),
    ],
    { tone: 'success' },
  );
