/** `Object.keys` of a record whose keys are exactly those of its type. */
export const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(record) as Key[];

/** `Object.entries` of a record whose keys are exactly those of its type. */
export const entriesOf = <Key extends string, Value>(
  record: Readonly<Record<Key, Value>>,
): [Key, Value][] => Object.entries(record) as [Key, Value][];
