import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKitStore } from '../../../src/app/kit-store.ts';
import {
  redeemConnectionCode,
  startConnection,
} from '../../../src/communities/connections/connect.ts';
import { createConnectionNotices } from '../../../src/communities/connections/connect-notices.ts';
import { grantRole } from '../../../src/communities/role-grants.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { textMessage } from '../../../src/message/build.ts';
import { sendDirectMessage } from '../../../src/notifications/direct-message.ts';
import { exportPersonalData, toJson } from '../../../src/people/privacy/data-export.ts';
import { erasePerson } from '../../../src/people/privacy/erase-person.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';

describe.each(databaseKinds)('stored personal data, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('is exported without secrets and without data of others', async () => {
    const { call } = await createCommandContext(database);
    const { call: other } = await createCommandContext(database);
    const powers = {
      ...call.platformPermissions.discord,
      canManage: async () => true,
      describe: async () => ({ title: 'Somebody’s secret server', members: 3 }),
    };
    const admin = { ...call, roles: async () => new Set(['admin' as const]) };
    const started = await startConnection(admin);
    const code = started.kind === 'code' ? started.code : '';
    const asker = {
      ...other,
      spaceId: 'place-1',
      platformPermissions: { discord: powers, telegram: powers },
    };
    await redeemConnectionCode(asker, createConnectionNotices(asker), code, undefined);

    const kept = await exportPersonalData(call, call.person.id);
    const { hash } = await database.prisma.code.findFirstOrThrow({
      where: { accountId: call.account.id },
    });
    const file = toJson(kept);
    expect(file).toContain('connect');
    expect(file).not.toContain(hash);
    expect(file).not.toContain('secret server');
    expect(file).not.toContain(other.account.id);
  });

  test('names a person nowhere after deletion', async () => {
    const name = `Người lạ ${crypto.randomUUID()}`;
    const { call: admin } = await createCommandContext(database);
    const { call } = await createCommandContext(database, admin.community);
    const { db } = call;
    const { id, platformId } = await db.account.update({
      where: { id: call.account.id },
      data: { name },
    });
    await grantRole(admin, { kind: 'person', platformId, name }, 'editor');
    await createKitStore(db, Date.now).saveActions([
      { command: 'withdraw', args: { note: name }, answer: 'reply', account: id },
    ]);
    await db.$transaction(async (tx) => {
      await sendDirectMessage(call, tx, id, () => textMessage(`Xin chào ${name}`));
      const publication = await tx.publication.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
      const chat = await tx.chat.findFirstOrThrow({ where: { accountId: id } });
      await tx.delivery.create({
        data: { publicationId: publication.id, chatId: chat.id, platform: 'discord', priority: 1 },
      });
    });
    const everywhere = async () =>
      toJson([
        await db.auditEntry.findMany(),
        await db.actionSet.findMany(),
        await db.publication.findMany(),
        await db.account.findMany(),
        await db.chat.findMany(),
      ]);
    expect(await everywhere()).toContain(name);
    await erasePerson(call, call.person.id);
    expect(await everywhere()).not.toContain(name);
    expect(await db.auditEntry.count({ where: { communityId: admin.community?.id ?? '' } })).toBe(
      1,
    );
  });
});
