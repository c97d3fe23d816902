import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Answer {
  status: number;
  headers: Headers;
  /** Where a redirect leads, as a path. */
  location: string | null;
  text: string;
  json: () => unknown;
}

export type Fields = Record<string, string | string[]>;
export interface Upload {
  field?: string;
  name: string;
  bytes: Uint8Array | string;
  type?: string;
}

/** A browser without a screen: keeps cookies, follows nothing by itself, sends the form's token of the last page. */
export class Client {
  private readonly cookies = new Map<string, string>();
  private token = '';

  constructor(
    private readonly base: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  get(address: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(address, { method: 'GET', headers });
  }

  /** Posts a form; with files as multipart. The token comes from the last page that had one, unless `_csrf` is given. */
  post(address: string, fields: Fields = {}, files: Upload[] = []): Promise<Answer> {
    const pairs = Object.entries({ _csrf: this.token, ...fields }).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, one]),
    );
    if (files.length === 0) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return this.send(address, { method: 'POST', headers, body: new URLSearchParams(pairs).toString() });
    }
    const body = new FormData();
    for (const [name, value] of pairs) body.append(name, value);
    for (const file of files) {
      const bytes = typeof file.bytes === 'string' ? new TextEncoder().encode(file.bytes) : file.bytes;
      body.append(file.field ?? 'files', new Blob([Buffer.from(bytes)], { type: file.type ?? '' }), file.name);
    }
    return this.send(address, { method: 'POST', body });
  }

  /** Loads the page for its token, then posts to the same address. */
  async fill(address: string, fields: Fields, files: Upload[] = []): Promise<Answer> {
    await this.get(address);
    return this.post(address, fields, files);
  }

  async signIn(email: string, password = 'fjalekalim-prove-1'): Promise<Answer> {
    await this.get('/desk/sign-in');
    const answer = await this.post('/desk/sign-in', { email, password });
    if (answer.status === 303) await this.get('/desk');
    return answer;
  }

  /** What it would send with the next request. */
  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async send(address: string, init: RequestInit): Promise<Answer> {
    const url = new URL(address, this.base);
    const cookie = this.cookieHeader();
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...this.headers, ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, cut));
      else this.cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    const text = await response.text();
    const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1];
    if (token) this.token = token;
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      location: location && location.startsWith(this.base) ? location.slice(this.base.length) : location,
      text,
      json: () => JSON.parse(text) as unknown,
    };
  }
}

/** The text of a page as a person reads it: no tags, single spaces, entities resolved. */
export function readable(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;|&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

export const sample = (name: string): Buffer => readFileSync(path.join(__dirname, 'data', name));
