import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Address, addressesOf, type AddressRules, refusalOf } from './addresses';

/** The other system was not reached or did not take it. `code` has words in `webhooks.json` under `problem`. */
export class DeliveryProblem extends Error {
  constructor(
    readonly code: string,
    /** The status of the answer, where there was one. */
    readonly status: number | null = null,
  ) {
    super(status === null ? code : `${code} ${status}`);
  }
}

/** The whole attempt, from the name to the first line of the answer. */
export const DELIVERY_LIMIT_MS = 10_000;

/**
 * Posts a body once. Resolves when the other side answered 2xx; of its answer nothing but the status is read. Follows no
 * redirect, keeps no connection, and connects to the very addresses that were judged.
 *
 * @throws DeliveryProblem
 */
export async function deliver(
  url: URL,
  headers: Record<string, string>,
  body: string,
  rules: AddressRules,
  limitMs = DELIVERY_LIMIT_MS,
): Promise<void> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    const addresses = await inTime(addressesOf(url), signal);
    const refusal = refusalOf(url, addresses, rules);
    if (refusal) throw new DeliveryProblem(refusal);
    const status = await post(url, addresses, headers, body, signal);
    if (status >= 300 && status < 400) throw new DeliveryProblem('redirect', status);
    if (status < 200 || status >= 300) throw new DeliveryProblem('status', status);
  } catch (error) {
    throw error instanceof DeliveryProblem ? error : new DeliveryProblem(signal.aborted ? 'timed-out' : codeOf(error));
  }
}

function post(
  url: URL,
  addresses: readonly Address[],
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const options = {
      method: 'POST',
      agent: false,
      signal,
      lookup: pinned(addresses),
      headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
    };
    const sent = request(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      // Whatever it says, and however much: nobody reads it.
      response.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A name that is asked for twice may answer twice: first with an address that is allowed, then with another. */
const pinned =
  (addresses: readonly Address[]): LookupFunction =>
  (_host, { all }, done) => {
    const [first] = addresses;
    if (all) done(null, [...addresses]);
    else if (first) done(null, first.address, first.family);
    else done(new Error('No address'), '', 0);
  };

function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

const CODES: Record<string, string> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ENODATA: 'unknown-host',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'cut',
  EPIPE: 'cut',
};

function codeOf(error: unknown): string {
  const { code = '' } = error as { code?: string };
  if (/CERT|SIGNATURE|^ERR_TLS|^ERR_SSL|^EPROTO$/.test(code)) return 'certificate';
  if (/^HPE_/.test(code)) return 'not-http';
  return CODES[code] ?? 'unreachable';
}
