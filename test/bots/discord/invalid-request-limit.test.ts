import { expect, test, vi } from 'vitest';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { openAppFixture } from '../../support/fixtures/app-fixture.ts';

test('counts command answers that Discord rejects towards the invalid request limit', async () => {
  const database = await openEmbeddedDatabase();
  const app = await openAppFixture({ database, start: Date.parse('2026-11-24T02:00:00Z') });
  const refused = { status: 403, body: { message: 'Missing Access', code: 50001 } };
  app.discord.injectFault({ path: /callback$/, times: 60, effect: refused });
  for (let count = 0; count < 50; count += 1) {
    await app.drivers.discord.sendMessage('linh', 'dm', '/help').catch(() => undefined);
  }
  // The count is stored with every fiftieth rejection.
  await vi.waitFor(
    async () => {
      const stored = await database.prisma.rateLimitPause.findFirst({ where: { key: 'invalid' } });
      expect(stored).toMatchObject({ platform: 'discord', count: 50 });
    },
    { timeout: 20_000 },
  );
  await app.close();
  await database.close();
});
