import { ComponentType } from 'discord.js';
import type { Form } from '../../../src/kit/adapter/form.ts';
import { truncate } from '../../../src/message/text/truncate.ts';
import { renderInput } from './form-input.ts';
import { escapeMarkdown } from './markdown.ts';

/**
 * Parts of a form, and characters of its title, of a label, of a label's description and of a text.
 * Source: Discord, "Modal", "Label" and "Text Display".
 */
const limits = { title: 45, label: 45, description: 100, parts: 5, text: 4000 } as const;

/** A form as Discord's modal: each field in a label, and the explanation before them when a part is left for it. */
export function renderModal(form: Form, customId: string) {
  const { explanation } = form;
  const fields = form.fields.slice(0, limits.parts);
  const hasRoom = fields.length < limits.parts;
  return {
    title: truncate(form.title, limits.title),
    custom_id: customId,
    components: [
      ...(explanation !== undefined && hasRoom
        ? [
            {
              type: ComponentType.TextDisplay as const,
              content: truncate(escapeMarkdown(explanation), limits.text),
            },
          ]
        : []),
      ...fields.map((field) => ({
        type: ComponentType.Label as const,
        label: truncate(field.label, limits.label),
        description: truncate(field.description, limits.description),
        component: renderInput(field),
      })),
    ],
  };
}
