import { lookup } from 'node:dns/promises';
import { isPublicAddress } from './public-address.ts';

/** Which servers may be asked. */
export interface AddressPolicy {
  /** The addresses of a host name. @throws when it has none */
  resolve(host: string): Promise<readonly string[]>;
  isAllowedAddress(address: string): boolean;
  isAllowedPort(port: number): boolean;
}

/** What a reader may take of a server. */
export interface FetchLimits {
  /** Of the body, as it is sent and as it is read. */
  maxBytes: number;
  /** From the first look-up to the last byte, redirects included. */
  timeoutMs: number;
  maxRedirects: number;
}

/** Servers of the public web, and no others: the only policy for addresses that people give. */
export const publicWeb: AddressPolicy = {
  resolve: async (host) =>
    (await lookup(host, { all: true, order: 'ipv4first' })).map(({ address }) => address),
  isAllowedAddress: isPublicAddress,
  // Of the low ports only those of the web: others speak protocols that a request could be mistaken for.
  isAllowedPort: (port) => port === 80 || port === 443 || port >= 1024,
};
