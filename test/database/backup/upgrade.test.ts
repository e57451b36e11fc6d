import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCommands } from '../../../commands/index.ts';
import { createKitStore } from '../../../src/app/kit-store.ts';
import { restoreDatabase } from '../../../src/database/backup/restore.ts';
import type { PrismaClient } from '../../../src/database/generated/client.ts';
import { argumentsFingerprint } from '../../../src/kit/prompts/initial-state.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';

/**
 * Written by the version before the tables and columns got their present names, on 2026-11-30 at 01:16 UTC, from the
 * playground's sample: with open prompts, sent buttons, an alert on its way and one publication half sent.
 */
const file = path.join(import.meta.dirname, 'before-renames.backup');
const writtenAt = Date.parse('2026-11-30T01:16:00Z');

/**
 * Commands with an open prompt in the backup whose arguments changed since, each with the reason. A person who still
 * has such a prompt open is told that the command has changed, and starts again.
 */
const changedSince: Readonly<Record<string, string>> = {
  'alert send': 'it takes a picture with alternative text',
  'event new': 'it takes how the event repeats, how many can come, and with how many guests',
  'event edit': 'it takes how the event repeats, how many can come, and with how many guests',
};

const commands = new Map((await loadCommands()).map((command) => [command.name, command]));

describe.each(databaseKinds)('a backup of the version before the renames, on %s', (_name, open) => {
  let db: PrismaClient;
  beforeAll(async () => {
    const database = await open();
    db = database.prisma;
    await restoreDatabase(db, file, { replace: true });
    return () => database.close();
  });

  test('keeps every row', async () => {
    expect({
      rsvps: await db.rsvp.count(),
      signups: await db.signup.count(),
      alerts: await db.alert.count(),
      publications: await db.publication.count(),
      deliveries: await db.delivery.count(),
      buttons: await db.actionSet.count(),
      prompts: await db.prompt.count(),
      audit: await db.auditEntry.count(),
    }).toEqual({
      rsvps: 51,
      signups: 16,
      alerts: 4,
      publications: 5,
      deliveries: 11,
      buttons: 13,
      prompts: 3,
      audit: 2,
    });
  });

  test('keeps what is still to be sent', async () => {
    const states = await db.delivery.groupBy({ by: ['state'], _count: true });
    expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count]))).toEqual({
      queued: 3,
      sent: 7,
      skipped: 1,
    });
  });

  test('keeps what each publication is about', async () => {
    const { id } = await db.alert.findFirstOrThrow({ where: { authorId: { not: null } } });
    const origins = await db.publication.findMany({ where: { origin: { not: null } } });
    expect(origins.map(({ origin }) => origin)).toContain(`alert/${id}`);
  });

  test('goes on with open prompts', async () => {
    const store = createKitStore(db, () => writtenAt);
    const different = new Set<string>();
    for (const { accountId, place } of await db.prompt.findMany()) {
      const prompt = await store.findPrompt({ accountId, place });
      if (!prompt || !('state' in prompt)) throw new Error('A prompt was lost');
      const command = commands.get(prompt.state.command);
      if (!command) throw new Error(`There is no command ${prompt.state.command} any more`);
      if (prompt.state.fingerprint !== argumentsFingerprint(command)) different.add(command.name);
    }
    const undeclared = [...different]
      .filter((name) => !(name in changedSince))
      .map(
        (name) =>
          `/${name} has other arguments now, so its open prompts end at the update. If that is meant, add it to changedSince in this file with the reason; if not, keep the names, types, order and required flags of its arguments.`,
      );
    expect(undeclared).toEqual([]);
    const unchanged = Object.keys(changedSince).filter((name) => !different.has(name));
    expect(unchanged, 'commands in changedSince whose prompts go on').toEqual([]);
  });

  test('knows the command of every button that was sent', async () => {
    const store = createKitStore(db, () => writtenAt);
    const unknown: string[] = [];
    for (const { token, actions } of await db.actionSet.findMany()) {
      const count = Array.isArray(actions) ? actions.length : 0;
      expect(count).toBeGreaterThan(0);
      for (let index = 0; index < count; index += 1) {
        const action = await store.findAction(`${token}:${index}`);
        const command = action && commands.get(action.command);
        const isKnown =
          action?.command === 'prompt' ||
          (command && (action?.step === undefined || action.step in command.actions));
        if (!isKnown) unknown.push(`${action?.command} ${action?.step}`);
      }
    }
    expect(unknown).toEqual([]);
  });
});
