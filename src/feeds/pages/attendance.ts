import { fold } from '../../language/text/fold.ts';

export type Attendance = 'offline' | 'online' | 'mixed';

/** Where people meet who are not in one place, folded. */
const online =
  /(^| )(online|truc tuyen|zoom|google meet|microsoft teams|webinar|livestream|truyen hinh truc tiep|discord|telegram|youtube|tiktok live|facebook live|https?:)( |$|\/)/;

/** Whether people come to a place, or are at home, by what the organisers wrote for it; undefined where they wrote nothing. */
export function attendanceOf(place: string): Attendance | undefined {
  const parts = fold(place)
    .split(/[,;&+]| va | hoac | and | or /)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const count = parts.filter((part) => online.test(part)).length;
  return count === 0 ? 'offline' : count === parts.length ? 'online' : 'mixed';
}
