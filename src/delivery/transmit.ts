import type { Chat, Delivery, PrismaClient, Publication } from '../database/generated/client.ts';
import { readLocale } from '../language/locale.ts';
import { type Message, messageSchema } from '../message/message.ts';
import type { Reader } from '../message/reader.ts';
import type { Claim } from './ledger.ts';
import { keepPart } from './ledger.ts';
import type { Outcome, Publisher, Target } from './publisher.ts';

export interface Copy extends Delivery {
  publication: Publication;
  chat: Chat & {
    account: {
      locale: string | null;
      person: { locale: Reader['locale'] | null; zone: string | null };
    } | null;
  };
}

/** A delivery with everything that sending it takes. */
export const readCopy = (db: PrismaClient, { id }: Claim): Promise<Copy | null> =>
  db.delivery.findUnique({
    where: { id },
    include: {
      publication: true,
      chat: {
        include: {
          account: {
            select: { locale: true, person: { select: { locale: true, zone: true } } },
          },
        },
      },
    },
  });

/** Who reads in a chat: its own settings, else the person's, the platform's, the publication's and the deployment's. */
function copyReader({ chat, publication }: Copy, defaults: Reader): Reader {
  const person = chat.account?.person;
  return {
    shared: chat.kind !== 'private',
    locale:
      chat.locale ??
      person?.locale ??
      readLocale(chat.account?.locale ?? undefined, publication.locale),
    zone: chat.zone ?? person?.zone ?? defaults.zone,
  };
}

/** The message of a publication in a language. */
function messageIn(publication: Publication, locale: Reader['locale']): Message {
  const messages: unknown = publication.messages;
  const all = typeof messages === 'object' && messages !== null ? Object.entries(messages) : [];
  const found = all.find(([key]) => key === locale) ?? all[0];
  return messageSchema.parse(found?.[1]);
}

const targetOf = ({ chat }: Copy): Target => ({
  platformId: chat.platformId,
  threadId: chat.threadId,
  isPrivate: chat.kind === 'private',
});

/** The same for the same part of the same copy: 25 characters, which is what Discord's nonce takes. */
const partKey = (deliveryId: string, part: number): string =>
  `${deliveryId.replaceAll('-', '').slice(-22)}.${part.toString(36)}`;

/** The copy that an edit changes, if the chat has one. */
async function originalOf(db: PrismaClient, copy: Copy): Promise<Delivery | null> {
  const { originalId } = copy.publication;
  if (originalId === null) return null;
  return db.delivery.findUnique({
    where: { publicationId_chatId: { publicationId: originalId, chatId: copy.chatId } },
  });
}

interface Way {
  db: PrismaClient;
  publisher: Publisher;
  claimed: Claim;
  message: Message;
  reader: Reader;
  target: Target;
}

/** Sends the parts that are missing; each is written down before the next leaves. */
async function sendParts(
  { db, publisher, claimed, message, reader, target }: Way,
  copyId: string,
  have: readonly string[],
): Promise<Outcome<string[]>> {
  const ids = [...have];
  const parts = publisher.parts(message, reader);
  for (let part = ids.length; part < parts; part += 1) {
    const sent = await publisher.sendPart(target, message, reader, part, partKey(copyId, part));
    if (!sent.ok) return sent;
    ids.push(sent.value);
    await keepPart(db, claimed, ids);
  }
  return { ok: true, value: ids };
}

/** Changes every message of a copy; parts that are new are sent behind it. */
async function editParts(
  way: Way,
  copyId: string,
  original: Pick<Delivery, 'id' | 'messageIds'>,
): Promise<Outcome<string[]>> {
  const { db, publisher, target, message, reader } = way;
  const ids = [...original.messageIds];
  for (const [part, messageId] of original.messageIds.entries()) {
    const edited = await publisher.editPart(target, messageId, message, reader, part);
    if (!edited.ok) return edited;
    if (edited.value === messageId) continue;
    ids[part] = edited.value;
    // At once: when a later part fails, the next try must find this one where it is now.
    await db.delivery.update({ where: { id: original.id }, data: { messageIds: ids } });
  }
  return sendParts(way, copyId, ids);
}

async function removeParts(
  { publisher, target }: Way,
  messageIds: readonly string[],
): Promise<Outcome<string[]>> {
  for (const messageId of messageIds) {
    const removed = await publisher.removePart(target, messageId);
    if (!removed.ok) return removed;
  }
  return { ok: true, value: [] };
}

/** What still has to happen before an edit: its original is on its way, or waits. */
export type Transmission = Outcome<string[]> | { ok: 'later' };

/** Carries out one delivery. @returns the platform's message ids of the copy as it is now */
export async function transmit(
  db: PrismaClient,
  publisher: Publisher,
  claimed: Claim,
  copy: Copy,
  defaults: Reader,
): Promise<Transmission> {
  const reader = copyReader(copy, defaults);
  const message = messageIn(copy.publication, reader.locale);
  const way: Way = { db, publisher, claimed, message, reader, target: targetOf(copy) };
  const { act } = copy.publication;
  if (act === 'send') return sendParts(way, copy.id, copy.messageIds);

  const original = await originalOf(db, copy);
  if (original?.state === 'sending') return { ok: 'later' };
  if (original?.state === 'queued') {
    // The old text must not go out after the new one: the correction takes its place.
    const { count } = await db.delivery.updateMany({
      where: { id: original.id, state: 'queued' },
      data: { state: 'skipped', error: 'corrected before it was sent' },
    });
    if (count === 0) return { ok: 'later' };
  }
  const ids = original?.messageIds ?? [];
  if (act === 'remove') return removeParts(way, ids);
  const outcome =
    original && ids.length > 0
      ? await editParts(way, copy.id, original)
      : await sendParts(way, copy.id, copy.messageIds);
  if (outcome.ok && original) {
    // The next correction finds the copy where it is now.
    await db.delivery.update({
      where: { id: original.id },
      data: { messageIds: outcome.value },
    });
  }
  return outcome;
}
