import { noQuarantine, type Quarantine } from '../schedule/quarantine.ts';
import type { ScheduledJob } from '../schedule/scheduled.ts';
import { type ComingEvent, readComing } from './candidates.ts';
import { candidatesOf, isDue, isOn, type MirrorServices, refreshMirror } from './refresh.ts';
import { listDueMirrors, type MirrorDetails } from './store.ts';

/** Mirrors that one run looks at, and changes. */
const perRun = { looked: 100, changed: 20 } as const;
/** How long a run begins with further servers, in milliseconds: the next one begins after a minute. */
const longestRunMs = 45_000;
const jobName = 'keeping server events up to date';

export interface RefreshServices extends MirrorServices {
  aside?: Quarantine;
}

/** Brings mirrors up to date whose events have changed. @returns how many it tried to change */
export async function refreshMirrors(services: RefreshServices): Promise<number> {
  const { db, now, aside = noQuarantine() } = services;
  const began = now().epochMilliseconds;
  const at = new Date(began);
  const due = await listDueMirrors(db, at, { take: perRun.looked, without: aside.ids(jobName) });
  const read = (mirror: MirrorDetails): Promise<ComingEvent[]> | ComingEvent[] => {
    const communityId = mirror.connection?.communityId;
    return communityId === undefined || !isOn(mirror) ? [] : readComing(db, communityId, at);
  };
  const looked: string[] = [];
  let changed = 0;
  const refresh = async (mirror: MirrorDetails) => {
    const isLate = now().epochMilliseconds - began > longestRunMs;
    if (changed >= perRun.changed || isLate) return;
    looked.push(mirror.id);
    const coming = await read(mirror);
    if (!isDue(mirror, await candidatesOf(services, mirror, coming), now())) return;
    changed += 1;
    await refreshMirror(services, mirror.id, coming);
  };
  try {
    await aside.forEach(jobName, due, ({ id }) => id, refresh);
  } finally {
    if (looked.length > 0)
      await db.eventMirror.updateMany({ where: { id: { in: looked } }, data: { checkedAt: at } });
  }
  return changed;
}

/** Runs every minute, and after the start: platforms may answer slowly. @param createServices called for each run */
export const refreshMirrorsJob = (createServices: () => RefreshServices): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  runAfterStart: true,
  async run() {
    await refreshMirrors(createServices());
  },
});
