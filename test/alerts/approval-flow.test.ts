import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expireApprovals } from '../../src/alerts/approval/expire-requests.ts';
import { createApprovalNotices } from '../../src/alerts/approval/notices.ts';
import { findAlert } from '../../src/alerts/queries.ts';
import { grantRole, revokeRole } from '../../src/communities/role-grants.ts';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { PlatformPermissions } from '../../src/context/roles/platform-permissions.ts';
import { createRoleResolver } from '../../src/context/roles/role-resolver.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Community } from '../../src/database/generated/client.ts';
import { UserError } from '../../src/kit/define/user-error.ts';
import { mergePeople, splitPerson } from '../../src/people/linking/account-merge.ts';
import { toJson } from '../../src/people/privacy/data-export.ts';
import { erasePerson } from '../../src/people/privacy/erase-person.ts';
import { emptyDatabase } from '../support/database/empty-database.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../support/fixtures/command-context.ts';
import { type Acting, acting, at, hours, writtenAlert } from './acting.ts';
import { addApproverAfterReview } from './add-approver.ts';

/** The key with which something is refused; fails when it is not. */
async function refused(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof UserError) return error.error.key.split('.').at(-1) ?? '';
    throw error;
  }
  throw new Error('It was not refused');
}

describe.each(databaseKinds)('alert approval by a second person, on %s', (_name, open) => {
  let database: OpenDatabase;
  let community: Community;
  /** An admin by nobody's grant. */
  let founder: Acting;
  let author: Acting;
  let approver: Acting;
  let discordRoles: Map<string, string[]>;
  let admins: string[];

  /** Somebody new with what they may do read from the store. */
  async function somebody(): Promise<Acting> {
    const { call } = await createCommandContext(database, community);
    // An account of long ago: whatever role it gets counts.
    const account = await call.db.account.update({
      where: { id: call.account.id },
      data: { linkedAt: new Date(hours(-1000).epochMilliseconds) },
    });
    const powers: PlatformPermissions = {
      ...call.platformPermissions.discord,
      roleIds: async (_space, user) => discordRoles.get(user) ?? [],
    };
    const all = { discord: powers, telegram: call.platformPermissions.telegram };
    const roleResolver = createRoleResolver(call.db, all, admins);
    return {
      ...call,
      account,
      platformPermissions: all,
      roleResolver,
      answer: async () => ({ update: async () => undefined }),
    };
  }

  const personOf = ({ account }: CommandContext) =>
    ({ kind: 'person', platformId: account.platformId, name: account.name }) as const;

  const make = (
    giver: CommandContext,
    whom: CommandContext,
    role: 'admin' | 'moderator',
    when = tuesdayMorning,
  ) => grantRole(at(giver, when), personOf(whom), role);

  /** A moderator whom the founder made one long ago. */
  async function moderator(): Promise<Acting> {
    const call = await somebody();
    await make(founder, call, 'moderator', hours(-500));
    await addApproverAfterReview(at(founder, hours(-500)), call);
    return call;
  }

  async function draft(by: Acting = author): Promise<string> {
    await acting.createDraft(by, writtenAlert);
    const { id } = await database.prisma.alert.findFirstOrThrow({ where: { state: 'draft' } });
    return id;
  }

  async function send(by: Acting, id: string): Promise<void> {
    const { createdAt } = await database.prisma.alert.findUniqueOrThrow({ where: { id } });
    await acting.sendDraft(by, { id, seen: createdAt.toISOString() });
  }

  const newestRequest = () =>
    database.prisma.approval.findFirstOrThrow({
      where: { state: 'pending' },
      orderBy: { createdAt: 'desc' },
    });

  /** An alert of the author that waits for approval. @returns the request's id */
  async function asked(): Promise<string> {
    await send(author, await draft());
    return (await newestRequest()).id;
  }

  const alerts = () =>
    database.prisma.publication.count({ where: { kind: 'alert', operation: 'send' } });

  const whole = async (id: string) => {
    const found = await findAlert(database.prisma, id, community.id);
    if (!found) throw new Error('There is no such alert');
    return found;
  };

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.prisma);
    discordRoles = new Map();
    community = await database.prisma.community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh', requiresApproval: true },
    });
    admins = [];
    founder = await somebody();
    admins.push(`discord:${founder.account.platformId}`);
    author = await moderator();
    approver = await moderator();
  });

  test('sends an alert once, and only after it was approved', async () => {
    const request = await asked();
    expect(await alerts()).toBe(0);
    await acting.approve(approver, request);
    expect(await alerts()).toBe(1);
    expect(await refused(acting.approve(await moderator(), request))).toBe('approved');
    expect(await alerts()).toBe(1);
  });

  test('sends an alert once when two people approve it at the same time', async () => {
    const request = await asked();
    const others = [approver, await moderator(), await moderator(), await moderator()];
    const done = await Promise.allSettled(others.map((one) => acting.approve(one, request)));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of done) {
      if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(UserError);
    }
    expect(await alerts()).toBe(1);
    expect(await database.prisma.auditEntry.count({ where: { action: 'alert.approve' } })).toBe(1);
  });

  test('counts only one decision when approval and refusal arrive at the same time', async () => {
    const request = await asked();
    const done = await Promise.allSettled([
      acting.approve(approver, request),
      acting.decline(await moderator(), request),
    ]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { state } = await database.prisma.approval.findUniqueOrThrow({ where: { id: request } });
    expect(await alerts()).toBe(state === 'approved' ? 1 : 0);
  });

  test.each([1, 2])(
    'leaves everything unchanged when approval fails after %i writes',
    async (after) => {
      const request = await asked();
      let count = 0;
      const breaking: Acting = {
        ...approver,
        publications: {
          ...approver.publications,
          async publish(tx, publication) {
            count += 1;
            if (count > after) throw new Error('killed');
            return approver.publications.publish(tx, publication);
          },
        },
      };
      await expect(acting.approve(breaking, request)).rejects.toThrow('killed');
      expect(await alerts()).toBe(0);
      expect((await newestRequest()).id).toBe(request);
      await acting.approve(approver, request);
      expect(await alerts()).toBe(1);
    },
  );

  test('refuses approval by the author and by anyone ever linked to the author', async () => {
    const request = await asked();
    expect(await refused(acting.approve(author, request))).toBe('own');
    const { prisma } = database;
    const when = new Date(tuesdayMorning.epochMilliseconds);
    const between = await somebody();
    await prisma.$transaction(async (tx) => {
      await mergePeople(
        tx,
        { ...author, now: when.toTemporalInstant() },
        { from: between.person.id, to: author.person.id },
      );
      await splitPerson(tx, { ...between, now: when.toTemporalInstant() }, between.account.id);
    });
    await make(founder, between, 'moderator', hours(-30));
    // The founder gave the role before the account was its own again: it counts from a fresh grant on.
    await prisma.account.update({
      where: { id: between.account.id },
      data: { linkedAt: new Date(hours(-100).epochMilliseconds) },
    });
    const linked = await prisma.account.findUniqueOrThrow({ where: { id: between.account.id } });
    expect(await refused(acting.approve({ ...between, account: linked }, request))).toBe('linked');
    // Whoever is linked to that one is linked to the author by way of it.
    const far = await moderator();
    await prisma.$transaction(async (tx) => {
      await mergePeople(
        tx,
        { ...far, now: when.toTemporalInstant() },
        { from: linked.personId, to: far.person.id },
      );
      await splitPerson(tx, { ...far, now: when.toTemporalInstant() }, linked.id);
    });
    expect(await refused(acting.approve(far, request))).toBe('linked');
    expect(await alerts()).toBe(0);
  });

  test('still treats people as linked after one deleted their data and came back', async () => {
    const { prisma } = database;
    const when = new Date(tuesdayMorning.epochMilliseconds);
    const other = await somebody();
    const { platform, platformId } = other.account;
    await prisma.$transaction(async (tx) => {
      await mergePeople(
        tx,
        { ...author, now: when.toTemporalInstant() },
        { from: other.person.id, to: author.person.id },
      );
      await splitPerson(tx, { ...other, now: when.toTemporalInstant() }, other.account.id);
    });
    const { personId } = await prisma.account.findUniqueOrThrow({
      where: { id: other.account.id },
      include: { person: true },
    });
    const person = await prisma.person.findUniqueOrThrow({ where: { id: personId } });
    await erasePerson(other, person.id);
    expect(await prisma.account.count({ where: { platformId } })).toBe(0);
    const again = await prisma.account.create({
      data: {
        platform,
        platformId,
        name: 'Ai đó',
        linkedAt: new Date(hours(-1000).epochMilliseconds),
        person: { create: {} },
      },
    });
    const call = { ...other, account: again };
    await make(founder, call, 'moderator', hours(-30));
    expect(await refused(acting.approve(call, await asked()))).toBe('linked');
  });

  test('refuses approval by someone without a role or whose role was revoked', async () => {
    const request = await asked();
    expect(await refused(acting.approve(await somebody(), request))).toBe('noRole');
    await revokeRole(founder, personOf(approver), 'moderator');
    expect(await refused(acting.approve(approver, request))).toBe('noRole');
  });

  test('ignores a role that the author granted within the last day, directly or through others', async () => {
    await make(founder, author, 'admin', hours(-400));
    const request = await asked();
    const fresh = await somebody();
    await make(author, fresh, 'moderator', hours(-23));
    expect(await refused(acting.approve(fresh, request))).toBe('fresh');
    const helper = await somebody();
    await make(author, helper, 'admin', hours(-5));
    const further = await somebody();
    await make(helper, further, 'moderator', hours(-4));
    expect(await refused(acting.approve(further, request))).toBe('fresh');
    // Not even when the helper's traces are gone.
    await revokeRole(founder, personOf(helper), 'admin');
    const { person } = helper;
    await erasePerson(helper, person.id);
    expect(await refused(acting.approve(further, request))).toBe('fresh');
    const old = await somebody();
    await make(author, old, 'moderator', hours(-25));
    await addApproverAfterReview(founder, old);
    await acting.approve(old, request);
    expect(await alerts()).toBe(1);
  });

  test('treats a role granted to a Discord role as granted to each of its members', async () => {
    await database.prisma.connection.create({
      data: { communityId: community.id, platform: 'discord', platformId: 'server', title: 'S' },
    });
    await make(founder, author, 'admin', hours(-400));
    const request = await asked();
    const friends = { kind: 'role', platformId: 'friends', name: 'Friends' } as const;
    const member = await somebody();
    discordRoles.set(member.account.platformId, ['friends']);
    expect(await refused(acting.approve(member, request))).toBe('noRole');
    await grantRole(at(author, hours(-2)), friends, 'moderator');
    expect(await refused(acting.approve(member, request))).toBe('fresh');
    // Made an admin by way of the Discord role, one gives for the author too.
    await grantRole(at(author, hours(-2)), friends, 'admin');
    const further = await somebody();
    await make(member, further, 'moderator', hours(-1));
    expect(await refused(acting.approve(further, request))).toBe('fresh');
    // The same Discord role of long ago counts.
    await database.prisma.auditEntry.updateMany({
      where: { action: 'role.grant' },
      data: { createdAt: new Date(hours(-50).epochMilliseconds) },
    });
    await addApproverAfterReview(founder, member);
    await acting.approve(member, request);
    expect(await alerts()).toBe(1);
  });

  test('accepts approval by a deployment admin like any other approver', async () => {
    const request = await asked();
    expect(await refused(acting.approve(founder, request))).toBe('notListed');
    const admin = await somebody();
    await make(founder, admin, 'admin', hours(-400));
    await addApproverAfterReview(admin, founder);
    await acting.approve(founder, request);
    expect(await alerts()).toBe(1);
    const { prisma } = database;
    await acting.createDraft(founder, { ...writtenAlert, title: 'Lụt' });
    const own = await prisma.alert.findFirstOrThrow({ where: { state: 'draft' } });
    await send(founder, own.id);
    expect(await refused(acting.approve(founder, (await newestRequest()).id))).toBe('own');
  });

  test('voids the approval and asks again when the alert is edited', async () => {
    const first = await asked();
    const { alertId } = await newestRequest();
    await acting.editDraft(author, await whole(alertId), { text: 'Gió giật cấp 10.' });
    expect(await refused(acting.approve(approver, first))).toBe('void');
    await send(author, alertId);
    const second = await newestRequest();
    expect(second.id).not.toBe(first);
    await acting.approve(approver, second.id);
    const published = await database.prisma.publication.findFirstOrThrow({
      where: { kind: 'alert' },
    });
    expect(JSON.stringify(published.messages)).toContain('cấp 10');
  });

  test.each([
    ['severity', { severity: 'minor' }],
    ['title', { title: 'Bão nhỏ' }],
    ['source', { source: 'https://other.example.org/' }],
    ['the other language', { other_text: 'Stay inside.' }],
    ['expiry', { expires: new Date(hours(3).epochMilliseconds) }],
  ] as const)('changes the fingerprint when the %s changes', async (_what, change) => {
    await asked();
    const before = await newestRequest();
    await acting.editDraft(author, await whole(before.alertId), change);
    await send(author, before.alertId);
    expect((await newestRequest()).hash).not.toBe(before.hash);
  });

  test('asks for approval again when the alert would go out differently than it was shown', async () => {
    const request = await asked();
    await database.prisma.community.update({
      where: { id: community.id },
      data: { name: 'Another name' },
    });
    await acting.approve(approver, request);
    expect(await alerts()).toBe(0);
    const anew = await newestRequest();
    expect(anew.id).not.toBe(request);
    await acting.approve(approver, anew.id);
    expect(await alerts()).toBe(1);
  });

  test('refuses approval after the request or the alert has expired', async () => {
    const request = await asked();
    expect(await refused(acting.approve(at(approver, hours(24)), request))).toBe('alertOver');
    const { alertId } = await newestRequest();
    await database.prisma.alert.update({
      where: { id: alertId },
      data: { expiresAt: new Date(hours(100).epochMilliseconds) },
    });
    expect(await refused(acting.approve(at(approver, hours(25)), request))).toBe('tooLate');
    const parts = {
      db: database.prisma,
      notices: createApprovalNotices(author.publications),
      now: () => hours(25).epochMilliseconds,
    };
    expect(await expireApprovals(parts)).toBe(1);
    expect(await expireApprovals(parts)).toBe(0);
    expect(await refused(acting.approve(at(approver, hours(25)), request))).toBe('tooLate');
    expect(await alerts()).toBe(0);
  });

  test('does not send an alert that was refused, withdrawn or discarded', async () => {
    const request = await asked();
    await acting.decline(approver, request);
    expect(await refused(acting.approve(await moderator(), request))).toBe('declined');
    const { alertId } = await database.prisma.approval.findUniqueOrThrow({
      where: { id: request },
    });
    await send(author, alertId);
    const second = await newestRequest();
    expect(await refused(acting.withdraw(approver, second.id))).toBe('notYours');
    await acting.withdraw(author, second.id);
    expect(await refused(acting.approve(approver, second.id))).toBe('void');
    await send(author, alertId);
    const third = await newestRequest();
    await acting.discardDraft(author, alertId);
    expect(await refused(acting.approve(approver, third.id))).toBe('void');
    expect(await refused(send(author, alertId))).toBe('draftGone');
    expect(await alerts()).toBe(0);
  });

  test('refuses approval when the author may no longer send alerts', async () => {
    const request = await asked();
    await revokeRole(founder, personOf(author), 'moderator');
    expect(await refused(acting.approve(approver, request))).toBe('askerGone');
    expect(await alerts()).toBe(0);
  });

  test('removes the name of an author whose data was deleted and does not send their pending alert', async () => {
    const name = `Người lạ ${crypto.randomUUID()}`;
    const account = await database.prisma.account.update({
      where: { id: author.account.id },
      data: { name },
      include: { person: true },
    });
    author = { ...author, account };
    const request = await asked();
    expect(toJson(await database.prisma.publication.findMany())).toContain(name);
    await erasePerson(author, account.person.id);
    expect(toJson(await database.prisma.publication.findMany())).not.toContain(name);
    expect(await refused(acting.approve(approver, request))).toBe('void');
    expect(await alerts()).toBe(0);
  });

  describe('approval of a correction', () => {
    let alertId: string;
    beforeEach(async () => {
      await acting.approve(approver, await asked());
      alertId = (await database.prisma.alert.findFirstOrThrow()).id;
    });

    const change = async (text: string, by: Acting = author) => {
      const alert = await whole(alertId);
      return acting.submitCorrection(
        by,
        { alert, grade: 'fact', reason: 'Đài đổi cấp gió', change: { text } },
        alert.version,
      );
    };
    const edits = () =>
      database.prisma.publication.count({ where: { kind: 'correction', operation: 'edit' } });

    test('sends the correction only after another person has approved it', async () => {
      await change('Gió giật cấp 7.');
      expect(await edits()).toBe(0);
      expect((await whole(alertId)).version).toBe(1);
      const { id } = await newestRequest();
      expect(await refused(acting.approve(author, id))).toBe('own');
      await acting.approve(at(approver, hours(1)), id);
      expect(await edits()).toBe(1);
      const alert = await whole(alertId);
      expect(alert.version).toBe(2);
      expect(alert.versions.at(-1)).toMatchObject({ text: 'Gió giật cấp 7.' });
      // The time that readers see is the one at which it went out.
      expect(alert.versions.at(-1)?.createdAt.getTime()).toBe(hours(1).epochMilliseconds);
    });

    test('makes a second correction wait until the first is decided', async () => {
      await change('Gió giật cấp 7.');
      expect(await refused(change('Gió giật cấp 5.', approver))).toBe('anotherWaits');
    });

    test('voids a pending correction when one person retracts the alert', async () => {
      await change('Gió giật cấp 7.');
      const { id } = await newestRequest();
      const alert = await whole(alertId);
      await acting.submitCorrection(
        author,
        { alert, grade: 'retract', reason: 'Nhầm', change: {} },
        1,
      );
      expect((await whole(alertId)).state).toBe('retracted');
      expect(await edits()).toBe(1);
      expect(await refused(acting.approve(approver, id))).toBe('void');
    });

    test('writes the correction once when several people approve it', async () => {
      await change('Gió giật cấp 7.');
      const { id } = await newestRequest();
      const others = [approver, await moderator(), await moderator()];
      const done = await Promise.allSettled(others.map((one) => acting.approve(one, id)));
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await edits()).toBe(1);
    });
  });

  test('tells every admin when the approval rule is switched off, and pending alerts still need approval', async () => {
    const admin = await somebody();
    await make(founder, admin, 'admin', hours(-100));
    const request = await asked();
    const before = await database.prisma.publication.count();
    await acting.setApprovalRule(founder, false);
    const told = await database.prisma.publication.findMany({
      orderBy: { createdAt: 'desc' },
      take: (await database.prisma.publication.count()) - before,
    });
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told.map(({ messages }) => messages))).toContain('two-person approval');
    expect(await database.prisma.auditEntry.count({ where: { action: 'alert.rule' } })).toBe(1);
    expect(await refused(acting.setApprovalRule(founder, false))).toBe('offAlready');
    expect(await refused(acting.approve(author, request))).toBe('own');
    await acting.setApprovalRule(founder, true);
    expect(await refused(acting.setApprovalRule(founder, true))).toBe('onAlready');
  });
});
