import type { GatewayDispatchPayload } from 'discord.js';
import type { Logger } from 'pino';
import type { BotDependencies } from '../../bot.ts';
import type { KeyedQueue } from '../../shared/keyed-queue.ts';
import { readDirectText } from '../read/direct-message.ts';
import { type ChannelResponderOptions, createChannelResponder } from '../send/channel-responder.ts';

export interface DirectTextHandlerOptions extends ChannelResponderOptions {
  dispatcher: Pick<BotDependencies['dispatcher'], 'answerText'>;
  queue: KeyedQueue;
  describeError(error: unknown): string;
  log: Pick<Logger, 'error'>;
}

/** Answers what people write to the bot in private. What they write is neither kept nor logged. Never throws. */
export function createDirectTextHandler({
  dispatcher,
  queue,
  describeError,
  log,
  ...options
}: DirectTextHandlerOptions): (packet: GatewayDispatchPayload) => void {
  return (packet) => {
    const written = readDirectText(packet);
    if (!written) return;
    const { actor, id: messageId, text } = written;
    const { platformId } = actor.user;
    const answer = () =>
      dispatcher.answerText(actor, createChannelResponder(written, options), text);
    void queue
      .run(`${platformId}:${platformId}`, answer)
      .catch((error: unknown) =>
        log.error(
          { event: 'discord.text_failed', messageId, problem: describeError(error) },
          'a private message could not be answered',
        ),
      );
  };
}
