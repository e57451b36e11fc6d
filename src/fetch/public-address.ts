import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { lazy } from '../lazy.ts';

/** IPv4 ranges that are not public. Source: IANA IPv4 Special-Purpose Address Registry; multicast and reserved space. */
const specialIPv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/**
 * Ranges of global unicast that are not public or carry an IPv4 address: IETF protocols and Teredo, documentation, 6to4.
 * Source: IANA IPv6 Special-Purpose Address Registry.
 */
const specialIPv6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const lists = lazy(() => {
  const special = new BlockList();
  for (const [net, prefix] of specialIPv4) special.addSubnet(net, prefix, 'ipv4');
  for (const [net, prefix] of specialIPv6) special.addSubnet(net, prefix, 'ipv6');
  // Everything else is special: loopback, link-local, unique local, IPv4-mapped, NAT64, multicast.
  const unicast = new BlockList();
  unicast.addSubnet('2000::', 3, 'ipv6');
  return { special, unicast };
});

/** Whether an IP address, as text, is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  const { special, unicast } = lists();
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  return (
    isIPv6(address) &&
    !address.includes('%') &&
    unicast.check(address, 'ipv6') &&
    !special.check(address, 'ipv6')
  );
}
