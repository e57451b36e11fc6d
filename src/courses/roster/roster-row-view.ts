import type { SignupState } from '../../database/generated/enums.ts';
import { accountApps } from '../../people/account-apps-view.ts';
import { accountNames } from '../../people/account-names.ts';
import type { CourseReader } from '../messages.ts';
import type { RosterEntry } from './service.ts';

/** The names of a person's accounts. */
export const personNames = ({ person }: RosterEntry, { t }: Pick<CourseReader, 't'>): string =>
  person ? accountNames(person.accounts) : t('courses.noName');

/** A person's platforms, with the user names there. */
export const personPlatforms = ({ person }: RosterEntry, reader: Pick<CourseReader, 't'>): string =>
  accountApps(person?.accounts ?? [], reader);

/** A person's accounts as settings name them, `discord:80351110224678912`: no program takes them for numbers. */
export const personIds = ({ person }: RosterEntry): string =>
  (person?.accounts ?? [])
    .map(({ platform, platformId }) => `${platform}:${platformId}`)
    .join(', ');

/** What was noted of whether they were there; empty where nothing was. */
export const attendanceName = (
  { attendance }: Pick<RosterEntry, 'attendance'>,
  { t }: Pick<CourseReader, 't'>,
): string => (attendance === null ? '' : t(`attendance.state.${attendance}`));

export interface NumberedEntry<Entry extends RosterEntry = RosterEntry> {
  entry: Entry;
  number: number;
}

/** Each entry with its number among those of the same state, from 1. */
export function numberEntries<Entry extends RosterEntry>(
  entries: readonly Entry[],
): NumberedEntry<Entry>[] {
  const counts: Partial<Record<SignupState, number>> = {};
  return entries.map((entry) => {
    const number = (counts[entry.state] ?? 0) + 1;
    counts[entry.state] = number;
    return { entry, number };
  });
}
