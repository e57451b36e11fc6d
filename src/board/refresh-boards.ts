import { noQuarantine, type Quarantine } from '../schedule/quarantine.ts';
import type { ScheduledJob } from '../schedule/scheduled.ts';
import { viewBoard } from './board-view.ts';
import { type BoardContent, readBoardContent } from './content.ts';
import { hasLostItsChat, isOutdated, type RefreshServices, refreshBoard } from './refresh.ts';
import { type BoardDetails, listDueBoards } from './store.ts';

/** Boards that one run looks at, and changes. */
const perRun = { looked: 100, changed: 20 } as const;
const jobName = 'keeping boards up to date';

/** Brings boards up to date whose content has changed. @returns how many were changed */
export async function refreshBoards(
  services: RefreshServices & { aside?: Quarantine },
): Promise<number> {
  const { db, directMessages, now, aside = noQuarantine() } = services;
  const at = new Date(now.epochMilliseconds);
  const due = await listDueBoards(db, at, { take: perRun.looked, without: aside.ids(jobName) });
  if (due.length === 0) return 0;
  const contents = new Map<string, Promise<BoardContent>>();
  const contentOf = (communityId: string) => {
    const found = contents.get(communityId) ?? readBoardContent(services, communityId, at);
    contents.set(communityId, found);
    return found;
  };
  const looked: string[] = [];
  let changed = 0;
  const refresh = async (board: BoardDetails) => {
    if (changed >= perRun.changed) return;
    looked.push(board.id);
    const communityId = board.chat.connection?.communityId;
    if (hasLostItsChat(board) || communityId === undefined) {
      await refreshBoard(services, board.id);
      changed += 1;
      return;
    }
    const content = await contentOf(communityId);
    if (!isOutdated(board, viewBoard(board, content, directMessages, now))) return;
    changed += 1;
    await refreshBoard(services, board.id, content);
  };
  try {
    await aside.forEach(jobName, due, ({ id }) => id, refresh);
  } finally {
    await db.board.updateMany({ where: { id: { in: looked } }, data: { checkedAt: at } });
  }
  return changed;
}

/** Runs every minute, and at the start. @param createServices called for each run */
export const refreshBoardsJob = (createServices: () => RefreshServices): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  runAtStart: true,
  async run() {
    await refreshBoards(createServices());
  },
});
