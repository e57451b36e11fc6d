/** What is drawn: texts in the reader's language, without anything that the drawing has to decide but where lines break. */
export type Drawing =
  | MonthDrawing
  | WeekDrawing
  | CardDrawing
  | BadgeDrawing
  | RatingsDrawing
  | CertificateDrawing;

/** The colours of a picture. */
export const schemes = ['light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

export interface DrawnEntry {
  /** `19:30`; empty for whole days. */
  time: string;
  title: string;
  place: string;
  isCancelled: boolean;
}

export interface DrawnDay {
  label: string;
  /** The lunar day; empty where it is not shown. */
  lunar: string;
  isToday: boolean;
  entries: readonly DrawnEntry[];
  /** How many more there are, in words; empty where all are drawn. */
  more: string;
}

interface CalendarDrawing {
  scheme: Scheme;
  title: string;
  community: string;
}

export interface MonthDrawing extends CalendarDrawing {
  kind: 'month';
  weekdays: readonly string[];
  /** Each of seven days; null for those of other months. */
  weeks: readonly (readonly (DrawnDay | null)[])[];
}

export interface WeekDrawing extends CalendarDrawing {
  kind: 'week';
  days: readonly DrawnDay[];
}

/** What is shown of a page where somebody links to it: 1200 × 630 pixels, as Facebook and others ask for. */
export interface CardDrawing extends CalendarDrawing {
  kind: 'card';
  lines: readonly { label: string; text: string }[];
  more: string;
}

/** A badge: a square picture. */
export interface BadgeDrawing {
  kind: 'badge';
  scheme: Scheme;
  issuer: string;
  heading: string;
  /** Of the course. */
  title: string;
  /** Of its holder; empty where it is not shown. */
  name: string;
  lines: readonly string[];
}

/** How many people gave each rating, as bars. */
export interface RatingsDrawing {
  kind: 'ratings';
  scheme: Scheme;
  title: string;
  community: string;
  /** The average and the number of answers. */
  summary: string;
  bars: readonly { label: string; count: number }[];
}

/** Entries of a day that are drawn; the last gives way to “+2 more” where there are others. */
export const maxDrawn = 4;

export const cardSize = { width: 1200, height: 630 } as const;
export const badgeSize = { width: 720, height: 720 } as const;

/** A certificate: one page A4 across, as a PDF. */
export interface CertificateDrawing {
  kind: 'certificate';
  /** As `vi`, for readers that speak the page aloud. */
  language: string;
  heading: string;
  issuer: string;
  /** Said before the name and after it. */
  before: string;
  name: string;
  after: string;
  /** Of the course. */
  title: string;
  /** By whom and when. */
  lines: readonly string[];
  code: string;
  /** What to do with the code, and where. */
  hint: string;
  /** The address of the page that verifies it, in the QR code; the code alone where there is no page. */
  address: string;
  /** Milliseconds since the epoch. */
  issuedAt: number;
  /** Letters that stand for the seal, which is written later: see `src/certificates/file/seal.ts`. */
  seal: string;
}
