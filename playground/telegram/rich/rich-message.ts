import { z } from 'zod';
import type { RequestArguments } from '../bot-api/arguments.ts';
import { ApiError, badRequest } from '../bot-api/errors.ts';
import type { RichMessage } from '../bot-api/rich-types.ts';
import { LIMITS } from '../limits.ts';
import type { State } from '../state/state.ts';
import { MarkupError } from '../text/entity.ts';
import { hasRelease, type ServerVersion } from '../versions.ts';
import { parseTags } from './parse-tags.ts';
import { blockTags, toBlocks } from './rich-blocks.ts';
import { inlineTags } from './rich-inline.ts';
import { measureBlocks } from './rich-size.ts';

const inputShape = z.looseObject({
  html: z.string().optional(),
  markdown: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  is_rtl: z.boolean().default(false),
  skip_entity_detection: z.boolean().default(false),
});

/** Tags of a release: buttons came with 10.3. */
const supportedTags = (server: ServerVersion): ReadonlySet<string> =>
  new Set(
    [...inlineTags, ...blockTags].filter(
      (tag) => !tag.startsWith('tg-button') || hasRelease(server, '10.3'),
    ),
  );

/** The limits of the Bot API's "Rich Message Limits". The texts of these refusals are made up here. */
function checkLimits({ blocks }: RichMessage): void {
  const { characters, visible, count, depth, media } = measureBlocks(blocks);
  if (visible === 0 && media === 0) throw badRequest('rich message must be non-empty');
  if (characters > LIMITS.richText) throw badRequest('rich message is too long');
  if (count > LIMITS.richBlocks) throw badRequest('rich message has too many blocks');
  if (depth > LIMITS.richDepth) throw badRequest('rich message is nested too deeply');
  if (media > LIMITS.richMedia) throw badRequest('rich message has too many media');
}

/**
 * Reads the `rich_message` of a request; undefined when there is none. The local server reads HTML alone.
 * @throws ApiError where Telegram refuses it
 */
export function readRichMessage(state: State, args: RequestArguments): RichMessage | undefined {
  const input = args.parsed(
    'rich_message',
    'rich message',
    inputShape,
    'Object expected as rich message',
  );
  if (!input) return undefined;
  const given = [input.html, input.markdown, input.blocks].filter((one) => one !== undefined);
  if (given.length !== 1) {
    throw badRequest('exactly one of html, markdown and blocks must be specified');
  }
  if (input.html === undefined) {
    throw new ApiError(501, 'Not Implemented: the playground reads rich messages in html');
  }
  const message: RichMessage = {
    blocks: readHtml(state, input.html, !input.skip_entity_detection),
    ...(input.is_rtl && { is_rtl: true }),
  };
  checkLimits(message);
  return message;
}

function readHtml(state: State, html: string, detects: boolean) {
  try {
    return toBlocks(parseTags(html, supportedTags(state.serverVersion)), { state, detects });
  } catch (error) {
    if (!(error instanceof MarkupError)) throw error;
    throw new ApiError(400, `Bad Request: can't parse rich message: ${error.message}`);
  }
}
