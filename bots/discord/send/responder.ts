import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Form } from '../../../src/kit/adapter/form.ts';
import type { Responder } from '../../../src/kit/adapter/responder.ts';
import type { ReplyVisibility, SentMessage } from '../../../src/kit/define/reply.ts';
import type { Message } from '../../../src/message/message.ts';
import { createSentMessage } from '../../shared/sent-message.ts';
import type { DiscordMessage } from '../write/message.ts';
import { renderModal } from '../write/modal.ts';
import { ephemeralFlag, toDiscordJsEdit, toDiscordJsPayload } from '../write/payload.ts';
import type { PictureAttacher } from './attach-picture.ts';
import { createDeferral } from './deferral.ts';

export type AnswerableInteraction =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/**
 * Milliseconds until an answer is deferred. Discord waits 3 s; the rest is for the network. A command that may open a
 * form is deferred later, since only the initial response can be a form; after a deferral a button opens it.
 */
const deferAfterMs = { usual: 1_800, form: 2_300 } as const;
/** Milliseconds for which an interaction's token is used. Source: Discord, "Interaction Responses": 15 minutes; less a minute. */
const tokenLifetimeMs = 14 * 60_000;
const isListOf = (parts: readonly DiscordMessage[]): boolean =>
  parts.some(({ container }) => container !== undefined);

/** How discord.js names the initial response. */
const initialMessageId = '@original';

export interface DiscordResponderOptions {
  /** @param asList whether the message replaces a list */
  render(message: Message, asList?: boolean): readonly DiscordMessage[];
  pictures: PictureAttacher;
  /** Saves a form's action. @returns the modal's custom id */
  formToken(form: Form): Promise<string>;
  /** Defers at once, because many interactions are in progress. */
  isOverloaded: boolean;
  /** The answer may be a form, which can only be the initial response: it is deferred as late as possible. */
  canOpenForm: boolean;
  /** Edits a message without the interaction's token. */
  editMessage(channelId: string, messageId: string, part: DiscordMessage): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What the bot does with an interaction besides answering it. */
export interface DeferrableAnswer {
  /** Defers at once, unless the answer may be a form. */
  deferNow(): void;
  /** To be called after all answers: acknowledges a button press that got none. */
  finish(): Promise<void>;
}

/**
 * Answers one interaction.
 * @param deferredVisibility visibility of the deferred response, which the answer inherits
 */
export function createDiscordResponder(
  interaction: AnswerableInteraction,
  deferredVisibility: Exclude<ReplyVisibility, 'ephemeral'>,
  options: DiscordResponderOptions,
): Responder & DeferrableAnswer {
  const { render, pictures, formToken, isOverloaded, canOpenForm, editMessage, now } = options;
  const startedAt = now();
  const isPress = interaction.isMessageComponent();
  const deferral = createDeferral({
    sendDeferral: () =>
      isPress
        ? interaction.deferUpdate()
        : interaction.deferReply(deferredVisibility === 'public' ? {} : ephemeralFlag),
    delayMs: deferAfterMs[canOpenForm && !isPress ? 'form' : 'usual'],
  });
  const deferNow = () => {
    if (!canOpenForm) deferral.defer();
  };
  if (isOverloaded) deferNow();

  /** @returns the message's id, `@original` for the initial response */
  async function sendPart(part: DiscordMessage, isEphemeral: boolean): Promise<string> {
    const ready = await pictures.attach(part);
    const payload = toDiscordJsPayload(ready, isEphemeral);
    const slot = await deferral.takeSlot();
    if (slot === 'initial') {
      await interaction.reply(payload);
      return initialMessageId;
    }
    if (slot === 'deferred' && !isPress) {
      if (isEphemeral === (deferredVisibility !== 'public')) {
        await interaction.editReply(toDiscordJsEdit(ready));
        return initialMessageId;
      }
      await interaction.deleteReply();
    }
    return (await interaction.followUp(payload)).id;
  }

  async function replacePart(
    id: string,
    part: DiscordMessage,
    isEphemeral: boolean,
  ): Promise<string> {
    if (now() - startedAt < tokenLifetimeMs) {
      const payload = { ...toDiscordJsEdit(await pictures.attach(part)), message: id };
      return (await interaction.editReply(payload)).id;
    }
    // Without the token, ephemeral messages can no longer be edited; others are like any message.
    const { channelId } = interaction;
    if (!isEphemeral && id !== initialMessageId && channelId) {
      await editMessage(channelId, id, part);
    }
    return id;
  }

  const sentMessageOf = (
    ids: readonly string[],
    isEphemeral: boolean,
    isList: boolean,
  ): SentMessage =>
    createSentMessage(ids, {
      render: (message) => (isList ? render(message, true) : render(message)),
      send: (part) => sendPart(part, isEphemeral),
      replace: (id, part) => replacePart(id, part, isEphemeral),
      remove: (id) => interaction.deleteReply(id),
    });

  async function say(message: Message, visibility: ReplyVisibility): Promise<SentMessage> {
    const isEphemeral = visibility !== 'public' && interaction.inGuild();
    const ids: string[] = [];
    const parts = render(message);
    for (const part of parts) ids.push(await sendPart(part, isEphemeral));
    return sentMessageOf(ids, isEphemeral, isListOf(parts));
  }

  return {
    say,
    hasForms: true,
    async update(message: Message) {
      const wasList = interaction.isMessageComponent()
        ? interaction.message.flags.has(MessageFlags.IsComponentsV2)
        : interaction.isModalSubmit() &&
          interaction.message?.flags.has(MessageFlags.IsComponentsV2) === true;
      const parts = wasList ? render(message, true) : render(message);
      const [first, ...others] = parts;
      const canUpdate = isPress || (interaction.isModalSubmit() && interaction.isFromMessage());
      if (!first || !canUpdate) return say(message, deferredVisibility);
      const payload = toDiscordJsEdit(await pictures.attach(first));
      const slot = await deferral.takeSlot();
      if (slot === 'initial') await interaction.update(payload);
      else await interaction.editReply(payload);
      const ids = [initialMessageId];
      for (const part of others) {
        const payload = toDiscordJsPayload(await pictures.attach(part));
        ids.push((await interaction.followUp(payload)).id);
      }
      return sentMessageOf(ids, false, isListOf(parts));
    },
    ...('showModal' in interaction
      ? {
          async openForm(form: Form) {
            const customId = await formToken(form);
            if (!deferral.takeInitial()) return false;
            const modal = renderModal(form, customId, { isPrivate: !interaction.inGuild() });
            await interaction.showModal(modal);
            return true;
          },
        }
      : {}),
    deferNow,
    async finish() {
      deferral.cancelTimer();
      if (isPress && deferral.takeInitial()) await interaction.deferUpdate();
    },
  };
}
