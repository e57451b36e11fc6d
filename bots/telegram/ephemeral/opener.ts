import type { Logger } from 'pino';
import { TelegramError } from 'telegraf';
import type { TelegramClient } from '../api/client.ts';
import type { EphemeralHandle } from '../api/message-handle.ts';
import type { SendTarget } from '../api/send-target.ts';
import type { FeatureWatch } from '../features/feature-watch.ts';
import type { AdministratorMemory } from './administrator-memory.ts';
import { deleteEphemeral, type OpeningText, openEphemeral } from './ephemeral-requests.ts';
import { type EphemeralTrigger, ephemeralWays } from './trigger.ts';

export interface EphemeralDependencies {
  telegram: TelegramClient;
  features: Pick<FeatureWatch, 'current' | 'latchEphemeral'>;
  administrators: AdministratorMemory;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Opens ephemeral messages for one person in one group. */
export interface EphemeralOpener {
  /** Tries each way. @returns undefined when there is none */
  open(text: OpeningText): Promise<EphemeralHandle | undefined>;
  discard(handle: EphemeralHandle): Promise<void>;
}

/** Source: observed by users of Bot API 10.2; the name of the error is not documented. */
const isNotAdministrator = (error: unknown): boolean =>
  error instanceof TelegramError && /BOT_NOT_ADMIN|administrator/i.test(error.description);

export function createEphemeralOpener(
  { telegram, features, administrators, log, now }: EphemeralDependencies,
  target: SendTarget,
  receiver: number,
  trigger: EphemeralTrigger,
): EphemeralOpener {
  const { platformId: chat } = target;

  /** A message that everybody sees is taken back; it said nothing private. */
  async function onPublished(messageId: number | undefined): Promise<void> {
    features.latchEphemeral();
    log.warn({ event: 'telegram.ephemeral_published', chatId: chat, messageId }, 'taken back');
    if (messageId === undefined || messageId === 0) return;
    await telegram.deleteMessage(chat, messageId).catch(() => undefined);
  }

  return {
    async open(text) {
      const ways = ephemeralWays(trigger, administrators.mayBeAdministrator(chat), now());
      for (const way of ways) {
        if (!features.current().ephemeral) return undefined;
        try {
          const opening = await openEphemeral(telegram, target, receiver, way, text);
          if ('handle' in opening) return opening.handle;
          await onPublished(opening.published);
          return undefined;
        } catch (error) {
          const isUnprompted = way.withinMs === undefined;
          if (isUnprompted && isNotAdministrator(error)) administrators.recordRefusal(chat);
          log.info(
            { event: 'telegram.ephemeral_refused', chatId: chat, isUnprompted },
            'an ephemeral message was refused; the next way is tried',
          );
        }
      }
      return undefined;
    },
    discard: (handle) => deleteEphemeral(telegram, target, handle),
  };
}
