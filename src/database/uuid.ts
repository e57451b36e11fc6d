import { z } from 'zod';

/** Whether this can be the id of a row: what a person types after a picked value's mark may be anything. */
export const isUuid = (text: string): boolean => z.uuid().safeParse(text).success;
