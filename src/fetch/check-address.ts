import { isIP } from 'node:net';
import type { AddressPolicy } from './policy.ts';
import { fail, refuse } from './result.ts';

/** The host as addresses and certificates name it: an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const portOf = ({ protocol, port }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);

async function addressesOf(url: URL, { resolve }: AddressPolicy): Promise<readonly string[]> {
  const host = hostOf(url);
  if (isIP(host) !== 0) return [host];
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) throw fail(url, 'unknownHost');
  return addresses;
}

/** What a connection is opened to: never a name, which could mean another address by then. */
export interface CheckedTarget {
  url: URL;
  port: number;
  /** All of them allowed. */
  addresses: readonly string[];
}

/** Finds the addresses of a URL. @throws FetchError when one of them is not allowed */
export async function checkTarget(url: URL, policy: AddressPolicy): Promise<CheckedTarget> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse(url, 'scheme');
  if (url.username !== '' || url.password !== '') throw refuse(url, 'credentials');
  const port = portOf(url);
  if (!policy.isAllowedPort(port)) throw refuse(url, 'port');
  const addresses = await addressesOf(url, policy);
  if (!addresses.every((address) => isIP(address) !== 0 && policy.isAllowedAddress(address)))
    throw refuse(url, 'address');
  return { url, port, addresses };
}
