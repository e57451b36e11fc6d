import { z } from 'zod';
import { locales } from './locale.ts';
import type { Translations } from './translations.ts';

const schema = z.partialRecord(z.enum(locales), z.record(z.string(), z.string()));

/** Stored translations of a record; none when they are malformed. */
export const parseTranslations = (stored: unknown): Translations =>
  schema.safeParse(stored).data ?? {};
