import { generate } from 'otplib';
import type { TestApp } from './app';
import type { Client } from './client';

export const SECOND = '/desk/account/second-factor';

/** A phone with the secret that the page shows: says the code of the moment. */
export class Phone {
  private constructor(
    private readonly app: TestApp,
    readonly secret: string,
  ) {}

  static reads(app: TestApp, html: string): Phone {
    const typed = /id="typed-secret">([^<]+)</.exec(html)?.[1];
    if (!typed) throw new Error('The page shows no key');
    return new Phone(app, typed.replace(/ /g, ''));
  }

  code(): Promise<string> {
    return generate({ secret: this.secret, epoch: Math.floor(this.app.clock.now().getTime() / 1000) });
  }
}

export const offerOn = (html: string): string => /name="offer" value="([^"]+)"/.exec(html)?.[1] ?? '';
export const codesOn = (html: string): string[] =>
  [...(/id="recovery-codes">([\s\S]*?)<\/ol>/.exec(html)?.[1] ?? '').matchAll(/<strong>([^<]+)</g)].map(
    ([, code]) => code!,
  );

/** Turns the second factor of whoever is signed in on; the phone, and the recovery codes on the page after it. */
export async function turnOn(app: TestApp, client: Client): Promise<{ phone: Phone; codes: string[] }> {
  const page = await client.get(SECOND);
  const phone = Phone.reads(app, page.text);
  const answer = await client.post(`${SECOND}/on`, { offer: offerOn(page.text), code: await phone.code() });
  if (answer.location !== `${SECOND}?done=on`) throw new Error(`answered ${answer.status}`);
  const codes = codesOn((await client.get(answer.location)).text);
  app.clock.advance(31_000);
  return { phone, codes };
}
