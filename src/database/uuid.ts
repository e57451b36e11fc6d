import { z } from 'zod';
import { lazy } from '../lazy.ts';

const uuid = lazy(() => z.uuid().lowercase());

/**
 * Whether this can be the id of a row. Ids reach us through text that users can edit: of the spellings that the database
 * reads as one id, only its own counts, since the cache tells ids apart by their text.
 */
export const isUuid = (text: string): boolean => uuid().safeParse(text).success;
