import type { NoticeServices } from '../context/modules/notice-services.ts';
import { notifyAdminsOnce } from '../notifications/notify-admins.ts';
import { noQuarantine } from '../schedule/quarantine.ts';
import type { ScheduledJob } from '../schedule/scheduled.ts';
import { boardProblemMessage } from './status-messages.ts';
import { type BoardDetails, boardInclude } from './store.ts';

const batchSize = 20;
const jobName = 'telling of paused boards';

/** Tells the admins of a board's community. */
const tell = (services: NoticeServices, board: BoardDetails): Promise<void> =>
  notifyAdminsOnce(services, board.chat.connection?.community, {
    claim: (tx) =>
      tx.board.updateMany({
        where: { id: board.id, isProblemTold: false },
        data: { isProblemTold: true },
      }),
    compose: (words) => boardProblemMessage(words, board),
  });

/** Tells admins once why a board is paused or not pinned; `/board` shows it at any time. */
export async function sendBoardProblems(services: NoticeServices): Promise<void> {
  const { db, aside = noQuarantine() } = services;
  const untold = await db.board.findMany({
    where: { isProblemTold: false, isEnding: false, id: { notIn: aside.ids(jobName) } },
    include: boardInclude,
    orderBy: { id: 'asc' },
    take: batchSize,
  });
  await aside.forEach(
    jobName,
    untold,
    ({ id }) => id,
    (board) => tell(services, board),
  );
}

/** Runs every minute. @param createServices called for each run */
export const boardProblemsJob = (createServices: () => NoticeServices): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  async run() {
    await sendBoardProblems(createServices());
  },
});
