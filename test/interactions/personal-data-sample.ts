import { expect } from 'vitest';
import { z } from 'zod';
import { interactionsModule } from '../../src/app/interactions-module.ts';
import { createKitStore } from '../../src/app/kit-store.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

const exportSchema = z.object({
  attempts: z.array(z.object({ what: z.string() })),
  cooldowns: z.array(z.object({ what: z.string() })),
});

export default {
  module: interactionsModule,
  tables: {
    ActionSet: 'exported',
    ConsumedToken: 'nobody',
    Cooldown: 'exported',
    HandledUpdate: 'nobody',
    Prompt: 'exported',
    RateLimitPause: 'exported',
    RateLimitWindow: 'exported',
  },
  exportedFields: ['buttons', 'attempts', 'cooldowns', 'waits'],
  async create({ db, call, admin, second, chat, accountIds, name, word, at, later }) {
    for (const accountId of accountIds) {
      await db.prompt.create({
        data: {
          ...{ accountId, platform: 'discord', place: chat.id, expiresAt: later },
          state: { raw: { note: word } },
        },
      });
      for (const key of [`make:link:${accountId}`, `redeem:${accountId}`]) {
        await db.rateLimitWindow.create({ data: { key, startsAt: at } });
      }
    }
    const { platformId } = second;
    await db.prompt.create({
      data: {
        accountId: admin.account.id,
        platform: 'telegram',
        place: 'somewhere',
        state: { raw: { who: { kind: 'person', platformId, name } } },
        expiresAt: later,
      },
    });
    const kit = createKitStore(db, () => at.getTime());
    await kit.saveActions([
      { command: 'withdraw', args: { note: word }, answer: 'reply', account: call.account.id },
    ]);
    await kit.saveActions([
      { command: 'role grant', args: { who: `id:${platformId}` }, answer: 'reply' },
    ]);
    await kit.startCooldown(`privacy export person ${call.person.id}`, 60_000);
    await kit.startCooldown(`try chat ${chat.id}`, 60_000);
    await db.rateLimitPause.create({
      data: { platform: 'telegram', key: platformId, since: at, until: later },
    });
    return undefined;
  },
  checkExport(exported) {
    const { attempts, cooldowns } = exportSchema.parse(exported);
    expect(attempts.map(({ what }) => what).toSorted()).toEqual([
      'make:link',
      'make:link',
      'redeem',
      'redeem',
    ]);
    expect(cooldowns.map(({ what }) => what).toSorted()).toEqual([
      'privacy export person',
      'try chat',
    ]);
  },
} satisfies PersonalDataSample;
