import { z } from 'zod';
import { limits } from '../limits.ts';
import {
  type CustomIdPlace,
  complainOfDuplicates,
  complainOfEqualOptions,
  entitySelect,
  selectOption,
  stringSelect,
} from './components.ts';
import { fileTypes } from './file-types.ts';
import { boundedList, boundedText, countCodePoints, reportIssue } from './read-form.ts';

const at = limits.modal;

const customId = boundedText(limits.components.customId, 1);

/** An empty one is refused for its length, not as missing. Source: bwmarrin/discordgo issue 1674. */
const inputLabel = z.string().superRefine((value, ctx) => {
  const length = countCodePoints(value);
  if (length < 1 || length > at.label)
    reportIssue(ctx, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${at.label} in length.`);
});

const textInput = z.object({
  type: z.literal(4),
  custom_id: customId,
  style: z.literal([1, 2]),
  label: inputLabel.nullish(),
  min_length: z.int().min(0).max(at.value).nullish(),
  max_length: z.int().min(1).max(at.value).nullish(),
  required: z.boolean().nullish(),
  value: boundedText(at.value).nullish(),
  placeholder: boundedText(at.placeholder).nullish(),
});

/** Rules of everything that takes several values in a form. */
function complainOfCounts(
  {
    required,
    min_values: min,
    max_values: max,
    disabled,
  }: {
    required?: boolean | null | undefined;
    min_values?: number | null | undefined;
    max_values?: number | null | undefined;
    disabled?: boolean | null | undefined;
  },
  ctx: z.core.$RefinementCtx<unknown>,
): void {
  if (required !== false && min === 0)
    reportIssue(
      ctx,
      // That it is refused is documented, with which code is not.
      'NUMBER_TYPE_MIN',
      'int value should be greater than or equal to 1.',
      ['min_values'],
    );
  if (min != null && max != null && min > max)
    reportIssue(
      ctx,
      'SELECT_COMPONENT_MIN_VALUES_TOO_LARGE',
      'Minimum values cannot be greater than maximum values',
      ['min_values'],
    );
  if (disabled)
    // Source: the refusal in discord-jda/JDA issue 2984.
    reportIssue(ctx, 'MODAL_COMPONENT_DISABLED', 'Modals do not support disabled components', [
      'disabled',
    ]);
}

const groupOption = selectOption.omit({ emoji: true });

const radioGroup = z
  .object({
    type: z.literal(21),
    custom_id: customId,
    options: boundedList(groupOption, at.radioOptions.most, at.radioOptions.least),
    required: z.boolean().nullish(),
  })
  .superRefine(({ options }, ctx) => {
    complainOfEqualOptions(options, ctx);
    if (options.filter((one) => one.default).length > 1)
      reportIssue(
        ctx,
        // The code that Discord gives here is not known.
        'BASE_TYPE_MAX_LENGTH',
        'Must be 1 or fewer in length.',
        ['options'],
      );
  });

const checkboxGroup = z
  .object({
    type: z.literal(22),
    custom_id: customId,
    options: boundedList(groupOption, at.checkboxOptions, 1),
    min_values: z.int().min(0).max(at.checkboxOptions).nullish(),
    max_values: z.int().min(1).max(at.checkboxOptions).nullish(),
    required: z.boolean().nullish(),
  })
  .superRefine((one, ctx) => {
    complainOfEqualOptions(one.options, ctx);
    complainOfCounts(one, ctx);
  });

const checkbox = z.object({
  type: z.literal(23),
  custom_id: customId,
  default: z.boolean().nullish(),
});

const fileUpload = z
  .object({
    type: z.literal(19),
    custom_id: customId,
    min_values: z.int().min(0).max(limits.files.perMessage).nullish(),
    max_values: z.int().min(1).max(limits.files.perMessage).nullish(),
    required: z.boolean().nullish(),
    file_types: fileTypes.nullish(),
  })
  .superRefine(complainOfCounts);

/** The deprecated form of a field: a row around a text input that has its label itself. */
const modalRow = z.object({
  type: z.literal(1),
  components: boundedList(
    textInput.superRefine((one, ctx) => {
      if (one.label == null)
        reportIssue(ctx, 'BASE_TYPE_REQUIRED', 'This field is required', ['label']);
    }),
    1,
    1,
  ),
});

const modalLabel = z.object({
  type: z.literal(18),
  label: boundedText(at.label, 1),
  description: boundedText(at.labelDescription, 1).nullish(),
  component: z.discriminatedUnion('type', [
    textInput.superRefine((one, ctx) => {
      // An empty one is refused already.
      if (one.label != null && one.label !== '')
        reportIssue(
          ctx,
          // The code that Discord gives here is not known.
          'BASE_TYPE_MAX_LENGTH',
          'Must be 0 or fewer in length.',
          ['label'],
        );
    }),
    stringSelect.superRefine(complainOfCounts),
    entitySelect.superRefine(complainOfCounts),
    radioGroup,
    checkboxGroup,
    checkbox,
    fileUpload,
  ]),
});

const modalText = z.object({ type: z.literal(10), content: boundedText(at.text, 1) });

const customIdPlaces = (part: ModalPart, index: number): CustomIdPlace[] => {
  if (part.type === 10) return [];
  if (part.type === 18)
    return [{ customId: part.component.custom_id, path: [index, 'component', 'custom_id'] }];
  return part.components.map((one) => ({
    customId: one.custom_id,
    path: [index, 'components', 0, 'custom_id'],
  }));
};

const modalPart = z.discriminatedUnion('type', [modalRow, modalLabel, modalText]);

/** The body of a modal (callback type 9). */
export const modalBody = z.object({
  custom_id: customId,
  title: boundedText(at.title, 1),
  components: boundedList(modalPart, at.rows, 1).superRefine((parts, ctx) =>
    complainOfDuplicates(ctx, parts.flatMap(customIdPlaces)),
  ),
});

export type ModalBody = z.output<typeof modalBody>;
export type ModalPart = z.output<typeof modalPart>;
export type ModalInput = Extract<ModalPart, { type: 18 }>['component'];
export type TextInput = z.output<typeof textInput>;
