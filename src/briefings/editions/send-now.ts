import type { DeliveryAdmin } from '../../delivery/admin/admin.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { briefingLimits } from '../limits.ts';
import type { BriefingDetails } from '../queries.ts';
import { collectContents, type EditionContents, isEditionEmpty } from './contents.ts';
import { briefingAudience, type EditionServices, publishEdition } from './publish.ts';

type PlanServices = Pick<EditionServices, 'db' | 'now' | 'briefingSections' | 'publications'> & {
  deliveryAdmin: Pick<DeliveryAdmin, 'estimate'>;
};

/** What an edition would contain now. */
export interface EditionPreview {
  briefing: BriefingDetails;
  contents: EditionContents;
  at: Temporal.Instant;
}

export async function previewEdition(
  services: Pick<EditionServices, 'db' | 'now' | 'briefingSections'>,
  briefing: BriefingDetails,
): Promise<EditionPreview> {
  return { briefing, contents: await collectContents(services, briefing), at: services.now };
}

/** What an editor confirms before an edition is sent now. */
export interface SendPlan {
  briefing: BriefingDetails;
  chatCount: number;
  /** How long sending it will take, in seconds. */
  estimateSeconds: number;
  /** Identifies the edition: confirming twice sends it once. */
  at: Temporal.Instant;
}

/** @throws UserError when there is nothing to send */
export async function planSendNow(
  services: PlanServices,
  briefing: BriefingDetails,
): Promise<SendPlan> {
  if (isEditionEmpty(await collectContents(services, briefing))) {
    throw new UserError('briefings.errors.nothingToSend');
  }
  const audience = briefingAudience(briefing.communityId);
  const { seconds } = await services.deliveryAdmin.estimate(audience, { priority: 2 });
  return {
    briefing,
    chatCount: await services.publications.audienceSize(audience),
    estimateSeconds: seconds,
    at: services.now,
  };
}

/** An edition that was just sent by hand. */
export interface SentNow {
  briefing: BriefingDetails;
  publicationId: string;
  chatCount: number;
}

/**
 * Sends the edition that was confirmed.
 * @param at of its plan, in milliseconds since the epoch
 * @throws UserError when that is too long ago, it was sent already, or there is nothing to send any more
 */
export async function sendEditionNow(
  services: EditionServices,
  briefing: BriefingDetails,
  { at, accountId }: { at: number; accountId: string },
): Promise<SentNow> {
  const { publications, now } = services;
  if (now.epochMilliseconds - at > briefingLimits.confirmationTtlMs) {
    throw new UserError('kit.errors.oldButton');
  }
  const chatCount = await publications.audienceSize(briefingAudience(briefing.communityId));
  const occurrence = { at: Temporal.Instant.fromEpochMilliseconds(at), isLate: false };
  const result = await publishEdition(services, briefing, occurrence, { accountId });
  if (result.state === 'taken') throw new UserError('briefings.errors.alreadySent');
  if (result.state === 'empty') throw new UserError('briefings.errors.nothingToSend');
  return { briefing, publicationId: result.publicationId, chatCount };
}
