import { botApiError } from '../../bot-api/errors.ts';
import { LIFETIMES, LIMITS } from '../../limits.ts';
import { inlineCacheKey } from '../../state/inline.ts';
import type { MethodHandlers } from '../method-call.ts';
import { readResults, readResultsButton } from './read-results.ts';

/** Seconds for which an answer is given again, unless the bot says otherwise. Source: Bot API, answerInlineQuery. */
const defaultCacheSeconds = 300;

export const inlineMethods: MethodHandlers = {
  answerInlineQuery({ state, args }) {
    const { queries, cache } = state.inline;
    const results = readResults(state, args);
    const button = readResultsButton(args);
    const nextOffset = args.text('next_offset');
    if (Buffer.byteLength(nextOffset) > LIMITS.inlineOffsetBytes) throw botApiError('nextOffset');
    const query = queries.get(args.text('inline_query_id'));
    if (!query || query.isAnswered || state.now() - query.at > LIFETIMES.inlineQuery)
      throw botApiError('queryInvalid');
    query.isAnswered = true;
    const answer = { results, nextOffset, ...(button && { button }) };
    const actor = args.flag('is_personal') ? query.actor : '';
    const seconds = args.integer('cache_time') ?? defaultCacheSeconds;
    cache.set(inlineCacheKey(actor, query.query, query.offset), {
      answer,
      until: state.now() + seconds * 1000,
    });
    query.onAnswer(answer);
    return true;
  },
};
