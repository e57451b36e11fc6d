import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';

import { openAppFixture } from '../../support/fixtures/app-fixture.ts';
import type { PageBackend } from './page-fixture.ts';

/** A Tuesday morning in Vietnam, 09:00. */
const tuesday = Date.parse('2026-11-24T02:00:00Z');

/** The whole program with both bots and the sample community. */
export async function startSampleBackend(): Promise<PageBackend> {
  const database = await openEmbeddedDatabase();
  const app = await openAppFixture({ database, start: tuesday });
  return {
    drivers: [app.drivers.discord, app.drivers.telegram],
    mediaOrigin: new URL(app.discord.url).origin,
    async close() {
      await app.close();
      await database.close();
    },
  };
}
