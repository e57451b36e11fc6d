import { type Entity, type EntityType, endOf, sortEntities } from './entity.ts';
import { findTgUrls, findUrls, type TextRange } from './urls.ts';

const W = String.raw`\p{L}\p{N}_`;
const TAG = String.raw`\p{L}\p{Nd}_\u200c\u00b7\u0d80-\u0dff`;
/** Names of three letters that belong to Telegram's own inline bots; all others have four at least. */
const SHORT_NAMES = new Set(['gif', 'nft', 'pic', 'ufc', 'vid']);

const MENTION = new RegExp(`(?<![${W}])@([a-zA-Z0-9_]{2,32})(?![${W}])`, 'gu');
const COMMAND = new RegExp(
  `(?<![${W}/<>])/([a-zA-Z0-9_]{1,64})(?![a-zA-Z0-9_])(?:@([a-zA-Z0-9_]{3,32})(?![a-zA-Z0-9_])|(?!@))(?![${W}/<>])`,
  'gu',
);
const HASHTAG = new RegExp(`(?<![${TAG}])#([${TAG}]+)(@[a-zA-Z0-9_]{3,32})?`, 'gu');
/** A chat named behind a cashtag belongs to it: what stands behind the name decides whether it is one at all. */
const AT_CHAT = '@[a-zA-Z0-9_]{3,32}(?![a-zA-Z0-9_])';
const CASHTAG = new RegExp(
  String.raw`(?<![$${TAG}])\$(?:1INCH|[A-Z]{1,8}(?![A-Z]))(?:${AT_CHAT}|(?!${AT_CHAT}))(?![$${TAG}])`,
  'gu',
);

function matches(text: string, pattern: RegExp): TextRange[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

/** At most 256 characters with a letter among them, and no `#` right after. */
function hashtags(text: string): TextRange[] {
  return [...text.matchAll(HASHTAG)].flatMap(({ 0: found, 1: tag = '', 2: chat = '', index }) => {
    const kept = [...tag].slice(0, 256).join('');
    const whole = kept === tag;
    const next = text.charAt(index + 1 + tag.length + (whole ? chat.length : 0));
    if (next === '#' || !/\p{L}/u.test(kept)) return [];
    return [{ start: index, end: index + (whole ? found.length : 1 + kept.length) }];
  });
}

/** Keeps the first of entities that overlap. */
export function withoutOverlaps(sorted: Entity[]): Entity[] {
  let end = 0;
  return sorted.filter((entity) => {
    if (entity.offset < end) return false;
    end = endOf(entity);
    return true;
  });
}

/** Finds what Telegram marks by itself in a plain text: mentions, commands, tags, links, e-mail addresses. */
export function detectEntities(text: string): Entity[] {
  const mentions = matches(text, MENTION).filter(
    ({ start, end }) =>
      end - start >= 5 || SHORT_NAMES.has(text.slice(start + 1, end).toLowerCase()),
  );
  const found: [EntityType, TextRange[]][] = [
    ['mention', mentions],
    ['bot_command', matches(text, COMMAND)],
    ['hashtag', hashtags(text)],
    ['cashtag', matches(text, CASHTAG)],
  ];
  const plain = found.flatMap(([type, runs]) => runs.map((run) => ({ type, ...run })));
  const entities = [...plain, ...findTgUrls(text), ...findUrls(text)].map(
    ({ type, start, end }): Entity => ({ type, offset: start, length: end - start }),
  );
  return withoutOverlaps(sortEntities(entities));
}
