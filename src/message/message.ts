import { z } from 'zod';

/** How a moment is shown: the platform's own local time where it has one, else in the reader's zone. */
const timeStyles = ['date', 'time', 'dateTime', 'relative'] as const;

const inlineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    /** Fixed width; other marks stand around it where the platform lets them. */
    code: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('link'), text: z.string(), url: z.url({ protocol: /^https?$/ }) }),
  /** A command as it is typed in one word, with its slash: a platform makes it one to press where it can. */
  z.object({ kind: z.literal('command'), text: z.string().regex(/^\/[a-z0-9_]+$/) }),
  z.object({ kind: z.literal('time'), at: z.iso.datetime(), style: z.enum(timeStyles) }),
]);

const inlinesSchema = z.array(inlineSchema);

const blockSchema = z.discriminatedUnion('kind', [
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
    /** What it is coloured as: `ts`, `python`. */
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
    // A person, a role or a file as its platform names it.
    z.record(z.string(), z.union([z.string(), z.number()])),
  ]),
);

/** What a button does when it is pressed: a command, with arguments that are given. */
export const actionSchema = z.object({
  command: z.string(),
  /** A named step of the command instead of its `run`. */
  step: z.string().optional(),
  args: actionArgs,
  /** `update` changes the message that carries the button; `reply` answers with a new one. */
  answer: z.enum(['reply', 'update']),
  /** Only this account may press. */
  account: z.string().optional(),
  /** It changes something that is not to be changed twice: it may be pressed once. */
  once: z.boolean().optional(),
  /** The place, by our own id, of whose community it is though it stands in a private chat. */
  from: z.string().optional(),
  /** The community that is chosen by pressing, by our own id: the command goes on in it. */
  choose: z.string().optional(),
  /** The words behind a command that goes on, as they were typed. */
  line: z.string().optional(),
  /** What the typed message said beside its words. */
  implied: actionArgs.optional(),
  /** It opens this sheet of the command's form, counted from 0. */
  form: z.number().int().nonnegative().optional(),
  /** The arguments of a sheet that is none of the form's own: what was wrong is written again. */
  fields: z.array(z.string()).optional(),
});

const buttonSchema = z.object({
  label: z.string(),
  style: z.enum(['primary', 'secondary', 'success', 'danger']).optional(),
  url: z.string().optional(),
  action: actionSchema.optional(),
  /** What the platform carries for `action`, once the keyboard is kept. */
  token: z.string().optional(),
});

const optionSchema = z.object({
  label: z.string(),
  description: z.string().optional(),
  action: actionSchema.optional(),
  /** What the platform carries for `action`, once it is kept. */
  token: z.string().optional(),
});

/** One of many: choosing an option does what pressing a button does. */
const menuSchema = z.object({ placeholder: z.string(), options: z.array(optionSchema) });

/** Longest alternative text of a picture, in UTF-16 units. Source: Discord, "Attachment Structure". */
const longestAlt = 1024;

/** At most 10 MiB: what Discord takes from a bot. */
const fileSchema = z.object({
  name: z.string(),
  contentType: z.string(),
  /** UTF-8 text or, with `base64`, bytes. */
  content: z.string(),
  base64: z.boolean().optional(),
  /** Shown as a picture, with this text for those who do not see it. */
  picture: z.object({ alt: z.string().max(longestAlt) }).optional(),
});

/** The mark before the message and the colour beside it. */
const tones = ['plain', 'success', 'warning', 'refusal', 'alert', 'retracted', 'drill'] as const;

/** What the program says, free of any platform. It can be kept as JSON. */
export const messageSchema = z.object({
  tone: z.enum(tones),
  blocks: z.array(blockSchema),
  buttons: z.array(z.array(buttonSchema)),
  menus: z.array(menuSchema).default([]),
  files: z.array(fileSchema),
});

export type Inline = z.infer<typeof inlineSchema>;
export type Block = z.infer<typeof blockSchema>;
export type Table = Extract<Block, { kind: 'table' }>;
export type Action = z.infer<typeof actionSchema>;
export type Button = z.infer<typeof buttonSchema>;
export type Menu = z.infer<typeof menuSchema>;
export type MenuOption = z.infer<typeof optionSchema>;
export type MessageFile = z.infer<typeof fileSchema>;
export type Tone = (typeof tones)[number];
export type TimeStyle = (typeof timeStyles)[number];
export type Message = z.infer<typeof messageSchema>;
