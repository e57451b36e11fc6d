import { z } from 'zod';

/** How a moment is shown: as the platform's own local time where supported, else in the reader's zone. */
const timeStyles = ['date', 'time', 'dateTime', 'relative'] as const;

const inlineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    /** Monospaced; combined with the other styles where the platform allows it. */
    code: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('link'), text: z.string(), url: z.url({ protocol: /^https?$/ }) }),
  /** A command in the form of one word, with its slash; clickable where the platform supports it. */
  z.object({ kind: z.literal('command'), text: z.string().regex(/^\/[a-z0-9_]+$/) }),
  z.object({ kind: z.literal('time'), at: z.iso.datetime(), style: z.enum(timeStyles) }),
]);

const inlinesSchema = z.array(inlineSchema);

/** Longest text of a copy button, in UTF-16 units. Source: Bot API, "CopyTextButton". */
export const longestCopy = 256;

/** Blocks that are text alone. */
const plainBlockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), content: inlinesSchema }),
  z.object({ kind: z.literal('paragraph'), content: inlinesSchema }),
  z.object({
    kind: z.literal('list'),
    items: z.array(inlinesSchema),
    /** The number of the first item; without it the list is not numbered. */
    start: z.int().min(0).optional(),
  }),
  z.object({ kind: z.literal('quote'), content: inlinesSchema }),
  z.object({
    kind: z.literal('fields'),
    fields: z.array(z.object({ name: z.string(), value: inlinesSchema })),
  }),
  z.object({
    kind: z.literal('code'),
    text: z.string(),
    /** Language for syntax highlighting: `ts`, `python`. */
    language: z
      .string()
      .regex(/^[a-zA-Z0-9_+#.-]{1,32}$/)
      .optional(),
  }),
  z.object({
    kind: z.literal('table'),
    header: z.array(z.string()),
    rows: z.array(z.array(inlinesSchema)),
  }),
  z.object({ kind: z.literal('footer'), content: inlinesSchema }),
]);

const actionArgs = z.record(
  z.string(),
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    // A reference to a person, a role or a file of the platform.
    z.record(z.string(), z.union([z.string(), z.number()])),
  ]),
);

/** What a button does when pressed: runs a command with the given arguments. */
export const actionSchema = z.object({
  command: z.string(),
  /** A named action of the command instead of its `run`. */
  step: z.string().optional(),
  args: actionArgs,
  /** `update` replaces the message with the button; `reply` answers with a new one. */
  answer: z.enum(['reply', 'update']),
  /** Id of the only account that may press it. */
  account: z.string().optional(),
  /** Can be pressed only once, since repeating the change would be wrong. */
  once: z.boolean().optional(),
  /** Our id of the chat whose community the command applies to, when the button is in a private chat. */
  from: z.string().optional(),
  /** Our id of the community that pressing selects; the command then continues in it. */
  choose: z.string().optional(),
  /** The typed text after the command's name, for a command that continues. */
  line: z.string().optional(),
  /** Arguments implied by the typed message besides its text. */
  implied: actionArgs.optional(),
  /** Opens this page of the command's form, counted from 0. */
  form: z.number().int().nonnegative().optional(),
  /**
   * The arguments of a page outside the form's own sequence: the invalid ones, to be corrected, or those that a button
   * asks for. Where there are no forms, they are asked for one after the other.
   */
  fields: z.array(z.string()).optional(),
  /** What is answered, for a button that shows the folded part of its message. */
  blocks: z.array(plainBlockSchema).optional(),
});

const buttonSchema = z.object({
  label: z.string(),
  style: z.enum(['primary', 'secondary', 'success', 'danger']).optional(),
  url: z.string().optional(),
  action: actionSchema.optional(),
  /** The text that is copied when it is pressed, where a platform can; else `action` runs. Excludes `url`. */
  copy: z.string().min(1).max(longestCopy).optional(),
  /** It cannot be pressed; its label says why. */
  disabled: z.boolean().optional(),
  /** The token that the platform stores for `action`; set once the actions are saved. */
  token: z.string().optional(),
});

