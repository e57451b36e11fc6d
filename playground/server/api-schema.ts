import { z } from 'zod';
import { botAccessChanges } from '../driver/client-driver.ts';
import type { VisibleBlock } from '../driver/visible-rich.ts';

/** Requests and responses of the page and `say`, all under `/playground/api`. */

export const platformSchema = z.enum(['discord', 'telegram']);

const name = z.string().min(1).max(200);
/** Longer than the largest form field; the platforms have lower limits. */
const typed = z.string().max(20_000);

const file = z
  .strictObject({ name, contentType: z.string().max(200), base64: z.base64() })
  .transform(({ base64, ...rest }) => ({ ...rest, bytes: Buffer.from(base64, 'base64') }));

/** What was filled into a field: text, a tick, options, or files. */
const answer = z.union([typed, z.boolean(), z.array(typed).max(25), z.array(file).max(10)]);

const where = z.strictObject({ actor: name, place: name });

/** Inputs by request. Actions are posted as JSON. */
export const requestSchemas = {
  actor: z.strictObject({ actor: name }),
  where,
  complete: where.extend({ typed }),
  say: where.extend({
    text: typed,
    replyTo: name.optional(),
    anonymously: z.boolean().optional(),
    files: z.array(file).max(10).default([]),
  }),
  press: where.extend({ button: typed.min(1) }),
  choose: where.extend({ menu: typed.min(1), values: z.array(typed).max(25) }),
  command: where.extend({ message: name, command: name }),
  relate: where.extend({ change: z.enum(botAccessChanges) }),
  submit: z.strictObject({ actor: name, values: z.record(z.string().max(200), answer) }),
  settings: z.strictObject({
    actor: name,
    serverVersion: name.optional(),
    app: z.strictObject({ isOnline: z.boolean(), isOld: z.boolean() }).partial().default({}),
    /** Starts the person's app again. */
    restartApp: z.boolean().default(false),
  }),
  file: z.strictObject({
    actor: name,
    place: name,
    message: name,
    index: z.coerce.number().int().min(0).max(100),
  }),
  news: z.strictObject({
    actor: name,
    /** The cursor of the previous response; without it the response is immediate. */
    after: z.coerce.number().int().min(0).optional(),
    notices: z.coerce.number().int().min(0).default(0),
    form: z.string().max(200).default(''),
    /** Longest wait for an event, in milliseconds. */
    wait: z.coerce.number().int().min(0).max(60_000).default(0),
  }),
} as const;

const span = z.object({
  text: z.string(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
  pre: z.boolean().optional(),
  quote: z.boolean().optional(),
  spoiler: z.boolean().optional(),
  heading: z.number().optional(),
  link: z.string().optional(),
  mention: z.string().optional(),
  time: z.number().optional(),
});

const button = z.object({
  id: z.string(),
  label: z.string(),
  url: z.string().optional(),
  style: z.enum(['primary', 'secondary', 'success', 'danger', 'link']).optional(),
  disabled: z.boolean().optional(),
  copies: z.string().optional(),
});

const option = z.object({
  label: z.string(),
  value: z.string(),
  description: z.string().optional(),
});

const menu = z.object({
  id: z.string(),
  placeholder: z.string().optional(),
  options: z.array(option),
});

const embed = z.object({
  colour: z.string().optional(),
  title: z.array(span).optional(),
  url: z.string().optional(),
  body: z.array(span).optional(),
  fields: z.array(z.object({ name: z.array(span), value: z.array(span), inline: z.boolean() })),
  footer: z.string().optional(),
  image: z.string().optional(),
  imageAlt: z.string().optional(),
});

/** The program's own blocks, which contain each other; their members are not validated again. */
const richBlock = z.custom<VisibleBlock>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value,
);

const picture = z.object({
  /** Absent for pictures that are not on this machine. */
  url: z.string().optional(),
  description: z.string().optional(),
  spoiler: z.boolean(),
});

