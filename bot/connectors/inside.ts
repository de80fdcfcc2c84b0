/**
 * What is inside of the house: addresses that somebody outside must not make this server call. A name is judged by what it
 * is looked up to, at the very call, so that one that points elsewhere later reaches nothing either.
 */
import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Own, private, shared, link-local, test and multicast networks (IANA's special-purpose registries). */
const NETWORKS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 4], ['240.0.0.0', 4],
  // Also what carries an IPv4 address inside; a mapped one (::ffff:…) is judged as IPv4 by itself.
  ['::', 96], ['64:ff9b::', 96], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8],
];

const HOUSE = new BlockList();
for (const [network, bits] of NETWORKS) HOUSE.addSubnet(network, bits, network.includes(':') ? 'ipv6' : 'ipv4');

/** `host` as in a URL, IPv6 in brackets; a name is inside only if it says so itself. */
export const isInside = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '');
  const kind = isIP(bare);
  if (kind === 0) return /(^|\.)localhost\.?$/i.test(bare);
  return HOUSE.check(bare, kind === 6 ? 'ipv6' : 'ipv4');
};

/** Looks a name up and refuses it when any of its addresses is inside. */
export const lookupOutside: LookupFunction = (host, options, found) => {
  lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error || !first) return found(error ?? new Error('no address'), '');
    if (addresses.some(({ address }) => isInside(address))) return found(new Error('inside of the house'), '');
    if (options.all) return found(null, addresses);
    found(null, first.address, first.family);
  });
};
