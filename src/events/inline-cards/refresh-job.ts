import type { Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { type CardServices, refreshCard } from './refresh-card.ts';
import { findStaleCards } from './sent-cards.ts';

/** Cards edited in one run. */
const batchSize = 300;
/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'inline cards';

/**
 * Edits the cards whose events have changed, until Telegram asks to wait or does not answer.
 * @returns how many were edited
 */
export async function refreshStaleCards(
  services: CardServices & { quarantine: Quarantine },
): Promise<number> {
  const { db, quarantine, platformPermissions } = services;
  // Before the bot is connected the cards would have no link to it.
  if (platformPermissions.telegram.privateChatUrl() === undefined) return 0;
  const cards = await findStaleCards(db, { limit: batchSize, except: quarantine.ids(jobName) });
  let edited = 0;
  let isWaiting = false;
  await quarantine.forEach(
    jobName,
    cards,
    ({ messageId }) => messageId,
    async (card) => {
      if (isWaiting) return;
      const outcome = await refreshCard(services, card);
      if (outcome === 'done') edited += 1;
      isWaiting = outcome === 'later';
    },
  );
  return edited;
}

/** Every minute, and once the bot is connected. */
export const inlineCardsJob = (
  services: CardServices & { quarantine: Quarantine },
): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  runAfterStart: true,
  async run() {
    await refreshStaleCards(services);
  },
});
