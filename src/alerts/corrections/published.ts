import type { AlertReach } from '../audience.ts';
import type { AlertDetails } from '../queries.ts';
import type { Correction } from './correction.ts';

/** An alert that was just published. */
export interface PublishedAlert {
  kind: 'alert';
  publicationId: string;
  alert: AlertDetails;
  reach: AlertReach;
}

/** A correction that was just published. */
export interface PublishedCorrection {
  kind: 'correction';
  publicationId: string;
  correction: Correction;
  /** How many chats have a copy. */
  chatCount: number;
}

export type PublishedChange = PublishedAlert | PublishedCorrection;
