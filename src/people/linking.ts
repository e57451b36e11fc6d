import { z } from 'zod';
import { type Call, nowOf } from '../communities/call.ts';
import { tell } from '../communities/tell.ts';
import type { Account, Community } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { Refusal } from '../kit/command.ts';
import { shownName } from '../kit/shown-name.ts';
import type { Translator } from '../language/catalogue.ts';
import { button, code, message, paragraph, say } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { administeredAfter, keepAdmins, namesOf, withoutAdmin } from './administered.ts';
import { codeRules, makeCode, redeemCode, settleCode } from './codes.ts';
import { joinPeople, rememberWhose } from './link.ts';
import {
  type Doubled,
  type LinkChanges,
  linkChanges,
  lostKey,
  sayLinkChanges,
} from './link-changes.ts';

const redeemedSchema = z.object({ accountId: z.string() });
/** The side that begins: it gets a code to type on the other platform. */
export async function offerLink(call: Call): Promise<Message> {
  const { t } = call;
  const made = await makeCode(call.db, {
    kind: 'link',
    accountId: call.account.id,
    now: nowOf(call),
  });
  const other = call.account.platform === 'discord' ? 'telegram' : 'discord';
  return message([
    paragraph([t('commands.link.codeIs'), ' ', code(made)]),
    paragraph(
      t('commands.link.howTo', {
        platform: t(`platforms.${other}`),
        // It is typed on the other platform: the English name is taken on both.
        command: '/link',
        minutes: codeRules.minutes,
      }),
    ),
  ]);
}

/** @throws Refusal when these accounts are one person, or one of them has another beside it */
async function refuseImpossible(
  db: Pick<Transaction, 'account'>,
  maker: Account,
  other: Account,
): Promise<void> {
  if (maker.personId === other.personId) throw new Refusal('commands.link.already');
  const doubled = await db.account.findFirst({
    where: {
      personId: { in: [maker.personId, other.personId] },
      NOT: { id: { in: [maker.id, other.id] } },
    },
  });
  if (doubled || maker.platform === other.platform)
    throw new Refusal('commands.link.onePerPlatform');
}

/** Both accounts as they are now; nobody else links their people until the transaction ends. */
async function holdPeople(tx: Transaction, makerId: string, otherId: string) {
  await tx.$queryRaw`
    SELECT p."id" FROM "Person" p JOIN "Account" a ON a."personId" = p."id"
    WHERE a."id" IN (${makerId}::uuid, ${otherId}::uuid) ORDER BY p."id" FOR UPDATE OF p`;
  const maker = await tx.account.findUniqueOrThrow({ where: { id: makerId } });
  return [maker, await tx.account.findUniqueOrThrow({ where: { id: otherId } })] as const;
}

/** The two accounts of a link: who made the code, and who typed it. */
interface Sides {
  maker: Account;
  other: Account;
}

/** Grants to who typed the code go with their person. */
const afterLinking = (call: Call, other: Account) =>
  administeredAfter(call, [other], { personId: other.personId });

/** Who typed a code that waits for its maker's word. */
async function typistOf({ db, account }: Call, code: string): Promise<Account | undefined> {
  const waiting = await db.code.findFirst({
    where: { id: code, accountId: account.id, settledAt: null },
  });
  const { data } = redeemedSchema.safeParse(waiting?.redeemed);
  return (data && (await db.account.findUnique({ where: { id: data.accountId } }))) ?? undefined;
}

const refuseFor =
  ({ t }: Pick<Call, 't'>, { platform }: Pick<Account, 'platform'>) =>
  (communities: readonly Community[]) =>
    new Refusal('admins.linking', {
      communities: namesOf(communities),
      platform: t(`platforms.${platform}`),
    });

/** What a link would change. */
const changesOf = async (tx: Transaction, sides: Sides, signups: Merging, now: Date) =>
  linkChanges(
    tx,
    sides,
    await signups.doubles(tx, [sides.maker.personId, sides.other.personId], now),
  );

