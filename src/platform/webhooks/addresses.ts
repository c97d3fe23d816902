import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** What a name stands for, as the net knows it now. */
export interface Address {
  address: string;
  family: number;
}

/** Where an address leads: out into the internet, to this machine, into the house, or to nowhere that could answer. */
export type Reach = 'public' | 'loopback' | 'private' | 'never';

/** What may be reached (QASJA_WEBHOOK_PRIVATE), and whether this is real use (NODE_ENV). */
export interface AddressRules {
  webhookPrivate: boolean;
  production: boolean;
}

/** Ranges of the IANA registries of special-purpose addresses; what maps IPv4 into IPv6 is judged by its IPv4 part. */
const RANGES: Record<Exclude<Reach, 'public'>, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
  // Link-local is here and not above: the machines of cloud providers hand out their secrets there.
  never: [
    ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15'],
    ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
    // ::/96 and ::ffff:0:0:0/96 were ways to write an IPv4 address, which nobody judges any more.
    ...['::/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32'],
    ...['2002::/16', '3fff::/20', '5f00::/16', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
  ],
};

const LISTS = Object.entries(RANGES).map(([reach, ranges]) => {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits] = range.split('/');
    list.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4');
  }
  return [reach as Reach, list] as const;
});

export function reachOf({ address, family }: Address): Reach {
  const found = LISTS.find(([, list]) => list.check(address, family === 6 ? 'ipv6' : 'ipv4'));
  return found ? found[0] : 'public';
}

/** The addresses of a URL's host. Rejects, with the code of the resolver, for a name that nobody knows. */
export async function addressesOf({ hostname }: URL): Promise<Address[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  return family ? [{ address: host, family }] : lookup(host, { all: true });
}

/**
 * Why nothing is sent there, or null. One forbidden address among several is enough: the net chooses which of them is
 * used. Unencrypted it goes only to this machine, and only while developing.
 */
export function refusalOf(
  { protocol }: URL,
  addresses: readonly Address[],
  { webhookPrivate, production }: AddressRules,
): 'not-https' | 'private-address' | null {
  const reaches = addresses.map(reachOf);
  const allowed = (reach: Reach): boolean =>
    reach === 'public' || (webhookPrivate && (reach === 'loopback' || reach === 'private'));
  if (!reaches.every(allowed)) return 'private-address';
  const plain = protocol === 'http:' && !production && reaches.every((reach) => reach === 'loopback');
  return protocol === 'https:' || plain ? null : 'not-https';
}
