import type { MessageEntity } from '../bot-api/types.ts';
import type { Entity } from '../text/entity.ts';
import { findUser, type State } from './state.ts';

/** Entities as the Bot API shows them. Mentions of strangers and custom emoji (not for ordinary bots) fall away. */
export function serializeEntities(state: State, entities: Entity[]): MessageEntity[] {
  return entities.flatMap((entity): MessageEntity[] => {
    const { type, offset, length, url, language, userId, unixTime, format } = entity;
    if (type === 'custom_emoji') return [];
    const user = userId === undefined ? undefined : findUser(state, userId);
    if (type === 'text_mention' && !user) return [];
    return [
      {
        type,
        offset,
        length,
        ...(url && { url }),
        ...(user && { user }),
        ...(language && { language }),
        ...(unixTime !== undefined && { unix_time: unixTime, date_time_format: format ?? '' }),
      },
    ];
  });
}
