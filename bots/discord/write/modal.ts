import { TextInputStyle } from 'discord.js';
import type { Form } from '../../../src/kit/adapter/form.ts';
import { truncate } from '../../../src/message/text/truncate.ts';

/**
 * Fields of a form, and characters of its title, of a field's label and of its value.
 * Source: Discord, "Modal" and "Text Input".
 */
const limits = { title: 45, label: 45, fields: 5, value: 4000 } as const;

/** A form as Discord's modal. */
export const renderModal = (form: Form, customId: string) => ({
  title: truncate(form.title, limits.title),
  custom_id: customId,
  components: form.fields.slice(0, limits.fields).map((field) => ({
    type: 1 as const,
    components: [
      {
        type: 4 as const,
        custom_id: field.name,
        label: truncate(field.label, limits.label),
        style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required: field.required,
        ...(field.min === undefined ? {} : { min_length: field.min }),
        max_length: Math.min(field.max ?? limits.value, limits.value),
        // Discord rejects the whole form if a value, such as one refused before, is too long.
        ...(field.value === undefined
          ? {}
          : { value: [...field.value].slice(0, field.max ?? limits.value).join('') }),
      },
    ],
  })),
});
