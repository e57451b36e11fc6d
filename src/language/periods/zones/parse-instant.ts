const discordTimestamp = /^<t:(-?\d{1,13})(?::[a-z])?>$/i;
const isoWithOffset =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) ?(Z|[+-]\d\d(?::?\d\d)?)$/i;

/** An instant that is independent of zones: Discord's `<t:1764500000:F>`, or ISO with `Z` or an offset. */
export function parseInstant(text: string): Temporal.Instant | undefined {
  const normalized = text.trim().replace('−', '-');
  const seconds = discordTimestamp.exec(normalized)?.[1];
  const [, date, time = '', offset = ''] = isoWithOffset.exec(normalized) ?? [];
  try {
    if (seconds !== undefined)
      return Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000);
    return date === undefined
      ? undefined
      : Temporal.Instant.from(`${date}T${time.replace(',', '.')}${offset.toUpperCase()}`);
  } catch {
    return undefined;
  }
}
