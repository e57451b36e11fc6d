import type {
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import type { Audience, Form, Responder, Said } from '../../src/kit/invocation.ts';
import type { Message } from '../../src/message/message.ts';
import { modalOf } from './modal.ts';
import { ephemeral, payloadOf } from './payload.ts';
import type { DiscordPart } from './write.ts';

export type Answerable =
  | ChatInputCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/**
 * Milliseconds after which an answer is promised. Discord waits 3 s; the rest is for the way. One that may be a form
 * is promised later, since a form can only be the first answer: then a button opens it.
 */
const promiseAfter = { usual: 1_800, form: 2_300 } as const;
/** Milliseconds that an interaction may be answered. Source: Discord, "Interaction Responses": 15 minutes; less a minute. */
const tokenLasts = 14 * 60_000;

/** What the responder needs beside the interaction. */
export interface DiscordOccasion {
  write(message: Message): readonly DiscordPart[];
  formToken(form: Form): Promise<string>;
  /** So many interactions are under way that answers are promised at once. */
  isRush: boolean;
  /** The answer may be a form, which can only be the first: it is promised as late as it can be. */
  mayOpenForm: boolean;
  /** Changes a message when the interaction's own time is over. */
  edit(channelId: string, messageId: string, part: DiscordPart): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What a bot does with an interaction beside answering it. */
export interface Answering {
  /** Promises the answer at once, unless it may be a form: many others are under way. */
  hurry(): void;
  /** Everything is said; what the platform still waits for is answered. */
  settle(): Promise<void>;
}

/** How one interaction is answered. `promise` is what a late answer is promised as. */
export function discordResponder(
  interaction: Answerable,
  promise: Exclude<Audience, 'quiet'>,
  occasion: DiscordOccasion,
): Responder & Answering {
  const { write, formToken, isRush, mayOpenForm, now } = occasion;
  const begun = now();
  /** What has been said so far decides how the next thing is said. */
  let state: 'open' | 'promising' | 'promised' | 'answered' = 'open';
  let promised: Promise<unknown> = Promise.resolve();
  const isPress = interaction.isMessageComponent();
  const promiseAnswer = () => {
    if (state !== 'open') return;
    state = 'promising';
    promised = (
      isPress
        ? interaction.deferUpdate()
        : interaction.deferReply(promise === 'public' ? {} : ephemeral)
    ).then(() => {
      state = 'promised';
    });
    // A failure shows when the answer itself fails.
    promised.catch(() => undefined);
  };
  const hurry = () => {
    if (!mayOpenForm) promiseAnswer();
  };
  if (isRush) hurry();
  const timer = setTimeout(promiseAnswer, promiseAfter[mayOpenForm && !isPress ? 'form' : 'usual']);

  /** @returns the message's id; none for the first answer, which goes by a name of its own */
  async function sayPart(part: DiscordPart, isHidden: boolean): Promise<string> {
    const payload = payloadOf(part);
    clearTimeout(timer);
    if (state === 'open') {
      state = 'answered';
      await interaction.reply({ ...payload, ...(isHidden ? ephemeral : {}) });
      return '@original';
    }
    await promised;
    const fitsPromise = state === 'promised' && !isPress && isHidden === (promise !== 'public');
    const isFirst = state === 'promised';
    state = 'answered';
    if (fitsPromise) {
      await interaction.editReply(payload);
      return '@original';
    }
    if (isFirst && !isPress) await interaction.deleteReply();
    const { id } = await interaction.followUp({ ...payload, ...(isHidden ? ephemeral : {}) });
    return id;
  }

  /** What changes these messages later: parts that are new follow, parts that are too many go. */
  function saidAs(ids: readonly string[], isHidden: boolean): Said {
    let standing = [...ids];
    const replace = async (id: string, part: DiscordPart): Promise<string> => {
      if (now() - begun < tokenLasts) {
        const payload = { ...payloadOf(part), attachments: [], message: id };
        return (await interaction.editReply(payload)).id;
      }
      // What only one person saw is beyond reach now; what all see is a message as any other.
      const { channelId } = interaction;
      if (!isHidden && id !== '@original' && channelId) await occasion.edit(channelId, id, part);
      return id;
    };
    return {
      async update(message) {
        const parts = write(message);
        const kept: string[] = [];
        for (const [index, part] of parts.entries()) {
          const id = standing[index];
          kept.push(await (id === undefined ? sayPart(part, isHidden) : replace(id, part)));
        }
        for (const id of standing.slice(parts.length)) {
          await interaction.deleteReply(id).catch(() => undefined);
        }
        standing = kept;
      },
    };
  }

  async function say(message: Message, audience: Audience): Promise<Said> {
    const isHidden = audience !== 'public' && interaction.inGuild();
    const ids: string[] = [];
    for (const part of write(message)) ids.push(await sayPart(part, isHidden));
    return saidAs(ids, isHidden);
  }

  return {
    say,
    hasForms: true,
    async update(message: Message) {
      const [first, ...more] = write(message);
      const canUpdate = isPress || (interaction.isModalSubmit() && interaction.isFromMessage());
      if (!first || !canUpdate) return say(message, promise);
      const payload = { ...payloadOf(first), attachments: [] };
      clearTimeout(timer);
      if (state === 'open') {
        state = 'answered';
        await interaction.update(payload);
      } else {
        await promised;
        state = 'answered';
        await interaction.editReply(payload);
      }
      const ids = ['@original'];
      for (const part of more) ids.push((await interaction.followUp(payloadOf(part))).id);
      return saidAs(ids, false);
    },
    ...('showModal' in interaction
      ? {
          async openForm(form: Form) {
            const customId = await formToken(form);
            clearTimeout(timer);
            if (state !== 'open') return false;
            state = 'answered';
            await interaction.showModal(modalOf(form, customId));
            return true;
          },
        }
      : {}),
    hurry,
    async settle() {
      clearTimeout(timer);
      if (state === 'open' && isPress) {
        state = 'answered';
        await interaction.deferUpdate();
      }
    },
  };
}
