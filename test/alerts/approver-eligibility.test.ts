import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readApproverList } from '../../src/alerts/approvers/approver-list.ts';
import { approverListMessage } from '../../src/alerts/approvers/list-message.ts';
import { notifyMissingApprovers } from '../../src/alerts/approvers/no-approver-notice.ts';
import { findSamePerson } from '../../src/alerts/eligibility/approvers.ts';
import { grantRole } from '../../src/communities/role-grants.ts';
import { accountFingerprint } from '../../src/context/account-fingerprint.ts';
import type { CommandContext } from '../../src/context/command-context.ts';
import { createRoleResolver } from '../../src/context/roles/role-resolver.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Approver, Community } from '../../src/database/generated/client.ts';
import { mergePeople, splitPerson } from '../../src/people/linking/account-merge.ts';
import { exportPersonalData, toJson } from '../../src/people/privacy/data-export.ts';
import { erasePerson } from '../../src/people/privacy/erase-person.ts';
import { emptyDatabase } from '../support/database/empty-database.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';
import { errorKeyOf } from '../support/scenario/link-codes.ts';
import { type Acting, acting, at, hours, writtenAlert } from './acting.ts';
import { addApproverAfterReview, confirmApprover } from './add-approver.ts';

describe.each(databaseKinds)('who may approve alerts, on %s', (_name, open) => {
  let database: OpenDatabase;
  let community: Community;
  let operator: Acting;
  let operators: string[];

  async function somebody(): Promise<Acting> {
    const { call } = await createCommandContext(database, community);
    const account = await call.db.account.update({
      where: { id: call.account.id },
      data: { linkedAt: new Date(0) },
      include: { person: true },
    });
    return {
      ...call,
      account,
      person: account.person,
      roleResolver: createRoleResolver(call.db, call.platformPermissions, operators),
      answer: async () => ({ update: async () => undefined }),
    };
  }
  const make = (
    giver: CommandContext,
    whom: CommandContext,
    role: 'admin' | 'moderator',
    hour = -500,
  ) =>
    grantRole(
      at(giver, hours(hour)),
      { kind: 'person', platformId: whom.account.platformId, name: whom.account.name },
      role,
    );
  async function holding(role: 'admin' | 'moderator'): Promise<Acting> {
    const call = await somebody();
    await make(operator, call, role);
    return call;
  }
  /** An alert of somebody waits. @returns the request's id */
  async function asks(author: Acting): Promise<string> {
    await acting.createDraft(author, writtenAlert);
    const draft = await database.prisma.alert.findFirstOrThrow({
      where: { state: 'draft', authorId: author.account.id },
      orderBy: { id: 'desc' },
    });
    await acting.sendDraft(author, { id: draft.id, seen: draft.createdAt.toISOString() });
    const { id } = await database.prisma.approval.findFirstOrThrow({
      where: { alertId: draft.id, state: 'pending' },
    });
    return id;
  }
  const refused = async (work: Promise<unknown>) => (await errorKeyOf(work))?.split('.').at(-1);
  const sent = () =>
    database.prisma.publication.count({ where: { kind: 'alert', operation: 'send' } });
  const notices = () => database.prisma.publication.count({ where: { kind: 'notice' } });

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.prisma);
    community = await database.prisma.community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh', requiresApproval: true },
    });
    operators = [];
    operator = await somebody();
    operators.push(`discord:${operator.account.platformId}`);
  });

  test('refuses a person with two unlinked accounts as approver of their own alert', async () => {
    const [author, second] = [await holding('moderator'), await holding('moderator')];
    const request = await asks(author);
    // Nobody said who is behind the second account.
    expect(await refused(acting.approve(second, request))).toBe('notListed');
    // An admin who knows says so: both accounts are one person's.
    await addApproverAfterReview(operator, second, author.account);
    expect(await refused(acting.approve(second, request))).toBe('linked');
    expect(await refused(acting.approve(author, request))).toBe('own');
    // And the other way round, though the author is who was named first.
    const third = await holding('moderator');
    await addApproverAfterReview(operator, author, third.account);
    expect(await refused(acting.approve(third, await asks(author)))).toBe('linked');
    expect(await refused(acting.approve(third, await asks(second)))).toBe('linked');
    expect(await sent()).toBe(0);
    const other = await holding('moderator');
    await addApproverAfterReview(operator, other);
    await acting.approve(other, request);
    expect(await sent()).toBe(1);
  });

  test('gives people with the same name distinguishable buttons', async () => {
    const people = [await holding('moderator'), await holding('moderator')];
    for (const one of people) await addApproverAfterReview(operator, one);
    const list = await readApproverList(operator, community);
    const { buttons } = approverListMessage(operator, list, community, operator.account.id);
    const labels = buttons.flat().map(({ label }) => label);
    expect(labels).toHaveLength(people.length);
    expect(new Set(labels).size).toBe(people.length);
  });

  test('refuses to list yourself as approver through any current or former account', async () => {
    const admin = await holding('admin');
    expect(await refused(addApproverAfterReview(admin, admin))).toBe('self');
    const second = await holding('moderator');
    await database.prisma.$transaction(async (tx) => {
      await mergePeople(
        tx,
        { ...admin, now: new Date(0).toTemporalInstant() },
        { from: second.person.id, to: admin.person.id },
      );
      await splitPerson(tx, { ...second, now: new Date(0).toTemporalInstant() }, second.account.id);
    });
    expect(await refused(addApproverAfterReview(admin, second))).toBe('self');
    const third = await holding('moderator');
    const parted = await database.prisma.account.findUniqueOrThrow({
      where: { id: second.account.id },
    });
    expect(await refused(addApproverAfterReview(admin, third, parted))).toBe('self');
    expect(await database.prisma.approver.count()).toBe(0);
  });

  test('ignores an approver listing by the author of the alert but accepts one by another admin', async () => {
    const [author, other] = [await holding('admin'), await holding('admin')];
    const approver = await holding('moderator');
    await addApproverAfterReview(author, approver);
    const request = await asks(author);
    expect(await refused(acting.approve(approver, request))).toBe('listedByAuthor');
    await addApproverAfterReview(other, approver);
    await acting.approve(approver, request);
    expect(await sent()).toBe(1);
    expect(await database.prisma.auditEntry.count({ where: { action: 'approver.add' } })).toBe(2);
  });

  test('ignores an approver listing by someone whom the author made an admin within the last day', async () => {
    const author = await holding('admin');
    const helper = await somebody();
    await make(author, helper, 'admin', -3);
    const approver = await holding('moderator');
    await addApproverAfterReview(at(helper, hours(-2)), approver);
    expect(await refused(acting.approve(approver, await asks(author)))).toBe('listedByAuthor');
    // The helper's traces being gone makes it no better.
    await erasePerson(helper, helper.person.id);
    expect(await refused(acting.approve(approver, await asks(author)))).toBe('listedByAuthor');
    const old = await somebody();
    await make(author, old, 'admin', -400);
    await addApproverAfterReview(at(old, hours(-2)), approver);
    await acting.approve(approver, await asks(author));
    expect(await sent()).toBe(1);
  });

  test('ignores an approver listing by someone who was later linked to the author', async () => {
    const [author, admin] = [await holding('moderator'), await holding('admin')];
    const approver = await holding('moderator');
    await addApproverAfterReview(admin, approver);
    const request = await asks(author);
    await database.prisma.$transaction(async (tx) => {
      await mergePeople(
        tx,
        { ...author, now: new Date(0).toTemporalInstant() },
        { from: admin.person.id, to: author.person.id },
      );
      await splitPerson(tx, { ...admin, now: new Date(0).toTemporalInstant() }, admin.account.id);
    });
    expect(await refused(acting.approve(approver, request))).toBe('listedByAuthor');
  });

  test('limits an approver listing to the accounts that the admin saw, without accounts linked later', async () => {
    const [author, approver] = [await holding('moderator'), await holding('moderator')];
    await addApproverAfterReview(operator, approver);
    const newer = await somebody();
    await database.prisma.$transaction((tx) =>
      mergePeople(
        tx,
        { ...approver, now: new Date(0).toTemporalInstant() },
        { from: newer.person.id, to: approver.person.id },
      ),
    );
    const account = await database.prisma.account.findUniqueOrThrow({
      where: { id: newer.account.id },
      include: { person: true },
    });
    const linked = { ...newer, account, person: account.person };
    await make(operator, approver, 'moderator', -100);
    const request = await asks(author);
    expect(await refused(acting.approve(linked, request))).toBe('notListed');
    // The account that was seen still counts, also when the other one goes its way again.
    await database.prisma.$transaction((tx) =>
      splitPerson(tx, { ...newer, now: new Date(0).toTemporalInstant() }, newer.account.id),
    );
    await acting.approve(approver, request);
    expect(await sent()).toBe(1);
  });

  test('keeps the approver listing when the person continues under another linked account', async () => {
    const [author, approver, first] = [
      await holding('moderator'),
      await holding('moderator'),
      await somebody(),
    ];
    await addApproverAfterReview(operator, approver);
    await database.prisma.$transaction((tx) =>
      mergePeople(
        tx,
        { ...first, now: new Date(0).toTemporalInstant() },
        { from: approver.person.id, to: first.person.id },
      ),
    );
    expect(await database.prisma.approver.count({ where: { personId: first.person.id } })).toBe(1);
    const account = await database.prisma.account.findUniqueOrThrow({
      where: { id: approver.account.id },
      include: { person: true },
    });
    const now = { ...approver, account, person: account.person };
    await make(operator, now, 'moderator', -100);
    await acting.approve(now, await asks(author));
    expect(await sent()).toBe(1);
  });

  test('lists exactly what the admin was shown when confirming', async () => {
    const approver = await holding('moderator');
    const { platformId, name } = approver.account;
    const { isAdded } = await confirmApprover(operator, {
      who: { kind: 'person', platformId, name },
      also: undefined,
      fingerprint: 'another',
    });
    expect(isAdded).toBe(false);
    expect(await database.prisma.approver.count()).toBe(0);
  });

  test('refuses approval by someone who was taken off the list or deleted their data', async () => {
    const author = await holding('moderator');
    const [one, two] = [await holding('moderator'), await holding('moderator')];
    await addApproverAfterReview(operator, one);
    await addApproverAfterReview(operator, two);
    const request = await asks(author);
    await acting.removeApprover(operator, one.person.id);
    expect(await refused(acting.approve(one, request))).toBe('notListed');
    expect(toJson(await exportPersonalData(two, two.person.id))).toContain('approver');
    await erasePerson(two, two.person.id);
    expect(await database.prisma.approver.count()).toBe(0);
    const again = await database.prisma.account.create({
      data: {
        platform: 'discord',
        platformId: two.account.platformId,
        name: 'Ai đó',
        linkedAt: new Date(0),
        person: { create: {} },
      },
      include: { person: true },
    });
    const back = { ...two, account: again, person: again.person };
    await make(operator, back, 'moderator');
    expect(await refused(acting.approve(back, request))).toBe('notListed');
    expect(await refused(acting.removeApprover(operator, one.person.id))).toBe('notListed');
  });

  test('forgets the id of an account named as belonging to the same person once its data is deleted', async () => {
    const [approver, second] = [await holding('moderator'), await holding('moderator')];
    await addApproverAfterReview(operator, approver, second.account);
    await erasePerson(second, second.person.id);
    const [kept] = await database.prisma.approver.findMany();
    expect(kept?.accountIds).toEqual([approver.account.id]);
    // That both are one person's is still known, by key.
    expect(kept?.accountFingerprints).toContain(accountFingerprint(second.account));
  });

  test('asks a newly listed approver once about alerts that already wait', async () => {
    const author = await holding('moderator');
    const request = await asks(author);
    const told = async () =>
      (await database.prisma.approval.findUniqueOrThrow({ where: { id: request } }))
        .requestPublicationIds;
    expect(await told()).toEqual([]);
    const approver = await holding('moderator');
    await addApproverAfterReview(operator, approver);
    expect(await told()).toHaveLength(1);
    await acting.approve(approver, request);
    expect(await sent()).toBe(1);
  });

  test('says that nobody may approve in the rule, in the request and in the list of pending alerts', async () => {
    await database.prisma.community.update({
      where: { id: community.id },
      data: { requiresApproval: false },
    });
    expect(JSON.stringify(await acting.setApprovalRule(operator, true))).toContain(
      'Danh sách đang trống',
    );
    const author = await holding('moderator');
    await asks(author);
    const waiting = JSON.stringify(await acting.reviewOnlyRequest(await holding('moderator')));
    expect(waiting).toContain('chưa ai duyệt được');
    expect(waiting).not.toContain('"step":"approve"');
    const approver = await holding('moderator');
    await addApproverAfterReview(operator, approver);
    const seen = JSON.stringify(await acting.reviewOnlyRequest(approver));
    expect(seen).toContain('Người có quyền duyệt: Thảo');
    expect(seen).toContain('"step":"approve"');
    expect(JSON.stringify(await acting.setApprovalRule(operator, false))).not.toContain('trống');
  });

  test('tells admins once when the rule of their community is older than the approver list', async () => {
    const admin = await holding('admin');
    const telling = { ...admin, now: admin.now };
    const before = await notices();
    expect(await notifyMissingApprovers(telling)).toBe(1);
    // The operator and the admin.
    expect(await notices()).toBe(before + 2);
    expect(await notifyMissingApprovers(telling)).toBe(0);
    const approver = await holding('moderator');
    await addApproverAfterReview(admin, approver);
    expect(await notifyMissingApprovers(telling)).toBe(0);
    // The only one forgets themselves: the admins hear of it.
    await erasePerson(approver, approver.person.id);
    expect(await notifyMissingApprovers(telling)).toBe(1);
    await addApproverAfterReview(admin, await holding('moderator'));
    const [left] = await database.prisma.approver.findMany();
    await acting.removeApprover(operator, left?.personId ?? '');
    expect(await notifyMissingApprovers(telling)).toBe(1);
  });

  test('finds all accounts of a person through any chain of links and listings', async () => {
    const keys = Array.from({ length: 8 }, (_, index) =>
      accountFingerprint({ platform: 'discord', platformId: String(index) }),
    );
    const pair = fc.tuple(fc.nat(7), fc.nat(7));
    await fc.assert(
      fc.asyncProperty(
        fc.array(pair, { maxLength: 6 }),
        fc.array(pair, { maxLength: 6 }),
        async (links, words) => {
          const { prisma } = database;
          await prisma.linkHistory.deleteMany();
          await prisma.linkHistory.createMany({
            data: links.map(([a, b]) => ({ one: keys[a] ?? '', other: keys[b] ?? '' })),
            skipDuplicates: true,
          });
          const approvers = words.map(
            ([a, b]) => ({ accountFingerprints: [keys[a] ?? '', keys[b] ?? ''] }) as Approver,
          );
          const reached = new Set([0]);
          for (let size = 0; size !== reached.size; ) {
            size = reached.size;
            for (const [a, b] of [...links, ...words]) {
              if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
            }
          }
          const found = await findSamePerson(prisma, [keys[0] ?? ''], approvers);
          expect([...found].toSorted()).toEqual([...reached].map((at) => keys[at]).toSorted());
        },
      ),
      { numRuns: 25 },
    );
  });
});
