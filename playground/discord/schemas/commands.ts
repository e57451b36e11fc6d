import { z } from 'zod';
import { limits } from '../limits.ts';
import { fileTypes } from './file-types.ts';
import { boundedList, boundedText, countCodePoints, reportIssue, snowflake } from './read-form.ts';

const at = limits.commands;

/** https://docs.discord.com/developers/reference#locales */
const locales = [
  'id', 'da', 'de', 'en-GB', 'en-US', 'es-ES', 'es-419', 'fr', 'hr', 'it', 'lt', 'hu', 'nl', 'no',
  'pl', 'pt-BR', 'ro', 'fi', 'sv-SE', 'vi', 'tr', 'cs', 'el', 'bg', 'ru', 'uk', 'hi', 'th', 'zh-CN',
  'ja', 'zh-TW', 'ko',
] as const; // biome-ignore format: a table

/** Chat-input names: letters, digits, `-`, `_` and `'` of any script, no capitals. */
const chatInputName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const slashName = z.string().superRefine((value, ctx) => {
  const length = countCodePoints(value);
  if (length < 1 || length > at.name)
    reportIssue(ctx, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${at.name} in length.`);
  else if (!chatInputName.test(value))
    reportIssue(ctx, 'STRING_TYPE_REGEX', 'String value did not match validation regex.');
  else if (value !== value.toLowerCase())
    reportIssue(ctx, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
});

const localised = <S extends z.ZodType<string>>(value: S) =>
  z
    .record(z.string(), value.nullish())
    .superRefine((all, ctx) => {
      for (const key of Object.keys(all))
        if (!locales.some((one) => one === key))
          reportIssue(
            ctx,
            'BASE_TYPE_CHOICES',
            `Value must be one of {${locales.map((one) => `'${one}'`).join(', ')}}.`,
            [key],
          );
    })
    .nullish();

const described = {
  name: slashName,
  name_localizations: localised(slashName),
  description: boundedText(at.description, 1),
  description_localizations: localised(boundedText(at.description, 1)),
};

const choice = z.object({
  name: boundedText(at.choiceName, 1),
  name_localizations: localised(boundedText(at.choiceName, 1)),
  value: z.union([boundedText(at.choiceValue), z.number()]),
});

/** An option that takes a value: type 3 to 11. */
const valueOption = z
  .object({
    ...described,
    type: z.literal([3, 4, 5, 6, 7, 8, 9, 10, 11]),
    required: z.boolean().nullish(),
    choices: boundedList(choice, at.choices).nullish(),
    autocomplete: z.boolean().nullish(),
    channel_types: z.array(z.number()).nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: z.int().min(0).max(at.stringLength).nullish(),
    max_length: z.int().min(1).max(at.stringLength).nullish(),
    file_types: fileTypes.nullish(),
  })
  .superRefine((one, ctx) => {
    if (one.autocomplete && one.choices?.length)
      reportIssue(
        ctx,
        'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_EXCLUSIVE',
        'Autocomplete and choices are mutually exclusive',
        ['autocomplete'],
      );
    if ((one.autocomplete || one.choices?.length) && ![3, 4, 10].includes(one.type))
      reportIssue(
        ctx,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'This option type has neither choices nor autocomplete',
        ['type'],
      );
    const names = new Set<string>();
    for (const [index, { name, value }] of (one.choices ?? []).entries()) {
      if (typeof value !== (one.type === 3 ? 'string' : 'number'))
        reportIssue(
          ctx,
          'APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE_INVALID',
          'The value of a choice must be of the type of its option',
          ['choices', index, 'value'],
        );
      if (names.has(name))
        reportIssue(
          ctx,
          'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
          'Option choice name already exists',
          ['choices', index, 'name'],
        );
      names.add(name);
    }
  });

export type ValueOption = z.output<typeof valueOption>;

interface Named {
  name: string;
  type: number;
  required?: boolean | null | undefined;
}

/** Rules about neighbours: unique names, and the required ones first. */
function complainOfOptions(options: readonly Named[], ctx: z.core.$RefinementCtx<unknown>): void {
  const names = new Set<string>();
  let optionalCame = false;
  for (const [index, option] of options.entries()) {
    if (names.has(option.name))
      reportIssue(
        ctx,
        'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        'Option name already exists',
        [index, 'name'],
      );
    names.add(option.name);
    if (option.required && optionalCame)
      reportIssue(
        ctx,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
        [index],
      );
    optionalCame ||= !option.required;
  }
}

const valueOptions = boundedList(valueOption, at.options).superRefine(complainOfOptions);

const subcommand = z.object({ ...described, type: z.literal(1), options: valueOptions.nullish() });

const group = z.object({
  ...described,
  type: z.literal(2),
  options: boundedList(subcommand, at.options)
    .superRefine((options, ctx) =>
      complainOfOptions(
        options.map(({ name, type }) => ({ name, type })),
        ctx,
      ),
    )
    .nullish(),
});

export type Subcommand = z.output<typeof subcommand>;
export type SubcommandGroup = z.output<typeof group>;

const anyOption = z.discriminatedUnion('type', [valueOption, subcommand, group]);

const commandOptions = boundedList(anyOption, at.options)
  .superRefine(complainOfOptions)
  .superRefine((options, ctx) => {
    const nested = options.filter((one) => one.type === 1 || one.type === 2).length;
    if (nested > 0 && nested < options.length)
      reportIssue(
        ctx,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
        [options.findIndex((one) => one.type > 2)],
      );
  });

const permissionBits = z
  .union([z.string(), z.number()])
  .transform(String)
  .superRefine((value, ctx) => {
    if (!/^\d+$/.test(value))
      reportIssue(ctx, 'NUMBER_TYPE_COERCE', `Value "${value}" is not int.`);
  });

const base = {
  ...described,
  id: snowflake.nullish(),
  type: z.literal(1).nullish(),
  options: commandOptions.nullish(),
  default_member_permissions: permissionBits.nullish(),
  dm_permission: z.boolean().nullish(),
  contexts: boundedList(z.literal([0, 1, 2]), 3, 1).nullish(),
  integration_types: boundedList(z.literal([0, 1]), 2, 1).nullish(),
  nsfw: z.boolean().nullish(),
};

const contextMenu = z.object({
  ...base,
  type: z.literal([2, 3]),
  name: boundedText(at.name, 1),
  name_localizations: localised(boundedText(at.name, 1)),
  description: z
    .literal('')
    .nullish()
    .transform(() => ''),
  description_localizations: z.null().nullish(),
  options: boundedList(anyOption, 0).nullish(),
});

const slashCommand = z.object(base).superRefine((command, ctx) => {
  if (commandLength(command) > at.total)
    reportIssue(ctx, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${at.total})`);
});

