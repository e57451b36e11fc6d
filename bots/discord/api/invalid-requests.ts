import { type REST, RESTEvents } from 'discord.js';

/** Statuses that Discord counts: ten thousand in ten minutes ban the address. Source: "Invalid Request Limit". */
const invalidStatuses = new Set([401, 403, 429]);

/** Whether Discord counts a response towards a ban. @param scope of a 429: limits shared with other bots do not count */
export const countsAsInvalid = (status: number, scope?: string | null): boolean =>
  invalidStatuses.has(status) && scope !== 'shared';

/** Reports responses that count towards a ban, of all clients that it watches. */
export interface InvalidRequestMonitor {
  watch(client: REST): void;
  /** Sets who is told; nobody at first. */
  onInvalidRequest(record: () => void): void;
}

export function createInvalidRequestMonitor(): InvalidRequestMonitor {
  let report: () => void = () => undefined;
  return {
    watch(client) {
      client.on(RESTEvents.Response, (_request, { status, headers }) => {
        if (countsAsInvalid(status, headers.get('X-RateLimit-Scope'))) report();
      });
    },
    onInvalidRequest(record) {
      report = record;
    },
  };
}
