import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { readWithIcalJs } from './ical-js.ts';
import { type Occurrence, occurrenceSchema } from './occurrence.ts';

/** Debian's Python, for which its packages are installed, whatever else is on the path. */
const python = '/usr/bin/python3';
const script = path.join(import.meta.dirname, 'read_calendar.py');

/** Libraries of Debian by what shows that they are there, with their package. */
const debianLibraries = {
  icalendar: { probe: 'import icalendar', packages: 'python3-icalendar' },
  vobject: { probe: 'import vobject', packages: 'python3-vobject' },
  libical: {
    probe: "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib",
    packages: 'python3-gi gir1.2-ical-3.0',
  },
  khal: { probe: "import shutil; assert shutil.which('khal')", packages: 'khal' },
} as const;

export interface CalendarReader {
  name: string;
  /** Why it cannot be used here. */
  missing?: string | undefined;
  /** What the calendar has on between two dates in UTC, in no particular order. */
  read(text: string, span: { from: string; until: string }): Occurrence[];
}

const occurrencesSchema = z.array(occurrenceSchema);

const debianReaders = Object.entries(debianLibraries).map(
  ([name, { probe, packages }]): CalendarReader => {
    const isThere = spawnSync(python, ['-c', probe]).status === 0;
    return {
      name,
      missing: isThere ? undefined : `not installed: apt-get install ${packages}`,
      read: (text, { from, until }) =>
        occurrencesSchema.parse(
          JSON.parse(
            execFileSync(python, [script, name, from, until], {
              input: text,
              encoding: 'utf8',
              maxBuffer: 2 ** 26,
            }),
          ),
        ),
    };
  },
);

/** ical.js always; the libraries of Debian where they are installed. */
export const calendarReaders: readonly CalendarReader[] = [
  { name: 'ical.js', read: readWithIcalJs },
  ...debianReaders,
];
