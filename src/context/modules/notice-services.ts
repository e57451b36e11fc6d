import type { Publications } from '../../delivery/publications.ts';
import type { Quarantine } from '../../schedule/quarantine.ts';
import type { RoleMemberLookup } from '../roles/role-members.ts';
import type { ModuleServices } from './subject-module.ts';

/** What a job needs that sends private notices to the holders of a role. */
export interface NoticeServices extends RoleMemberLookup {
  publications: Publications;
  aside?: Quarantine;
}

/** The services of a notice job, at the present time. */
export function noticeServices({
  db,
  roleResolver,
  platformPermissions,
  publications,
  quarantine,
  now,
}: ModuleServices): NoticeServices {
  return {
    ...{ db, roleResolver, platformPermissions, publications },
    aside: quarantine,
    now: Temporal.Instant.fromEpochMilliseconds(now()),
  };
}