/** Whether it was they, and what linking loses: nothing is done before the maker says so. */
function question(
  words: Pick<Translator, 't' | 'locale'>,
  { maker, other }: Sides,
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
  const seen = lostKey(changes);
  return message(
    [
      paragraph(
        words.t('commands.link.asks', {
          name: shownName(other),
          platform: words.t(`platforms.${other.platform}`),
        }),
      ),
      ...sayLinkChanges(words, changes, { maker, other, now }),
      paragraph(words.t('commands.link.onlyIfYou')),
    ],
    {
      tone: changes.lost.length > 0 ? 'warning' : 'plain',
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
export async function askToLink(call: Call, typed: string, signups: Merging): Promise<Message> {
  const { t, db, account } = call;
  const taken = await redeemCode(db, typed, {
    kind: 'link',
    accountId: account.id,
    now: nowOf(call),
    redeemed: { accountId: account.id },
  });
  const maker = await db.account.findUniqueOrThrow({ where: { id: taken.accountId } });
  const other = await db.account.findUniqueOrThrow({ where: { id: account.id } });
  await refuseImpossible(db, maker, other);
  const lacking = withoutAdmin(await afterLinking(call, other));
  if (lacking.length > 0) throw refuseFor(call, other)(lacking);
  const sides = { maker, other };
  const changes = await db.$transaction(async (tx) => {
    const found = await changesOf(tx, sides, signups, nowOf(call));
    await tell(call, tx, maker.id, (words) =>
      question(words, sides, found, { code: taken.id, now: call.now }),
    );
    return found;
  });
  return message([
    paragraph(
      t('commands.link.waiting', { platform: t(`platforms.${maker.platform}`), name: maker.name }),
    ),
    ...sayLinkChanges(call, changes, { ...sides, now: call.now }),
  ]);
}

/** What a subject keeps of two people who become one, and how it goes together. */
export interface Merging {
  /** How the transaction runs in which it is done. */
  transaction: { maxWait: number; timeout: number; isolationLevel: 'ReadCommitted' };
  /** Holds what will be changed, before the people are held. */
  hold(tx: Transaction, personIds: readonly string[]): Promise<void>;
  /** Signups of both for one session, of which only one would stay. */
  doubles(tx: Transaction, personIds: readonly string[], now: Date): Promise<Doubled[]>;
  /** Makes what `from` has `to`'s; `from` is gone after it. */
  merge(call: Call, tx: Transaction, from: string, to: string): Promise<void>;
}

/** Other roles would be lost than those that were seen. */
class Changed extends Error {
  override name = 'Changed';
  readonly sides: Sides;
  readonly changes: LinkChanges;
  constructor(sides: Sides, changes: LinkChanges) {
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
  call: Call,
  { code: id, seen = '' }: { code: string; seen?: string | undefined },
  signups: Merging,
): Promise<Message> {
  const typist = await typistOf(call, id);
  const administered = typist ? await afterLinking(call, typist) : [];
  try {
    await call.db.$transaction(async (tx) => {
      const settled = await settleCode(tx, id, call.account.id, nowOf(call));
      const { accountId } = redeemedSchema.parse(settled.redeemed);
      const accounts = await tx.account.findMany({
        where: { id: { in: [call.account.id, accountId] } },
      });
      await signups.hold(
        tx,
        accounts.map(({ personId }) => personId),
      );
      if (typist) await keepAdmins(tx, administered, refuseFor(call, typist));
      const [maker, other] = await holdPeople(tx, call.account.id, accountId);
      await refuseImpossible(tx, maker, other);
      const changes = await changesOf(tx, { maker, other }, signups, nowOf(call));
      if (lostKey(changes) !== seen) throw new Changed({ maker, other }, changes);
      await rememberWhose(tx, [maker.personId, other.personId]);
      await signups.merge(call, tx, other.personId, maker.personId);
      await joinPeople(tx, other.personId, maker.personId, nowOf(call));
      await tx.roleGrant.updateMany({
        where: { id: { in: changes.both.map((grant) => grant.id) } },
        data: { grantedAt: nowOf(call) },
      });
      await tell(call, tx, accountId, (words) =>
        say(words.t('commands.link.done'), { tone: 'success' }),
      );
    }, signups.transaction);
  } catch (error) {
    if (!(error instanceof Changed)) throw error;
    return question(call, error.sides, error.changes, { code: id, now: call.now });
  }
  return say(call.t('commands.link.done'), { tone: 'success' });
}

export async function refuseLink(call: Call, id: string): Promise<Message> {
  await call.db.$transaction(async (tx) => {
    const settled = await settleCode(tx, id, call.account.id, nowOf(call));
    const { accountId } = redeemedSchema.parse(settled.redeemed);
    await tell(call, tx, accountId, (words) => say(words.t('commands.link.refused')));
  });
  return say(call.t('commands.link.refused'));
}
