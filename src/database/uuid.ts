import { z } from 'zod';

/** Whether this can be the id of a row. Ids reach us through text that users can edit. */
export const isUuid = (text: string): boolean => z.uuid().safeParse(text).success;
