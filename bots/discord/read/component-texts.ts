import { z } from 'zod';

/** What holds texts: itself, or the components inside it. */
const componentSchema = z.object({
  content: z.string().optional(),
  components: z.array(z.unknown()).optional(),
});

/** All texts of components as Discord's JSON has them, in order. */
export const componentTexts = (components: readonly unknown[]): string =>
  components
    .map((component) => {
      const { content, components: inner = [] } = componentSchema.safeParse(component).data ?? {};
      return content ?? componentTexts(inner);
    })
    .filter((text) => text !== '')
    .join('\n');
