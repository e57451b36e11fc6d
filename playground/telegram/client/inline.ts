import { setTimeout as sleep } from 'node:timers/promises';
import type { InlineChoice, InlineOffer } from '../../driver/inline-offer.ts';
import type { LocalActor } from '../../driver/world-setup.ts';
import { LIFETIMES, LIMITS } from '../limits.ts';
import { type InlineAnswer, inlineCacheKey } from '../state/inline.ts';
import { inTopic, storeMessage } from '../state/messages.ts';
import { type State, toUser } from '../state/state.ts';
import { queueMessageUpdate } from '../updates/queue-message.ts';
import { requireOnline } from './person-app.ts';
import type { OpenPlace } from './places.ts';
import type { TelegramContext } from './send-message.ts';

const toOffer = ({ results, nextOffset, button }: InlineAnswer, query: string): InlineOffer => ({
  query,
  results: results.map(({ id, title, description }) => ({ id, title, description })),
  nextOffset,
  ...(button && { button: button.text }),
});

/** In which kind of chat a query is written; the private chat with the bot is its own. */
const chatTypeOf = ({ chat }: OpenPlace): string =>
  chat.person === undefined ? chat.chat.type : 'sender';

/** An answer that is still valid: the same for everybody, or for this person alone. */
const findCached = (
  { inline: { cache }, now }: State,
  actor: string,
  query: string,
  offset: string,
) =>
  [actor, '']
    .map((whose) => cache.get(inlineCacheKey(whose, query, offset)))
    .find((cached) => cached && now() < cached.until)?.answer;

async function ask(
  { state, queue }: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  query: string,
  offset: string,
): Promise<InlineAnswer> {
  const { queries, switches } = state.inline;
  if (!switches.isOn) throw new Error('The bot has no inline mode.');
  if ([...query].length > LIMITS.inlineQuery) throw new Error('The query is too long.');
  const cached = findCached(state, actor.key, query, offset);
  if (cached) return cached;
  const id = `${888_000_000_000 + ++state.serial}`;
  const { promise, resolve } = Promise.withResolvers<InlineAnswer>();
  queries.set(id, {
    ...{ at: state.now(), actor: actor.key, query, offset, isAnswered: false },
    onAnswer: resolve,
  });
  const chat_type = chatTypeOf(place);
  queue.push('inline_query', { id, from: toUser(actor), query, offset, chat_type });
  const timeout = new AbortController();
  const answer = await Promise.race([
    promise,
    sleep(LIFETIMES.inlineQuery, undefined, { signal: timeout.signal }).catch(() => undefined),
  ]);
  timeout.abort();
  queries.delete(id);
  if (!answer) throw new Error('The bot did not answer the inline query in time.');
  return answer;
}

/**
 * Types the bot's name and a query into any chat, whether the bot is in it or not.
 * @throws Error with a sentence when the bot has no inline mode or does not answer
 */
export async function askInline(
  scene: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  { query, offset = '' }: { query: string; offset?: string },
): Promise<InlineOffer> {
  requireOnline(scene.state, actor);
  return toOffer(await ask(scene, actor, place, query, offset), query);
}

/**
 * Sends a result, which the bot hears of only where it wants feedback. A message without a keyboard has no id by which
 * the bot could edit it. Source: Bot API, ChosenInlineResult.
 * @throws Error with a sentence when it is not offered or the person cannot write there
 */
export function sendInline(
  { state, queue }: TelegramContext,
  actor: LocalActor,
  place: OpenPlace,
  { query, resultId, offset = '' }: InlineChoice,
): void {
  requireOnline(state, actor);
  const { chat, thread } = place;
  if (!place.canWrite) throw new Error(`${actor.name} cannot write in ${place.name}.`);
  // Clients keep what they were shown, however old it is.
  const shown = [actor.key, '']
    .map((whose) => state.inline.cache.get(inlineCacheKey(whose, query, offset)))
    .find((cached) => cached !== undefined)?.answer;
  const result = shown?.results.find(({ id }) => id === resultId);
  if (!result) throw new Error(`“${query}” offers no result ${resultId}.`);
  const { text, entities, markup } = result;
  const inlineId = markup ? `inline-${++state.serial}` : undefined;
  const stored = storeMessage(
    state,
    chat,
    {
      ...(chat.chat.type === 'channel' ? { sender_chat: chat.chat } : { from: toUser(actor) }),
      ...inTopic(thread),
      via_bot: state.bot,
      text,
      ...(entities.length > 0 && { entities }),
    },
    { fromBot: false, author: actor.key, markup, ...(inlineId !== undefined && { inlineId }) },
  );
  queueMessageUpdate(state, queue, chat, stored);
  if (state.inline.switches.hasFeedback)
    queue.push('chosen_inline_result', {
      ...{ result_id: resultId, from: toUser(actor), query },
      ...(inlineId !== undefined && { inline_message_id: inlineId }),
    });
}
