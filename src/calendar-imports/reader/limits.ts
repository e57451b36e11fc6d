/** What is read of one calendar at most: a file can be made to cost more than any server has. */
export const readerLimits = {
  /** Bytes of a file, as it is sent and unpacked. */
  bytes: 5_000_000,
  /** Events, and exceptions of them, in the order of the file. */
  events: 10_000,
  /** Between which other work has its turn. */
  eventsPerTurn: 10,
  /** Levels of components within each other. */
  depth: 6,
  /** Lines of one component. */
  lines: 2_000,
  /** UTF-16 units of one line: longer ones are left out. */
  lineLength: 100_000,
  /** Dates of one event in the coming weeks. */
  datesPerEvent: 100,
  /** Dates of a whole calendar. */
  items: 500,
  /** Dates of a whole calendar that are looked at to find the next ones. */
  foundItems: 20_000,
  /** Further and excluded dates of one event, each: the last ones. */
  writtenDates: 1_000,
  /** Offsets of a zone that only the file describes: the last ones. */
  observances: 200,
  /** UTF-16 units of a rule. */
  ruleLength: 1_000,
  /** Times of day of one rule. */
  timesPerDay: 48,
  /** Milliseconds for all rules. */
  rulesMs: 5_000,
  /** Names of zones that nothing explains. */
  unknownZones: 20,
  /** Rules that cannot be expanded, after which no further ones are tried. */
  badRules: 20,
  /** Recurrence rules that are expanded. */
  rules: 2_000,
} as const;

/** How far ahead something that repeats is read, and single events, in days. */
export const readerHorizon = { repeatingDays: 63, singleDays: 730 } as const;
