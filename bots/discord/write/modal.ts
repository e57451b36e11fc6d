import { TextInputStyle } from 'discord.js';
import type { Form } from '../../../src/kit/adapter/form.ts';

/**
 * Characters of a form's title, of a field's label and of what a field holds.
 * Source: Discord, "Modal" and "Text Input".
 */
const limits = { title: 45, label: 45, fields: 5, value: 4000 } as const;

const shorten = (text: string, most: number): string => {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
};

/** A form as Discord's modal. */
export const renderModal = (form: Form, customId: string) => ({
  title: shorten(form.title, limits.title),
  custom_id: customId,
  components: form.fields.slice(0, limits.fields).map((field) => ({
    type: 1 as const,
    components: [
      {
        type: 4 as const,
        custom_id: field.name,
        label: shorten(field.label, limits.label),
        style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required: field.required,
        ...(field.min === undefined ? {} : { min_length: field.min }),
        max_length: Math.min(field.max ?? limits.value, limits.value),
        // A refused value may be longer than what the field takes: Discord would show no form at all.
        ...(field.value === undefined
          ? {}
          : { value: [...field.value].slice(0, field.max ?? limits.value).join('') }),
      },
    ],
  })),
});
