import type { Platform } from '../platform.ts';
import type { SendResult } from './publisher.ts';
import type { DirectRequests } from './rate-limit/direct-requests.ts';
import type { ServerEventsByPlatform } from './server-events.ts';

/** Server events by the bots, whose requests count towards the limits of delivery. */
export const limitServerEvents =
  (
    find: ServerEventsByPlatform,
    requestDirectly: (platform: Platform) => DirectRequests,
  ): ServerEventsByPlatform =>
  (platform) => {
    const events = find(platform);
    if (!events) return undefined;
    const limited =
      <Args extends [server: string, ...unknown[]], Value>(
        act: (...args: Args) => Promise<SendResult<Value>>,
      ) =>
      (...args: Args): Promise<SendResult<Value>> =>
        requestDirectly(platform)({ id: args[0] }, () => act(...args));
    return {
      maxOpen: events.maxOpen,
      list: limited(events.list),
      create: limited(events.create),
      change: limited(events.change),
      cancel: limited(events.cancel),
      remove: limited(events.remove),
    };
  };
