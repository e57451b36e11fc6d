import type { Message } from '../message.ts';

/** The message as it is shown where no tables can be drawn. */
export const plainForm = (message: Message): Message =>
  message.tables?.instead ? { ...message, blocks: message.tables.instead, buttons: [] } : message;
