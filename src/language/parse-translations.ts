import { z } from 'zod';
import { locales } from './locale.ts';
import type { Translations } from './translations.ts';

const schema = z.partialRecord(z.enum(locales), z.record(z.string(), z.string()));

/** A record's words in other languages; none when what is kept cannot be read. */
export const parseTranslations = (kept: unknown): Translations => schema.safeParse(kept).data ?? {};
