interface Words {
  title: string;
  summary: string;
  place: string;
  topic: string;
}

export interface SampleEvent {
  vi: Words;
  en: Words;
  /** Days from today; with hours, of that day. */
  from: number;
  /** The last day, for whole days. */
  to?: number;
  hours?: readonly [start: string, end: string];
  source: string;
  link?: string;
  state?: 'cancelled' | 'postponed';
  /** Number of members who are going. */
  going?: number;
}
