import { z } from 'zod';
import { limits } from '../limits.ts';
import { boundedList, boundedText, reportIssue, snowflake, webUrl } from './read-form.ts';

const at = limits.components;

const emoji = z.object({
  id: snowflake.nullish(),
  name: z.string().nullish(),
  animated: z.boolean().nullish(),
});

export const button = z
  .object({
    type: z.literal(2),
    style: z.literal([1, 2, 3, 4, 5]),
    label: boundedText(at.buttonLabel).nullish(),
    emoji: emoji.nullish(),
    custom_id: boundedText(at.customId, 1).nullish(),
    url: webUrl(at.buttonUrl, ['http', 'https', 'discord']).nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((one, ctx) => {
    const need = (key: 'url' | 'custom_id') => {
      if (one[key] == null) reportIssue(ctx, 'BASE_TYPE_REQUIRED', 'This field is required', [key]);
    };
    need(one.style === 5 ? 'url' : 'custom_id');
    if (one.url != null && one.custom_id != null)
      reportIssue(
        ctx,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
        ['custom_id'],
      );
    if (one.style !== 5 && one.url != null)
      reportIssue(ctx, 'BUTTON_COMPONENT_INVALID_STYLE', 'Only link buttons can have a url', [
        'url',
      ]);
    if (!one.label && !one.emoji)
      reportIssue(
        ctx,
        'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
        'A button must have a label or an emoji',
        ['label'],
      );
  });

export const selectOption = z.object({
  label: boundedText(at.selectLabel, 1),
  value: boundedText(at.selectValue, 1),
  description: boundedText(at.selectDescription).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().nullish(),
});

const selectBase = {
  custom_id: boundedText(at.customId, 1),
  placeholder: boundedText(at.selectPlaceholder).nullish(),
  min_values: z.int().min(0).max(at.selectOptions).nullish(),
  max_values: z.int().min(1).max(at.selectOptions).nullish(),
  disabled: z.boolean().nullish(),
  required: z.boolean().nullish(),
};

export function complainOfEqualOptions(
  options: readonly { value: string }[],
  ctx: z.core.$RefinementCtx<unknown>,
): void {
  const seen = new Set<string>();
  for (const [index, { value }] of options.entries()) {
    if (seen.has(value))
      reportIssue(
        ctx,
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
        ['options', index, 'value'],
      );
    seen.add(value);
  }
}

export const stringSelect = z
  .object({
    ...selectBase,
    type: z.literal(3),
    options: boundedList(selectOption, at.selectOptions, 1),
  })
  .superRefine((one, ctx) => {
    complainOfEqualOptions(one.options, ctx);
    if ((one.min_values ?? 1) > (one.max_values ?? 1))
      reportIssue(
        ctx,
        'SELECT_COMPONENT_MIN_VALUES_TOO_LARGE',
        'Minimum values cannot be greater than maximum values',
        ['min_values'],
      );
    if ((one.max_values ?? 1) > one.options.length)
      reportIssue(
        ctx,
        'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE',
        'Maximum values cannot be greater than the number of options',
        ['max_values'],
      );
  });

/** What the lists that Discord fills itself may begin with, by the type of the list. */
const defaultKinds: Record<number, readonly string[]> = {
  5: ['user'],
  6: ['role'],
  7: ['user', 'role'],
  8: ['channel'],
};

export const entitySelect = z
  .object({
    ...selectBase,
    type: z.literal([5, 6, 7, 8]),
    channel_types: z.array(z.number()).nullish(),
    default_values: boundedList(
      z.object({ id: snowflake, type: z.literal(['user', 'role', 'channel']) }),
      at.selectOptions,
    ).nullish(),
  })
  .superRefine((one, ctx) => {
    const allowed = defaultKinds[one.type] ?? [];
    for (const [index, { type }] of (one.default_values ?? []).entries())
      if (!allowed.includes(type))
        reportIssue(
          ctx,
          'BASE_TYPE_CHOICES',
          `Value must be one of {${allowed.map((kind) => `'${kind}'`).join(', ')}}.`,
          ['default_values', index, 'type'],
        );
    if ((one.default_values?.length ?? 0) > (one.max_values ?? 1))
      reportIssue(
        ctx,
        'BASE_TYPE_BAD_LENGTH',
        `Must be between ${one.min_values ?? 1} and ${one.max_values ?? 1} in length.`,
        ['default_values'],
      );
  });

export const messageRow = z
  .object({
    type: z.literal(1),
    components: boundedList(
      z.discriminatedUnion('type', [button, stringSelect, entitySelect]),
      at.perRow,
      1,
    ),
  })
  .superRefine((row, ctx) => {
    if (row.components.length > 1 && row.components.some((one) => one.type !== 2))
      reportIssue(
        ctx,
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
        ['components', 1],
      );
  });

export type MessageRow = z.output<typeof messageRow>;
export type MessageComponent = MessageRow['components'][number];
export type ButtonComponent = Extract<MessageComponent, { type: 2 }>;
export type SelectComponent = Exclude<MessageComponent, { type: 2 }>;

export type CustomIdPlace = { customId: string; path: PropertyKey[] };

export function complainOfDuplicates(
  ctx: z.core.$RefinementCtx<unknown>,
  places: readonly CustomIdPlace[],
): void {
  const seen = new Set<string>();
  for (const { customId, path } of places) {
    if (seen.has(customId))
      reportIssue(
        ctx,
        'COMPONENT_CUSTOM_ID_DUPLICATED',
        'Component custom id cannot be duplicated',
        path,
      );
    seen.add(customId);
  }
}
