import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askToConnect, offerConnection } from '../../src/communities/connect.ts';
import { grantRole } from '../../src/communities/grants.ts';
import { tell } from '../../src/communities/tell.ts';
import { forget } from '../../src/courses/forget.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { createKitStore } from '../../src/kit-store.ts';
import { say } from '../../src/message/build.ts';
import { asJson, everythingAbout } from '../../src/people/privacy.ts';
import { callIn } from '../events/call.ts';
import { codeIn } from '../support/codes.ts';
import { stores } from '../support/databases.ts';

describe.each(stores)('what is kept about a person, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('the file tells no secret and nothing of others', async () => {
    const { call } = await callIn(database);
    const { call: other } = await callIn(database);
    const powers = {
      ...call.powers.discord,
      manages: async () => true,
      describe: async () => ({ title: 'Somebody’s secret server', members: 3 }),
    };
    const admin = { ...call, roles: async () => new Set(['admin' as const]) };
    const code = codeIn(await offerConnection(admin));
    const asker = { ...other, space: 'place-1', powers: { discord: powers, telegram: powers } };
    await askToConnect(asker, code, undefined);

    const kept = await everythingAbout(database.prisma, call.person.id);
    const { hash } = await database.prisma.code.findFirstOrThrow({
      where: { accountId: call.account.id },
    });
    const file = asJson(kept);
    expect(file).toContain('connect');
    expect(file).not.toContain(hash);
    expect(file).not.toContain('secret server');
    expect(file).not.toContain(other.account.id);
  });

  test('who is forgotten is named nowhere any more', async () => {
    const name = `Người lạ ${crypto.randomUUID()}`;
    const { call: admin } = await callIn(database);
    const { call } = await callIn(database, admin.community);
    const { db } = call;
    const { id, platformId } = await db.account.update({
      where: { id: call.account.id },
      data: { name },
    });
    await grantRole(admin, { kind: 'person', platformId, name }, 'editor');
    await createKitStore(db, Date.now).keepActions([
      { command: 'withdraw', args: { note: name }, answer: 'reply', account: id },
    ]);
    await db.$transaction(async (tx) => {
      await tell(call, tx, id, () => say(`Xin chào ${name}`));
      const publication = await tx.publication.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
      const chat = await tx.chat.findFirstOrThrow({ where: { accountId: id } });
      await tx.delivery.create({
        data: { publicationId: publication.id, chatId: chat.id, platform: 'discord', lane: 1 },
      });
    });
    const everywhere = async () =>
      asJson([
        await db.auditEntry.findMany(),
        await db.keyboard.findMany(),
        await db.publication.findMany(),
        await db.account.findMany(),
        await db.chat.findMany(),
      ]);
    expect(await everywhere()).toContain(name);
    await forget(call);
    expect(await everywhere()).not.toContain(name);
    expect(await db.auditEntry.count({ where: { communityId: admin.community?.id ?? '' } })).toBe(
      1,
    );
  });
});
