import { ComponentType } from 'discord.js';
import type { Form } from '../../../src/kit/adapter/form.ts';
import { textValue } from '../../../src/kit/define/form-field.ts';
import { truncate } from '../../../src/message/text/truncate.ts';
import { renderInput } from './form-input.ts';
import { escapeMarkdown } from './markdown.ts';

/**
 * Parts of a form, and characters of its title, of a label, of a label's description and of a text.
 * Source: Discord, "Modal", "Label" and "Text Display".
 */
const limits = { title: 45, label: 45, description: 100, parts: 5, text: 4000 } as const;

/** In a private chat the lists of people, roles and channels are empty: a field takes what is typed instead. */
function withoutLists(field: Form['fields'][number]): Form['fields'][number] {
  const { input } = field;
  const listed = ['person', 'role', 'personOrRole', 'chat'];
  if (!listed.includes(input.kind)) return field;
  const value = 'value' in input ? input.value : undefined;
  return { ...field, input: { kind: 'text', isMultiline: false, ...textValue(value) } };
}

/** A form as Discord's modal: each field in a label, and the explanation before them when a part is left for it. */
export function renderModal(form: Form, customId: string, { isPrivate = false } = {}) {
  const { explanation } = form;
  const given = form.fields.slice(0, limits.parts);
  const fields = isPrivate ? given.map(withoutLists) : given;
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
