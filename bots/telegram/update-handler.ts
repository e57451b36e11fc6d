import { createMessageHandler, type MessageHandlerOptions } from './message-handler.ts';
import { createPressHandler, type PressHandlerOptions } from './press-handler.ts';
import { createResponderQueue, type ResponderQueueOptions } from './send/responder-queue.ts';

export type UpdateHandlerOptions = ResponderQueueOptions &
  Omit<MessageHandlerOptions & PressHandlerOptions, 'responders'>;

/** Passes messages and button presses to the dispatcher. */
export function createUpdateHandler(options: UpdateHandlerOptions) {
  const responders = createResponderQueue(options);
  return {
    onMessage: createMessageHandler({ ...options, responders }),
    onPress: createPressHandler({ ...options, responders }),
  };
}
