import type { RawFile } from 'discord.js';
import { DefaultRestOptions, REST, type RequestMethod, type ResponseLike } from 'discord.js';
import { throwOnActionLimit } from './action-limit.ts';

/** Timeout of a request, in milliseconds. */
const requestTimeoutMs = 15_000;
/** How often discord.js drops the queues of channels without requests, in milliseconds. */
const queueSweepIntervalMs = 10_000;

export interface RequestContent {
  body?: object;
  files?: RawFile[];
  query?: Record<string, string>;
}

/** Discord's REST API without retries or waiting: delivery decides what follows a failure. */
export interface PublisherClient {
  /** The request that delivery's rate limiter has admitted. */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    route: `/${string}`,
    content?: RequestContent,
  ): Promise<ResponseLike>;
  /** An additional request, which is admitted by itself since it counts towards the same limit. */
  requestExtra: PublisherClient['request'];
  /** Sets what admits additional requests; its result is called when Discord has answered. */
  onExtraRequest(acquire: () => Promise<() => void>): void;
}

export function createPublisherClient({
  token,
  apiUrl,
}: {
  token: string;
  apiUrl: string;
}): PublisherClient {
  const rest = new REST({
    version: '10',
    api: apiUrl,
    retries: 0,
    timeout: requestTimeoutMs,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    handlerSweepInterval: queueSweepIntervalMs,
    makeRequest: async (url, init) =>
      throwOnActionLimit(await DefaultRestOptions.makeRequest(url, init)),
  });
  let acquire: () => Promise<() => void> = async () => () => undefined;

  const request: PublisherClient['request'] = (method, route, { body, files, query } = {}) => {
    // discord.js drops the token for good after one 401.
    rest.setToken(token);
    return rest.queueRequest({
      method: method as RequestMethod,
      fullRoute: route,
      ...(body === undefined ? {} : { body }),
      ...(files === undefined || files.length === 0 ? {} : { files }),
      ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
    });
  };
  return {
    request,
    async requestExtra(...args) {
      const release = await acquire();
      const response = await request(...args);
      // Without an answer the request may count for a while: what admits it knows how long.
      release();
      return response;
    },
    onExtraRequest(next) {
      acquire = next;
    },
  };
}