export type SlashCommandBody = z.output<typeof slashCommand>;
/** A command as a bot registers it. */
export type CommandBody = SlashCommandBody | z.output<typeof contextMenu>;

/** The body of an edit: what is missing stays. */
export const commandPatch = z.object(base).partial();

/** Dispatches by hand, so that the complaints are those of the kind the bot meant. */
export const commandSchema = (input: unknown) =>
  z.object({ type: z.literal([2, 3]) }).safeParse(input).success ? contextMenu : slashCommand;

interface Measured {
  name: string;
  name_localizations?: Record<string, string | null | undefined> | null | undefined;
  description?: string | undefined;
  description_localizations?: Record<string, string | null | undefined> | null | undefined;
  options?: readonly Measured[] | null | undefined;
  choices?: readonly { name: string; value: string | number }[] | null | undefined;
}

/** Names, descriptions and values of a command and everything in it; the longest localisation counts. */
function commandLength(one: Measured): number {
  const longest = (
    own: string | undefined,
    others: Record<string, string | null | undefined> | null | undefined,
  ) =>
    Math.max(...[own, ...Object.values(others ?? {})].map((word) => countCodePoints(word ?? '')));
  const choices = (one.choices ?? []).reduce(
    (sum, { name, value }) => sum + countCodePoints(name) + countCodePoints(String(value)),
    0,
  );
  const options = (one.options ?? []).reduce((sum, option) => sum + commandLength(option), 0);
  return (
    longest(one.name, one.name_localizations) +
    longest(one.description, one.description_localizations) +
    choices +
    options
  );
}
