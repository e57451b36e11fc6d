import type { Logger } from 'pino';
import type { PictureSource, StoredPicture } from '../../../src/pictures/pictures.ts';
import { createPictureLoader, extensionOf } from '../../shared/load-picture.ts';
import type { DiscordEmbed, DiscordMessage } from '../write/message.ts';

/** Letters of a picture's hash in the name of its file: enough to recognise the picture in a sent message. */
const nameLength = 16;

/** The beginning of the file name of a picture, which Discord keeps. */
export const pictureNamePrefix = (hash: string): string => `picture-${hash.slice(0, nameLength)}.`;

/** Shows an attached file in the first embed; without one, it is shown below the content. */
export const inFirstEmbed = (
  embeds: readonly DiscordEmbed[],
  fileName: string,
  alt: string,
): DiscordEmbed[] =>
  embeds.map((embed, at) =>
    at === 0
      ? { ...embed, image: { url: `attachment://${fileName}`, description: alt } }
      : { ...embed },
  );

/** Attaches the stored pictures of messages. */
export interface PictureAttacher {
  /** The message with its picture as a file; without it when the picture is not stored any more. */
  attach(part: DiscordMessage): Promise<DiscordMessage>;
}

/** How long a picture stays in memory after its last use, in milliseconds. */
const keptMs = 60_000;

export function createPictureAttacher(
  source: Pick<PictureSource, 'load'>,
  log: Pick<Logger, 'warn'>,
): PictureAttacher {
  let kept: { hash: string; picture: Promise<StoredPicture | undefined> } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const loadStored = createPictureLoader(source, 'discord.picture_missing', log);

  /** A picture that goes to many chats is read once; one is kept. */
  function load(hash: string): Promise<StoredPicture | undefined> {
    clearTimeout(timer);
    timer = setTimeout(() => {
      kept = undefined;
    }, keptMs);
    timer.unref();
    if (kept?.hash === hash) return kept.picture;
    const picture = loadStored(hash);
    kept = { hash, picture };
    const forget = () => {
      if (kept?.picture === picture) kept = undefined;
    };
    picture.then((found) => found ?? forget(), forget);
    return picture;
  }

  return {
    async attach(given) {
      if (!given.picture) return given;
      const {
        picture: { hash, alt },
        ...part
      } = given;
      const found = await load(hash);
      if (!found) return part;
      const { contentType, bytes } = found;
      const name = pictureNamePrefix(hash) + extensionOf(found);
      return {
        ...part,
        embeds: inFirstEmbed(part.embeds, name, alt),
        files: [...part.files, { name, contentType, bytes, picture: { alt } }],
      };
    },
  };
}

/** Attaches nothing, for parts that are used by themselves. */
export const noPictureAttacher: PictureAttacher = {
  attach: async ({ picture: _, ...part }) => part,
};
