import type {
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import type { Form } from '../../../src/kit/adapter/form.ts';
import type { Responder } from '../../../src/kit/adapter/responder.ts';
import type { ReplyVisibility, SentMessage } from '../../../src/kit/define/reply.ts';
import type { Message } from '../../../src/message/message.ts';
import type { DiscordMessage } from '../write/message.ts';
import { renderModal } from '../write/modal.ts';
import { ephemeralFlag, toDiscordJsPayload } from '../write/payload.ts';

export type AnswerableInteraction =
  | ChatInputCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/**
 * Milliseconds after which an answer is promised. Discord waits 3 s; the rest is for the way. One that may be a form
 * is promised later, since a form can only be the first answer: then a button opens it.
 */
const deferAfter = { usual: 1_800, form: 2_300 } as const;
/** Milliseconds that an interaction may be answered. Source: Discord, "Interaction Responses": 15 minutes; less a minute. */
const tokenLifetimeMs = 14 * 60_000;

/** What the responder needs beside the interaction. */
export interface DiscordResponderOptions {
  write(message: Message): readonly DiscordMessage[];
  formToken(form: Form): Promise<string>;
  /** So many interactions are under way that answers are promised at once. */
  isOverloaded: boolean;
  /** The answer may be a form, which can only be the first: it is promised as late as it can be. */
  canOpenForm: boolean;
  /** Changes a message when the interaction's own time is over. */
  edit(channelId: string, messageId: string, part: DiscordMessage): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What a bot does with an interaction beside answering it. */
export interface DeferrableAnswer {
  /** Promises the answer at once, unless it may be a form: many others are under way. */
  deferNow(): void;
  /** Everything is said; what the platform still waits for is answered. */
  finish(): Promise<void>;
}

/** How one interaction is answered. `promise` is what a late answer is promised as. */
export function createDiscordResponder(
  interaction: AnswerableInteraction,
  deferredVisibility: Exclude<ReplyVisibility, 'ephemeral'>,
  options: DiscordResponderOptions,
): Responder & DeferrableAnswer {
  const { write, formToken, isOverloaded, canOpenForm, now } = options;
  const begun = now();
  /** What has been said so far decides how the next thing is said. */
  let state: 'open' | 'promising' | 'promised' | 'answered' = 'open';
  let deferral: Promise<unknown> = Promise.resolve();
  const isPress = interaction.isMessageComponent();
  const defer = () => {
    if (state !== 'open') return;
    state = 'promising';
    deferral = (
      isPress
        ? interaction.deferUpdate()
        : interaction.deferReply(deferredVisibility === 'public' ? {} : ephemeralFlag)
    ).then(() => {
      state = 'promised';
    });
    // A failure shows when the answer itself fails.
    deferral.catch(() => undefined);
  };
  const deferNow = () => {
    if (!canOpenForm) defer();
  };
  if (isOverloaded) deferNow();
  const timer = setTimeout(defer, deferAfter[canOpenForm && !isPress ? 'form' : 'usual']);

  /** @returns the message's id; none for the first answer, which goes by a name of its own */
  async function sayPart(part: DiscordMessage, isHidden: boolean): Promise<string> {
    const payload = toDiscordJsPayload(part);
    clearTimeout(timer);
    if (state === 'open') {
      state = 'answered';
      await interaction.reply({ ...payload, ...(isHidden ? ephemeralFlag : {}) });
      return '@original';
    }
    await deferral;
    const fitsPromise =
      state === 'promised' && !isPress && isHidden === (deferredVisibility !== 'public');
    const isFirst = state === 'promised';
    state = 'answered';
    if (fitsPromise) {
      await interaction.editReply(payload);
      return '@original';
    }
    if (isFirst && !isPress) await interaction.deleteReply();
    const { id } = await interaction.followUp({ ...payload, ...(isHidden ? ephemeralFlag : {}) });
    return id;
  }

  /** What changes these messages later: parts that are new follow, parts that are too many go. */
  function sentMessageOf(ids: readonly string[], isHidden: boolean): SentMessage {
    let standing = [...ids];
    const replace = async (id: string, part: DiscordMessage): Promise<string> => {
      if (now() - begun < tokenLifetimeMs) {
        const payload = { ...toDiscordJsPayload(part), attachments: [], message: id };
        return (await interaction.editReply(payload)).id;
      }
      // What only one person saw is beyond reach now; what all see is a message as any other.
      const { channelId } = interaction;
      if (!isHidden && id !== '@original' && channelId) await options.edit(channelId, id, part);
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

  async function say(message: Message, audience: ReplyVisibility): Promise<SentMessage> {
    const isHidden = audience !== 'public' && interaction.inGuild();
    const ids: string[] = [];
    for (const part of write(message)) ids.push(await sayPart(part, isHidden));
    return sentMessageOf(ids, isHidden);
  }

  return {
    say,
    hasForms: true,
    async update(message: Message) {
      const [first, ...more] = write(message);
      const canUpdate = isPress || (interaction.isModalSubmit() && interaction.isFromMessage());
      if (!first || !canUpdate) return say(message, deferredVisibility);
      const payload = { ...toDiscordJsPayload(first), attachments: [] };
      clearTimeout(timer);
      if (state === 'open') {
        state = 'answered';
        await interaction.update(payload);
      } else {
        await deferral;
        state = 'answered';
        await interaction.editReply(payload);
      }
      const ids = ['@original'];
      for (const part of more) ids.push((await interaction.followUp(toDiscordJsPayload(part))).id);
      return sentMessageOf(ids, false);
    },
    ...('showModal' in interaction
      ? {
          async openForm(form: Form) {
            const customId = await formToken(form);
            clearTimeout(timer);
            if (state !== 'open') return false;
            state = 'answered';
            await interaction.showModal(renderModal(form, customId));
            return true;
          },
        }
      : {}),
    deferNow,
    async finish() {
      clearTimeout(timer);
      if (state === 'open' && isPress) {
        state = 'answered';
        await interaction.deferUpdate();
      }
    },
  };
}
