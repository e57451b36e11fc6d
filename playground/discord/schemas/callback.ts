import { z } from 'zod';
import { limits } from '../limits.ts';
import { boundedList, boundedText } from './read-form.ts';

/** The suggestions of callback type 8. */
export const autocompleteBody = z.object({
  choices: boundedList(
    z.object({
      name: boundedText(limits.autocomplete.name, 1),
      name_localizations: z.record(z.string(), z.string().nullish()).nullish(),
      value: z.union([boundedText(limits.autocomplete.value), z.number()]),
    }),
    limits.autocomplete.choices,
  ),
});

export type AutocompleteChoice = z.output<typeof autocompleteBody>['choices'][number];

/** Only the shape; which types an interaction takes depends on its kind. */
export const callbackBody = z.object({ type: z.int(), data: z.unknown().optional() });
