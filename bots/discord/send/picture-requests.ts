import { DiscordAPIError, type ResponseLike } from 'discord.js';
import { undefinedIf } from '../../shared/undefined-if.ts';
import type { PublisherClient } from '../api/publisher-client.ts';
import { isPictureRefused } from '../api/send-errors.ts';
import type { DiscordMessage } from '../write/message.ts';
import { toRestEdit } from '../write/payload.ts';
import type { PictureAttacher } from './attach-picture.ts';
import { editKeepingPicture, findSentPicture, type SentAttachment } from './kept-attachment.ts';

type Route = `/${string}`;
type Request = PublisherClient['request'];

/** Requests for messages that may have a picture. */
export interface PictureRequests {
  /** Sends with the picture; once more without it where the channel or Discord takes none. */
  send(
    part: DiscordMessage,
    post: (part: DiscordMessage, request: Request) => Promise<ResponseLike>,
  ): Promise<ResponseLike>;
  /** Replaces a message; a picture that it has already stays without an upload. */
  edit(route: Route, part: DiscordMessage): Promise<void>;
}

export function createPictureRequests(
  client: Pick<PublisherClient, 'request' | 'requestExtra'>,
  pictures: PictureAttacher,
): PictureRequests {
  const send: PictureRequests['send'] = async (part, post) => {
    if (!part.picture) return post(part, client.request);
    try {
      return await post(await pictures.attach(part), client.request);
    } catch (error) {
      if (!isPictureRefused(error)) throw error;
      const { picture: _, ...words } = part;
      return post(words, client.requestExtra);
    }
  };

  /** @returns Discord's JSON; undefined where the bot may not read messages */
  const readSent = (route: Route): Promise<unknown> =>
    undefinedIf(
      (error) => error instanceof DiscordAPIError && error.status === 403,
      async () => (await client.requestExtra('GET', route)).json(),
    );

  /** @returns whether Discord took the edit */
  async function patchKeepingPicture(
    route: Route,
    words: DiscordMessage,
    sent: SentAttachment,
    alt: string,
  ): Promise<boolean> {
    const body = editKeepingPicture(toRestEdit(words).body, words, sent, alt);
    const response = await undefinedIf(isPictureRefused, () =>
      client.request('PATCH', route, { body }),
    );
    await response?.arrayBuffer();
    return response !== undefined;
  }

  return {
    send,
    async edit(route, part) {
      const { picture, ...words } = part;
      if (picture) {
        const sent = findSentPicture(await readSent(route), picture.hash);
        if (sent && (await patchKeepingPicture(route, words, sent, picture.alt))) return;
      }
      const response = await send(part, (prepared, request) =>
        request('PATCH', route, toRestEdit(prepared)),
      );
      await response.arrayBuffer();
    },
  };
}
