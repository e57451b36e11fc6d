import { openEmbedded } from '../../support/databases.ts';

import { openHouse } from '../../support/house.ts';
import type { Backstage } from './theatre.ts';

/** A Tuesday morning in Vietnam, 09:00. */
const tuesday = Date.parse('2026-11-24T02:00:00Z');

/** The whole program with both bots and the sample community. */
export async function sample(): Promise<Backstage> {
  const database = await openEmbedded();
  const house = await openHouse({ database, start: tuesday });
  return {
    stages: [house.stages.discord, house.stages.telegram],
    mediaOrigin: new URL(house.discord.url).origin,
    async close() {
      await house.close();
      await database.close();
    },
  };
}
