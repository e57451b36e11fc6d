export interface MeasurementConfig {
  label: string;
  /** What is searched for, in turn; the empty text lists what is coming. */
  queries: readonly string[];
  isThisWeek?: boolean;
  isCreating?: boolean;
}

/** What is measured, each on a community of many events. */
export const measurements = {
  twoWords: { label: 'two words', queries: ['hội thảo', 'workshop podcast', 'phim Huế'] },
  common: { label: 'a common word', queries: ['phim'] },
  none: { label: 'no hit', queries: ['xylophone', 'kangaroo tango', 'khinh khí cầu bay'] },
  coming: { label: 'what is coming, first page', queries: [''] },
  week: { label: 'this week, first page', queries: [''], isThisWeek: true },
  create: { label: 'creating an event', queries: [''], isCreating: true },
} as const satisfies Record<string, MeasurementConfig>;

export type Measurement = keyof typeof measurements;
