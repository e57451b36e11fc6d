import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Outcome, Publisher, Target } from '../../src/delivery/publisher.ts';
import { faultOf } from './faults.ts';
import { requestOf } from './payload.ts';
import { type DiscordPart, writeDiscord } from './write.ts';

const withId = z.object({ id: z.string() });

async function outcomeOf<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, ...faultOf(error) };
  }
}

const partAt = (parts: readonly DiscordPart[], index: number): DiscordPart =>
  parts[index] ?? { content: '—', embeds: [], components: [], files: [] };

/** Unknown Message: it is gone, which is what was wanted. */
const unknownMessage = /Unknown Message/;

export function discordPublisher(rest: () => REST): Publisher {
  /** Private targets go by the user's id: Discord gives the same channel each time it is asked. */
  async function channelOf({ platformId, isPrivate }: Target): Promise<string> {
    if (!isPrivate) return platformId;
    const channel = await rest().post(Routes.userChannels(), {
      body: { recipient_id: platformId },
    });
    return withId.parse(channel).id;
  }

  return {
    platform: 'discord',
    repeatsSafely: true,
    parts: (message) => writeDiscord(message).length,
    sendPart: (target, message, _reader, part, key) =>
      outcomeOf(async () => {
        const { body, files } = requestOf(partAt(writeDiscord(message), part));
        const sent = await rest().post(Routes.channelMessages(await channelOf(target)), {
          body: { ...body, nonce: key, enforce_nonce: true },
          files,
        });
        return withId.parse(sent).id;
      }),
    editPart: (target, messageId, message, _reader, part) =>
      outcomeOf(async () => {
        await rest().patch(
          Routes.channelMessage(await channelOf(target), messageId),
          requestOf(partAt(writeDiscord(message), part)),
        );
        return messageId;
      }),
    async removePart(target, messageId) {
      const outcome = await outcomeOf(async () => {
        await rest().delete(Routes.channelMessage(await channelOf(target), messageId));
      });
      if (!outcome.ok && outcome.fault === 'refused' && unknownMessage.test(outcome.reason)) {
        return { ok: true, value: undefined };
      }
      return outcome;
    },
  };
}
