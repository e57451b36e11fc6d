import { z } from 'zod';
import { limits } from '../limits.ts';
import { list, text } from './form.ts';

/** The suggestions of callback type 8. */
export const autocompleteBody = z.object({
  choices: list(
    z.object({
      name: text(limits.autocomplete.name, 1),
      name_localizations: z.record(z.string(), z.string().nullish()).nullish(),
      value: z.union([text(limits.autocomplete.value), z.number()]),
    }),
    limits.autocomplete.choices,
  ),
});

export type Suggestion = z.output<typeof autocompleteBody>['choices'][number];

/** Only the shape; which types an interaction takes depends on its kind. */
export const callbackBody = z.object({ type: z.int(), data: z.unknown().optional() });
