import { z } from 'zod';
import { throwApiError } from '../errors.ts';
import { limits } from '../limits.ts';
import {
  type ButtonComponent,
  button,
  type CustomIdPlace,
  complainOfDuplicates,
  type MessageRow,
  messageRow,
  type SelectComponent,
} from './components.ts';
import { boundedList, boundedText, countCodePoints, reportIssue, webUrl } from './read-form.ts';

const at = limits.layout;

const id = z.int().min(0).nullish();

const media = z.object({ url: webUrl(at.url, ['http', 'https', 'attachment']) });

const textDisplay = z.object({ type: z.literal(10), id, content: boundedText(at.text, 1) });

const picture = {
  media,
  description: boundedText(limits.files.description, 1).nullish(),
  spoiler: z.boolean().nullish(),
};

const section = z.object({
  type: z.literal(9),
  id,
  components: boundedList(textDisplay, at.sectionTexts, 1),
  accessory: z.discriminatedUnion('type', [
    button,
    z.object({ type: z.literal(11), id, ...picture }),
  ]),
});

const gallery = z.object({
  type: z.literal(12),
  id,
  items: boundedList(z.object(picture), at.galleryItems, 1),
});

const file = z.object({
  type: z.literal(13),
  id,
  file: z.object({ url: webUrl(at.url, ['attachment']) }),
  spoiler: z.boolean().nullish(),
});

const separator = z.object({
  type: z.literal(14),
  id,
  divider: z.boolean().nullish(),
  spacing: z.literal([1, 2]).nullish(),
});

const innerPart = z.discriminatedUnion('type', [
  messageRow,
  textDisplay,
  section,
  gallery,
  file,
  separator,
]);

const container = z.object({
  type: z.literal(17),
  id,
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().nullish(),
  components: boundedList(innerPart, at.components, 1),
});

const messagePart = z.discriminatedUnion('type', [...innerPart.options, container]);

export type InnerPart = z.output<typeof innerPart>;
export type MessagePart = z.output<typeof messagePart>;
export type Picture = z.output<typeof gallery>['items'][number];

interface PlacedComponent {
  component: ButtonComponent | SelectComponent;
  path: PropertyKey[];
}

const inRow = ({ components }: MessageRow, path: PropertyKey[]): PlacedComponent[] =>
  components.map((component, index) => ({ component, path: [...path, 'components', index] }));

function placedIn(part: MessagePart, path: PropertyKey[]): PlacedComponent[] {
  if (part.type === 1) return inRow(part, path);
  if (part.type === 17)
    return part.components.flatMap((one, index) => placedIn(one, [...path, 'components', index]));
  return part.type === 9 && part.accessory.type === 2
    ? [{ component: part.accessory, path: [...path, 'accessory'] }]
    : [];
}

/** The buttons and selects of a message, in reading order. */
export const pressableOf = (parts: readonly MessagePart[]): PlacedComponent['component'][] =>
  parts.flatMap((part, index) => placedIn(part, [index]).map(({ component }) => component));

/** All parts of a message, those inside containers after their container. */
export const flatParts = (parts: readonly MessagePart[]): MessagePart[] =>
  parts.flatMap((part): MessagePart[] => (part.type === 17 ? [part, ...part.components] : [part]));

/** The components of a message, of whichever kind. */
export const messageComponents = boundedList(messagePart, at.components).superRefine(
  (parts, ctx) => {
    const places = parts.flatMap((part, index): CustomIdPlace[] =>
      placedIn(part, [index]).flatMap(({ component, path }) =>
        component.custom_id == null
          ? []
          : [{ customId: component.custom_id, path: [...path, 'custom_id'] }],
      ),
    );
    complainOfDuplicates(ctx, places);
    const count = countComponents(parts);
    if (count > at.components)
      reportIssue(
        ctx,
        'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
        `The total number of components exceeds the maximum of ${at.components}`,
      );
    const length = textsOf(parts).reduce((sum, text) => sum + countCodePoints(text), 0);
    if (length > at.text)
      reportIssue(
        ctx,
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        `Components displayable text size exceeds maximum size of ${at.text}`,
      );
  },
);

/** Every component counts, those inside others too. */
const countComponents = (parts: readonly MessagePart[]): number =>
  flatParts(parts).reduce((sum, part) => {
    if (part.type === 1) return sum + 1 + part.components.length;
    return part.type === 9 ? sum + 2 + part.components.length : sum + 1;
  }, 0);

/** The texts of a message with this layout. */
export const textsOf = (parts: readonly MessagePart[]): string[] =>
  flatParts(parts).flatMap((part) => {
    if (part.type === 10) return [part.content];
    return part.type === 9 ? part.components.map(({ content }) => content) : [];
  });

/** Addresses of everything that a message's layout shows. */
export const mediaOf = (parts: readonly MessagePart[]): { url: string; path: PropertyKey[] }[] =>
  parts.flatMap((part, index) => mediaIn(part, [index]));

function mediaIn(part: MessagePart, path: PropertyKey[]): { url: string; path: PropertyKey[] }[] {
  if (part.type === 17)
    return part.components.flatMap((one, index) => mediaIn(one, [...path, 'components', index]));
  if (part.type === 13) return [{ url: part.file.url, path: [...path, 'file', 'url'] }];
  if (part.type === 12)
    return part.items.map(({ media: { url } }, index) => ({
      url,
      path: [...path, 'items', index, 'media', 'url'],
    }));
  return part.type === 9 && part.accessory.type === 11
    ? [{ url: part.accessory.media.url, path: [...path, 'accessory', 'media', 'url'] }]
    : [];
}

interface Laid {
  content: string;
  embeds: readonly unknown[];
  components: readonly MessagePart[];
  files: readonly { name: string }[];
}

/**
 * Refuses what goes together in no message: content or embeds with the new layout, the new components without it.
 * @param under where the message stands in the request
 */
export function requireFittingLayout(
  { content, embeds, components, files }: Laid,
  isLaidOut: boolean,
  under: readonly PropertyKey[],
): void {
  const refuse = (path: PropertyKey[], code: string, message: string) =>
    throwApiError('invalidForm', [{ path: [...under, ...path], code, message }]);
  if (!isLaidOut) {
    const at = components.findIndex(({ type }) => type !== 1);
    if (at >= 0)
      refuse(
        ['components', at],
        'UNION_TYPE_CHOICES',
        'Value of field "type" must be one of (1,).',
      );
    if (components.length > limits.components.rows)
      refuse(
        ['components'],
        'BASE_TYPE_MAX_LENGTH',
        `Must be ${limits.components.rows} or fewer in length.`,
      );
    return;
  }
  for (const [field, isUsed] of [
    ['content', content !== ''],
    ['embeds', embeds.length > 0],
  ] as const)
    if (isUsed)
      refuse(
        [field],
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      );
  for (const { url, path } of mediaOf(components))
    if (
      url.startsWith('attachment://') &&
      !files.some(({ name }) => url === `attachment://${name}`)
    )
      refuse(
        ['components', ...path],
        'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
        'The referenced attachment was not found',
      );
}
