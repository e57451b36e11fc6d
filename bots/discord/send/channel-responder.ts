import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Responder } from '../../../src/kit/adapter/responder.ts';
import type { SentMessage } from '../../../src/kit/define/reply.ts';
import type { Message } from '../../../src/message/message.ts';
import { createSentMessage } from '../../shared/sent-message.ts';
import type { DiscordMessage } from '../write/message.ts';
import { toRestRequest } from '../write/payload.ts';
import type { PictureAttacher } from './attach-picture.ts';
import type { DiscordResponderOptions } from './responder.ts';

const withId = z.object({ id: z.string() });

export interface ChannelResponderOptions
  extends Pick<DiscordResponderOptions, 'render' | 'editMessage'> {
  rest: Pick<REST, 'post' | 'delete'>;
  pictures: PictureAttacher;
}

/** Answers a message in its channel, where no interaction can be answered. */
export function createChannelResponder(
  { id: messageId, channelId }: { id: string; channelId: string },
  { rest, render, pictures, editMessage }: ChannelResponderOptions,
): Responder {
  let sent = 0;

  async function send(part: DiscordMessage): Promise<string> {
    const { body, files } = toRestRequest(await pictures.attach(part));
    sent += 1;
    // discord.js repeats requests whose answer was lost.
    const nonce = `${messageId}-${sent}`;
    const answer = await rest.post(Routes.channelMessages(channelId), {
      body: { ...body, nonce, enforce_nonce: true },
      files,
    });
    return withId.parse(answer).id;
  }

  async function say(message: Message): Promise<SentMessage> {
    const parts = render(message);
    const isList = parts.some(({ container }) => container);
    const ids: string[] = [];
    for (const part of parts) ids.push(await send(part));
    return createSentMessage(ids, {
      render: (next) => (isList ? render(next, true) : render(next)),
      send,
      async replace(id, part) {
        await editMessage(channelId, id, part);
        return id;
      },
      remove: (id) => rest.delete(Routes.channelMessage(channelId, id)),
    });
  }

  return { say, update: say, hasForms: true };
}