const layoutPart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), body: z.array(span) }),
  z.object({
    kind: z.literal('section'),
    texts: z.array(z.array(span)),
    button: button.optional(),
    picture: picture.optional(),
  }),
  z.object({ kind: z.literal('gallery'), pictures: z.array(picture) }),
  z.object({ kind: z.literal('file'), index: z.number(), spoiler: z.boolean() }),
  z.object({ kind: z.literal('separator'), hasLine: z.boolean(), isLarge: z.boolean() }),
  z.object({ kind: z.literal('row'), buttons: z.array(button), menus: z.array(menu) }),
]);

const container = z.object({
  kind: z.literal('container'),
  colour: z.string().optional(),
  spoiler: z.boolean(),
  parts: z.array(layoutPart),
});

const message = z.object({
  id: z.string(),
  version: z.number(),
  from: z.object({ name: z.string(), bot: z.boolean(), actor: z.string().optional() }),
  at: z.number(),
  body: z.array(span),
  service: z.boolean().optional(),
  rich: z.array(richBlock).optional(),
  asksForReply: z.boolean().optional(),
  embeds: z.array(embed),
  buttons: z.array(z.array(button)),
  menus: z.array(menu),
  files: z.array(
    z.object({
      name: z.string(),
      contentType: z.string(),
      size: z.number(),
      url: z.string(),
      description: z.string().optional(),
    }),
  ),
  layout: z.array(z.discriminatedUnion('kind', [...layoutPart.options, container])).optional(),
  private: z.boolean(),
  edited: z.boolean(),
  pinned: z.boolean().optional(),
  pending: z.boolean(),
  replyTo: z.string().optional(),
  command: z.string().optional(),
});

const form = z.object({
  id: z.string(),
  title: z.string(),
  texts: z.array(z.object({ before: z.number(), body: z.array(span) })),
  fields: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      description: z.string().optional(),
      kind: z.enum(['text', 'radio', 'checkboxes', 'checkbox', 'select', 'file']),
      value: z.string(),
      required: z.boolean(),
      multiline: z.boolean(),
      minLength: z.number().optional(),
      maxLength: z.number().optional(),
      placeholder: z.string().optional(),
      options: z.array(option).optional(),
      chosen: z.array(z.string()).optional(),
      minValues: z.number().optional(),
      maxValues: z.number().optional(),
      fileTypes: z.array(z.string()).optional(),
    }),
  ),
});

const place = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum(['private', 'group', 'channel']),
  server: z.string().optional(),
  canWrite: z.boolean(),
  /** The newest version caused by someone else; messages above the reader's mark are unread. */
  latest: z.number(),
});

/** Responses by request. */
export const responseSchemas = {
  world: z.object({
    /** Another number means that the program was restarted. */
    run: z.number(),
    actors: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        role: z.string(),
        locale: z.enum(['vi', 'en']),
      }),
    ),
    platforms: z.array(platformSchema),
  }),
  places: z.object({ places: z.array(place) }),
  /** Without anything where a platform has no settings. */
  settings: z.object({
    serverVersion: z.string().optional(),
    serverVersions: z.array(z.string()).default([]),
    app: z.object({ isOnline: z.boolean(), isOld: z.boolean() }).optional(),
  }),
  screen: z.object({
    messages: z.array(message),
    form: form.optional(),
    /** What the menu of a message offers here. */
    messageCommands: z.array(z.string()),
    notices: z.array(z.string()),
  }),
  completions: z.object({
    completions: z.array(
      z.object({ insert: z.string(), label: z.string(), description: z.string().optional() }),
    ),
  }),
  news: z.object({
    version: z.number(),
    notices: z.number(),
    form: form.optional(),
    messages: z.array(z.object({ place: z.string(), message })),
    /** Pending answers, whenever they were sent: place and id. */
    promised: z.array(z.string()),
    /** Pop-ups since the cursor. */
    popUps: z.array(z.string()),
  }),
  done: z.object({}),
  refusal: z.object({ error: z.string() }),
} as const;

export type SpanView = z.infer<typeof span>;
export type MessageView = z.infer<typeof message>;
export type EmbedView = z.infer<typeof embed>;
export type FormView = z.infer<typeof form>;
export type PlaceView = z.infer<typeof place>;
export type WorldView = z.infer<typeof responseSchemas.world>;
export type EventBatch = z.infer<typeof responseSchemas.news>;
