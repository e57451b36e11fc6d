import type { Message } from '../bot-api/types.ts';
import { LIFETIMES } from '../limits.ts';
import type { Draft, MessageOrigin } from './messages.ts';
import { newStoredMessage } from './messages.ts';
import { showMarkup } from './prompts.ts';
import {
  type ChatState,
  type EphemeralFacts,
  notifyChanged,
  placeKeyOf,
  type State,
  type StoredEphemeral,
} from './state.ts';

/** Ephemeral messages of a chat that the server still knows, oldest first. */
function ephemeralsIn(state: State, chat: ChatState): StoredEphemeral[] {
  const since = state.now() - LIFETIMES.ephemeral;
  const kept = (state.ephemerals.get(chat.chat.id) ?? []).filter(({ at }) => at > since);
  state.ephemerals.set(chat.chat.id, kept);
  return kept;
}

/** What a person sees of them. */
export const shownEphemerals = (state: State, chat: ChatState, person: number): StoredEphemeral[] =>
  ephemeralsIn(state, chat).filter(
    ({ ephemeral }) => ephemeral.person === person && ephemeral.isShown,
  );

export const findEphemeral = (
  state: State,
  chat: ChatState,
  person: number,
  id: number,
): StoredEphemeral | undefined =>
  ephemeralsIn(state, chat).find(
    ({ ephemeral }) => ephemeral.person === person && ephemeral.id === id,
  );

/** The lowest identifier that is free: Telegram reuses those of deleted messages. */
function freeId(state: State, chat: ChatState, person: number): number {
  const taken = new Set(
    ephemeralsIn(state, chat)
      .filter(({ ephemeral }) => ephemeral.person === person)
      .map(({ ephemeral }) => ephemeral.id),
  );
  let id = 1;
  while (taken.has(id)) id += 1;
  return id;
}

/** Adds an ephemeral message. It gets no `message_id` of the chat. */
export function storeEphemeral(
  state: State,
  chat: ChatState,
  draft: Draft,
  posting: MessageOrigin & Omit<EphemeralFacts, 'id'>,
): StoredEphemeral {
  const { person, isShown, replaces, ...origin } = posting;
  const id = freeId(state, chat, person);
  const stored: StoredEphemeral = {
    ...newStoredMessage(state, chat, { message_id: 0, ephemeral_message_id: id, ...draft }, origin),
    ephemeral: { id, person, isShown, ...(replaces !== undefined && { replaces }) },
  };
  const replaced = chat.messages.find(({ message }) => message.message_id === replaces);
  // It stands where the other one stood.
  if (replaced?.order !== undefined) stored.order = replaced.order;
  ephemeralsIn(state, chat).push(stored);
  if (isShown) showMarkup(state, chat, stored);
  notifyChanged(state, placeKeyOf(chat, stored.message.message_thread_id));
  return stored;
}

/** Replaces the content of one. A person who never saw it does not see the edit either. */
export function replaceEphemeral(
  state: State,
  chat: ChatState,
  stored: StoredEphemeral,
  next: Message,
): void {
  stored.message = next;
  stored.version = ++state.version;
  notifyChanged(state, placeKeyOf(chat, next.message_thread_id));
}

export function eraseEphemeral(state: State, chat: ChatState, stored: StoredEphemeral): void {
  const { id, person } = stored.ephemeral;
  state.ephemerals.set(
    chat.chat.id,
    ephemeralsIn(state, chat).filter((other) => other !== stored),
  );
  for (const [key, prompt] of chat.prompts) {
    if (key.startsWith(`${person}/`) && prompt.forcedEphemeral === id)
      delete prompt.forcedEphemeral;
  }
  state.version++;
  notifyChanged(state, placeKeyOf(chat, stored.message.message_thread_id));
}

/** Takes a person's ephemeral messages off their screen, as a restart of their app does; the server still knows them. */
export function hideEphemeralsOf(state: State, person: number): void {
  state.version++;
  for (const chat of state.chats.values()) {
    for (const { ephemeral, message } of ephemeralsIn(state, chat)) {
      if (ephemeral.person !== person || !ephemeral.isShown) continue;
      ephemeral.isShown = false;
      notifyChanged(state, placeKeyOf(chat, message.message_thread_id));
    }
    for (const [key, prompt] of chat.prompts) {
      if (key.startsWith(`${person}/`)) delete prompt.forcedEphemeral;
    }
  }
}