/** One row of a list that people can act on. */
const rowSchema = z.object({
  content: inlinesSchema,
  /** A short name for the row, shown on a button where buttons are apart from the rows. */
  name: z.string(),
  buttons: z.array(buttonSchema),
  /** What the row says by column, for a table in place of the content. */
  cells: z.array(inlinesSchema).optional(),
});

const blockSchema = z.discriminatedUnion('kind', [
  ...plainBlockSchema.options,
  z.object({
    kind: z.literal('rows'),
    rows: z.array(rowSchema),
    /** The number of the first row. */
    start: z.int().min(0),
    /** Names of the columns, where the rows have cells. */
    header: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('details'),
    /** What is shown in any case. */
    summary: inlinesSchema,
    /** What is folded away where a platform can, and shown otherwise. */
    blocks: z.array(plainBlockSchema),
    /** Answers with the blocks, where a platform cannot fold them. */
    more: buttonSchema,
  }),
]);

const optionSchema = z.object({
  label: z.string(),
  description: z.string().optional(),
  action: actionSchema.optional(),
  /** The token that the platform stores for `action`; set once it is saved. */
  token: z.string().optional(),
});

/** A select menu: choosing an option works like pressing a button. */
const menuSchema = z.object({ placeholder: z.string(), options: z.array(optionSchema) });

/** Longest alternative text of an image, in UTF-16 units. Source: Discord, "Attachment Structure". */
export const longestAlt = 1024;

/** A stored picture that the message shows, and what it shows in words. */
export const shownPictureSchema = z.object({
  /** SHA-256 of its bytes, in hexadecimal: see `src/pictures`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  alt: z.string().max(longestAlt),
});

/** At most 10 MiB, Discord's upload limit for bots. */
const fileSchema = z.object({
  name: z.string(),
  contentType: z.string(),
  /** UTF-8 text, or bytes with `base64`. */
  content: z.string(),
  base64: z.boolean().optional(),
  /** Shown as an image, with this alternative text. */
  picture: z.object({ alt: z.string().max(longestAlt) }).optional(),
});

/** Determines the icon before the message and its colour. */
const tones = ['plain', 'success', 'warning', 'refusal', 'alert', 'retracted', 'drill'] as const;

/**
 * A message whose readers chose tables. Where a platform can draw them, its tables and lists of rows are drawn so, with
 * `asText` under them; elsewhere it is as any other message, or is replaced by the blocks `instead` without any buttons.
 */
const tablesSchema = z.object({
  /** Answers with the plain form. */
  asText: buttonSchema.optional(),
  instead: z.array(plainBlockSchema).optional(),
});

/** A platform-independent message, serializable as JSON. */
export const messageSchema = z.object({
  tone: z.enum(tones),
  blocks: z.array(blockSchema),
  buttons: z.array(z.array(buttonSchema)),
  menus: z.array(menuSchema).default([]),
  files: z.array(fileSchema),
  tables: tablesSchema.optional(),
  /** Sent without it when it is not stored any more. */
  picture: shownPictureSchema.optional(),
});

export type Inline = z.infer<typeof inlineSchema>;
export type Block = z.infer<typeof blockSchema>;
export type RowsBlock = Extract<Block, { kind: 'rows' }>;
export type PlainBlock = z.infer<typeof plainBlockSchema>;
export type DetailsBlock = Extract<Block, { kind: 'details' }>;
/** Blocks that are text alone, some of it folded away. */
export type TextBlock = PlainBlock | DetailsBlock;
export type Row = z.infer<typeof rowSchema>;
export type Table = Extract<Block, { kind: 'table' }>;
export type Action = z.infer<typeof actionSchema>;
export type Button = z.infer<typeof buttonSchema>;
export type Menu = z.infer<typeof menuSchema>;
export type MenuOption = z.infer<typeof optionSchema>;
export type ShownPicture = z.infer<typeof shownPictureSchema>;
export type MessageFile = z.infer<typeof fileSchema>;
export type Tone = (typeof tones)[number];
export type TimeStyle = (typeof timeStyles)[number];
export type Message = z.infer<typeof messageSchema>;
