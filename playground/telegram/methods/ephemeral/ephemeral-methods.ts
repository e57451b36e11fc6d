import { botApiError } from '../../bot-api/errors.ts';
import { hasCaptionedMedium, otherContent } from '../../bot-api/other-content.ts';
import type { Message } from '../../bot-api/types.ts';
import { LIMITS } from '../../limits.ts';
import { requireReadableChat } from '../../state/access.ts';
import { eraseEphemeral, findEphemeral, replaceEphemeral } from '../../state/ephemeral.ts';
import { serializeMarkup } from '../../state/reply-markup.ts';
import type { ChatState, StoredEphemeral } from '../../state/state.ts';
import { inlineMarkup, readTextOrRich } from '../edit.ts';
import { readMedia } from '../media.ts';
import type { MethodCall, MethodHandlers } from '../method-call.ts';
import { readCaptionArgument } from '../read-text.ts';

/** The bot's own ephemeral message that a request names by chat, person and identifier. */
function requireOwnEphemeral(
  { state, args }: MethodCall,
  missing: 'editNotFound' | 'deleteNotFound',
): { chat: ChatState; stored: StoredEphemeral } {
  const chat = requireReadableChat(state, args.text('chat_id'));
  const person = args.integer('receiver_user_id') ?? 0;
  if (person <= 0) throw botApiError('userId');
  const id = args.integer('ephemeral_message_id');
  if (id === undefined) throw botApiError('messageIdMissing');
  const stored = findEphemeral(state, chat, person, id);
  if (!stored?.fromBot) throw botApiError(missing);
  return { chat, stored };
}

/** Replaces what the request names; a keyboard that is not given again goes away. */
function replaceContent(
  call: MethodCall,
  content: Partial<Message>,
  cleared: (keyof Message)[],
): StoredEphemeral {
  const { chat, stored } = requireOwnEphemeral(call, 'editNotFound');
  const markup = inlineMarkup(call);
  const reply_markup = serializeMarkup(markup);
  const next: Message = { ...stored.message };
  for (const field of cleared) delete next[field];
  delete next.reply_markup;
  Object.assign(next, content, reply_markup && { reply_markup });
  if (markup) stored.markup = markup;
  else delete stored.markup;
  replaceEphemeral(call.state, chat, stored, next);
  return stored;
}

const CONTENT = [
  ...(['text', 'entities', 'rich_message', 'link_preview_options'] as const),
  ...(['document', 'photo', 'caption', 'caption_entities'] as const),
  ...otherContent,
];

export const ephemeralMethods: MethodHandlers = {
  editEphemeralMessageText(call) {
    const { stored } = requireOwnEphemeral(call, 'editNotFound');
    const content = readTextOrRich(call, '10.3');
    if ([...(content.text ?? '')].length > LIMITS.ephemeralEdit) throw botApiError('editTooLong');
    const { text, rich_message } = stored.message;
    if (text === undefined && !rich_message) throw botApiError('noTextToEdit');
    replaceContent(call, content, CONTENT);
    return true;
  },
  editEphemeralMessageCaption(call) {
    const { stored } = requireOwnEphemeral(call, 'editNotFound');
    const caption = readCaptionArgument(call.state, call.args);
    if (!hasCaptionedMedium(stored.message)) throw botApiError('noCaptionToEdit');
    replaceContent(call, caption, ['caption', 'caption_entities']);
    return true;
  },
  editEphemeralMessageMedia(call) {
    requireOwnEphemeral(call, 'editNotFound');
    const { content, file } = readMedia(call);
    replaceContent(call, content, CONTENT).file = file;
    return true;
  },
  editEphemeralMessageReplyMarkup(call) {
    replaceContent(call, {}, []);
    return true;
  },
  deleteEphemeralMessage(call) {
    const { chat, stored } = requireOwnEphemeral(call, 'deleteNotFound');
    eraseEphemeral(call.state, chat, stored);
    return true;
  },
};
