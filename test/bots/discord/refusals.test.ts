import { expect, test, vi } from 'vitest';
import { openEmbedded } from '../../support/databases.ts';
import { openHouse } from '../../support/house.ts';

test('answers to commands that Discord refuses count towards the limit at which sending stops', async () => {
  const database = await openEmbedded();
  const house = await openHouse({ database, start: Date.parse('2026-11-24T02:00:00Z') });
  const refused = { status: 403, body: { message: 'Missing Access', code: 50001 } };
  house.discord.fault({ path: /callback$/, times: 60, answer: refused });
  for (let count = 0; count < 50; count += 1) {
    await house.stages.discord.say('linh', 'dm', '/help').catch(() => undefined);
  }
  // It is written down with every fiftieth.
  await vi.waitFor(async () => {
    const kept = await database.prisma.wait.findFirst({ where: { key: 'invalid' } });
    expect(kept).toMatchObject({ platform: 'discord', count: 50 });
  });
  await house.close();
  await database.close();
});
