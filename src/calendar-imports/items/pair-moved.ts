/** A date of an event that repeats. */
export interface DatedItem {
  uid: string;
  startsAt: Date;
}

export interface MovedPair<Known, Found> {
  known: Known;
  found: Found;
}

type Unit = 'day' | 'week';

const unitOf = ({ startsAt }: DatedItem, unit: Unit, zone: string): string => {
  const date = startsAt.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();
  return unit === 'day' ? date.toString() : `${date.yearOfWeek}-${date.weekOfYear}`;
};

/**
 * Finds which known dates of an event are now other dates: a whole series that gets another hour or weekday has none of
 * its former dates. Those of the same day belong together, then those of the same week, in order.
 */
export function pairMoved<Known extends DatedItem, Found extends DatedItem>(
  missing: readonly Known[],
  unknown: readonly Found[],
  zone: string,
): MovedPair<Known, Found>[] {
  const pairs: MovedPair<Known, Found>[] = [];
  const [left, free] = [new Set(missing), new Set(unknown)];
  const inOrder = (one: DatedItem, other: DatedItem) => +one.startsAt - +other.startsAt;
  for (const unit of ['day', 'week'] as const) {
    const keyOf = (item: DatedItem) => `${unitOf(item, unit, zone)} ${item.uid}`;
    const candidates = Map.groupBy([...free].toSorted(inOrder), keyOf);
    for (const known of [...left].toSorted(inOrder)) {
      const found = candidates.get(keyOf(known))?.shift();
      if (!found) continue;
      pairs.push({ known, found });
      left.delete(known);
      free.delete(found);
    }
  }
  return pairs;
}
