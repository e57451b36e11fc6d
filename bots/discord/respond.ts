import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Audience, Form, Responder } from '../../src/kit/invocation.ts';
import type { Message } from '../../src/message/message.ts';
import { ephemeral, payloadOf } from './payload.ts';
import { type DiscordPart, writeDiscord } from './write.ts';

export type Answerable =
  | ChatInputCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/** Milliseconds after which an answer is promised. Discord waits 3 s; the rest is for the way. */
const promiseAfter = 1_800;

/** Characters of a form's title and of a field's label. Source: Discord, "Modal" and "Text Input". */
const formLimits = { title: 45, label: 45, fields: 5 } as const;

const shorten = (text: string, most: number): string => [...text].slice(0, most).join('');

/** Discord has no Responder for autocomplete: it is answered with values alone. */
export type Suggesting = AutocompleteInteraction;

/** How one interaction is answered. `promise` is what a late answer is promised as. */
export function discordResponder(
  interaction: Answerable,
  promise: Exclude<Audience, 'quiet'>,
  formToken: (form: Form) => Promise<string>,
  { isRush, mayOpenForm }: { isRush: boolean; mayOpenForm: boolean },
): Responder & { settle(): Promise<void> } {
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
        : interaction.deferReply(promise === 'private' ? ephemeral : {})
    ).then(() => {
      state = 'promised';
    });
    // A failure shows when the answer itself fails.
    promised.catch(() => undefined);
  };
  // A form can only be the first answer, so whatever may open one is never promised at once.
  if (isRush && !mayOpenForm) promiseAnswer();
  const timer = setTimeout(promiseAnswer, promiseAfter);

  async function sayPart(part: DiscordPart, isHidden: boolean): Promise<void> {
    const payload = payloadOf(part);
    if (state === 'open') {
      clearTimeout(timer);
      state = 'answered';
      await interaction.reply({ ...payload, ...(isHidden ? ephemeral : {}) });
      return;
    }
    await promised;
    const fitsPromise = state === 'promised' && !isPress && isHidden === (promise === 'private');
    if (fitsPromise) await interaction.editReply(payload);
    else {
      if (state === 'promised' && !isPress) await interaction.deleteReply();
      await interaction.followUp({ ...payload, ...(isHidden ? ephemeral : {}) });
    }
    state = 'answered';
  }

  async function say(message: Message, audience: Audience): Promise<void> {
    const isDirect = !interaction.inGuild();
    for (const part of writeDiscord(message)) {
      await sayPart(part, audience !== 'public' && !isDirect);
    }
  }

  return {
    say,
    async update(message: Message) {
      const [first, ...more] = writeDiscord(message);
      const canUpdate = isPress || (interaction.isModalSubmit() && interaction.isFromMessage());
      if (!first || !canUpdate) return say(message, promise);
      const payload = { ...payloadOf(first), attachments: [] };
      clearTimeout(timer);
      if (state === 'open') {
        state = 'answered';
        await interaction.update(payload);
      } else {
        await promised;
        await interaction.editReply(payload);
      }
      for (const part of more) await interaction.followUp(payloadOf(part));
    },
    ...('showModal' in interaction
      ? {
          async openForm(form: Form) {
            clearTimeout(timer);
            state = 'answered';
            await interaction.showModal({
              title: shorten(form.title, formLimits.title),
              customId: await formToken(form),
              components: form.fields.slice(0, formLimits.fields).map((field) => ({
                type: 1,
                components: [
                  {
                    type: 4,
                    customId: field.name,
                    label: shorten(field.label, formLimits.label),
                    style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
                    required: field.required,
                    ...(field.min === undefined ? {} : { minLength: field.min }),
                    ...(field.max === undefined ? {} : { maxLength: field.max }),
                    ...(field.value === undefined ? {} : { value: field.value }),
                  },
                ],
              })),
            });
          },
        }
      : {}),
    async settle() {
      clearTimeout(timer);
      if (state === 'open' && isPress) {
        state = 'answered';
        await interaction.deferUpdate();
      }
    },
  };
}
