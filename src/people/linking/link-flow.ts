import { z } from 'zod';
import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import { type DuplicateEntry, personTransaction } from '../../context/personal-data.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { Translator } from '../../language/catalogue.ts';
import { displayName } from '../../language/text/display-name.ts';
import { button, code, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import {
  communitiesWithoutAdmin,
  communityNames,
  findAdminImpact,
  requireRemainingAdmins,
} from '../admin-impact.ts';
import { codeLimits, completeCode, createCode, redeemCode } from '../one-time-codes.ts';
import { mergePeople } from './account-merge.ts';
import {
  computeLinkChanges,
  type LinkChanges,
  linkChangeBlocks,
  lostGrantsFingerprint,
} from './link-changes.ts';

const redeemedSchema = z.object({ accountId: z.string() });
/** The side that begins: it gets a code to type on the other platform. */
export async function startLink(call: CommandContext): Promise<Message> {
  const { t } = call;
  const made = await createCode(call.db, {
    kind: 'link',
    accountId: call.account.id,
    now: nowAsDate(call),
  });
  const other = call.account.platform === 'discord' ? 'telegram' : 'discord';
  return message([
    paragraph([t('commands.link.codeIs'), ' ', code(made)]),
    paragraph(
      t('commands.link.howTo', {
        platform: t(`platforms.${other}`),
        // It is typed on the other platform: the English name is taken on both.
        command: '/link',
        minutes: codeLimits.minutes,
      }),
    ),
  ]);
}

/** @throws Refusal when these accounts are one person, or one of them has another beside it */
async function requireLinkable(
  db: Pick<Transaction, 'account'>,
  maker: Account,
  other: Account,
): Promise<void> {
  if (maker.personId === other.personId) throw new UserError('commands.link.already');
  const doubled = await db.account.findFirst({
    where: {
      personId: { in: [maker.personId, other.personId] },
      NOT: { id: { in: [maker.id, other.id] } },
    },
  });
  if (doubled || maker.platform === other.platform)
    throw new UserError('commands.link.onePerPlatform');
}

/** Both accounts as they are now; nobody else links their people until the transaction ends. */
async function lockPeople(tx: Transaction, makerId: string, otherId: string) {
  await tx.$queryRaw`
    SELECT p."id" FROM "Person" p JOIN "Account" a ON a."personId" = p."id"
    WHERE a."id" IN (${makerId}::uuid, ${otherId}::uuid) ORDER BY p."id" FOR UPDATE OF p`;
  const maker = await tx.account.findUniqueOrThrow({ where: { id: makerId } });
  return [maker, await tx.account.findUniqueOrThrow({ where: { id: otherId } })] as const;
}

/** The two accounts of a link: who made the code, and who typed it. */
interface LinkSides {
  maker: Account;
  other: Account;
}

/** Grants to who typed the code go with their person. */
const findImpactOfLinking = (call: CommandContext, other: Account) =>
  findAdminImpact(call, [other], { personId: other.personId });

/** Who typed a code that waits for its maker's word. */
async function findRedeemer(
  { db, account }: CommandContext,
  code: string,
): Promise<Account | undefined> {
  const waiting = await db.code.findFirst({
    where: { id: code, accountId: account.id, settledAt: null },
  });
  const { data } = redeemedSchema.safeParse(waiting?.redeemedBy);
  return (data && (await db.account.findUnique({ where: { id: data.accountId } }))) ?? undefined;
}

const withoutAdminError =
  ({ t }: Pick<CommandContext, 't'>, { platform }: Pick<Account, 'platform'>) =>
  (communities: readonly Community[]) =>
    new UserError('admins.linking', {
      communities: communityNames(communities),
      platform: t(`platforms.${platform}`),
    });

/** What a link would change. */
async function readLinkChanges(
  call: CommandContext,
  tx: Transaction,
  sides: LinkSides,
): Promise<LinkChanges> {
  const personIds = [sides.maker.personId, sides.other.personId];
  const duplicates: DuplicateEntry[] = [];
  for (const part of call.personalData) {
    duplicates.push(...((await part.findDuplicates?.(tx, personIds, nowAsDate(call))) ?? []));
  }
  return computeLinkChanges(tx, sides, duplicates);
}

/** Whether it was they, and what linking loses: nothing is done before the maker says so. */
function linkQuestionMessage(
  words: Pick<Translator, 't' | 'locale'>,
  { maker, other }: LinkSides,
  changes: LinkChanges,
  { code: id, now }: { code: string; now: Temporal.Instant },
): Message {
  const act = (step: string, args = {}) => ({
    command: 'link',
    step,
    args: { code: id, ...args },
    account: maker.id,
    once: true,
    answer: 'update' as const,
  });
  const seen = lostGrantsFingerprint(changes);
  return message(
    [
      paragraph(
        words.t('commands.link.asks', {
          name: displayName(other),
          platform: words.t(`platforms.${other.platform}`),
        }),
      ),
      ...linkChangeBlocks(words, changes, { maker, other, now }),
      paragraph(words.t('commands.link.onlyIfYou')),
    ],
    {
      tone: changes.lostGrants.length > 0 ? 'warning' : 'plain',
      buttons: [
        [
          button(
            words.t('commands.link.confirm'),
            act('confirm', seen === '' ? {} : { seen }),
            'success',
          ),
          button(words.t('commands.link.refuse'), act('refuse'), 'danger'),
        ],
      ],
    },
  );
}

/**
 * The other side types the code; the first side sees who it was and what would be lost, and decides.
 * @throws Refusal when a community would be left without an admin
 */
export async function redeemLinkCode(call: CommandContext, typed: string): Promise<Message> {
  const { t, db, account } = call;
  const taken = await redeemCode(db, typed, {
    kind: 'link',
    accountId: account.id,
    now: nowAsDate(call),
    redeemedBy: { accountId: account.id },
  });
  const maker = await db.account.findUniqueOrThrow({ where: { id: taken.accountId } });
  const other = await db.account.findUniqueOrThrow({ where: { id: account.id } });
  await requireLinkable(db, maker, other);
  const lacking = communitiesWithoutAdmin(await findImpactOfLinking(call, other));
  if (lacking.length > 0) throw withoutAdminError(call, other)(lacking);
  const sides = { maker, other };
  const changes = await db.$transaction(async (tx) => {
    const found = await readLinkChanges(call, tx, sides);
    await sendDirectMessage(call, tx, maker.id, (words) =>
      linkQuestionMessage(words, sides, found, { code: taken.id, now: call.now }),
    );
    return found;
  });
  return message([
    paragraph(
      t('commands.link.waiting', { platform: t(`platforms.${maker.platform}`), name: maker.name }),
    ),
    ...linkChangeBlocks(call, changes, { ...sides, now: call.now }),
  ]);
}

/** Other roles would be lost than those that were seen. */
class LinkChangedError extends Error {
  override name = 'Changed';
  readonly sides: LinkSides;
  readonly changes: LinkChanges;
  constructor(sides: LinkSides, changes: LinkChanges) {
    super('What a link would lose has changed');
    this.sides = sides;
    this.changes = changes;
  }
}

/**
 * The maker of a code says that it was they: both accounts are one person's from now on. Roles that both had go on
 * counting on both. If other roles would be lost than they saw, they are asked again.
 * @throws Refusal when a community would be left without an admin
 */
export async function confirmLink(
  call: CommandContext,
  { code: id, seen = '' }: { code: string; seen?: string | undefined },
): Promise<Message> {
  const redeemer = await findRedeemer(call, id);
  const impacts = redeemer ? await findImpactOfLinking(call, redeemer) : [];
  try {
    await call.db.$transaction(async (tx) => {
      const settled = await completeCode(tx, id, call.account.id, nowAsDate(call));
      const { accountId } = redeemedSchema.parse(settled.redeemedBy);
      const accounts = await tx.account.findMany({
        where: { id: { in: [call.account.id, accountId] } },
      });
      const personIds = accounts.map(({ personId }) => personId);
      // Before the people: a signup locks the session first, too.
      for (const part of call.personalData) await part.lock?.(tx, personIds);
      if (redeemer) await requireRemainingAdmins(tx, impacts, withoutAdminError(call, redeemer));
      const [maker, other] = await lockPeople(tx, call.account.id, accountId);
      await requireLinkable(tx, maker, other);
      const changes = await readLinkChanges(call, tx, { maker, other });
      if (lostGrantsFingerprint(changes) !== seen)
        throw new LinkChangedError({ maker, other }, changes);
      await mergePeople(tx, call, { from: other.personId, to: maker.personId });
      await tx.roleGrant.updateMany({
        where: { id: { in: changes.sharedGrants.map((grant) => grant.id) } },
        data: { grantedAt: nowAsDate(call) },
      });
      await sendDirectMessage(call, tx, accountId, (words) =>
        textMessage(words.t('commands.link.done'), { tone: 'success' }),
      );
    }, personTransaction);
  } catch (error) {
    if (!(error instanceof LinkChangedError)) throw error;
    return linkQuestionMessage(call, error.sides, error.changes, { code: id, now: call.now });
  }
  return textMessage(call.t('commands.link.done'), { tone: 'success' });
}

export async function rejectLink(call: CommandContext, id: string): Promise<Message> {
  await call.db.$transaction(async (tx) => {
    const settled = await completeCode(tx, id, call.account.id, nowAsDate(call));
    const { accountId } = redeemedSchema.parse(settled.redeemedBy);
    await sendDirectMessage(call, tx, accountId, (words) =>
      textMessage(words.t('commands.link.refused')),
    );
  });
  return textMessage(call.t('commands.link.refused'));
}
