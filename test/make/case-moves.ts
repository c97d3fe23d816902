import { deskPaths, publicPaths } from '../../src/platform/paths';
import { Applicant, type CaseRow } from '../../src/records';
import type { TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';

type Fields = Record<string, string | string[]>;

export const PDF = { name: 'dokumenti ë.pdf', bytes: '%PDF-1.4\n%%EOF\n', type: 'application/pdf' };

export const REFUSED = {
  outcome: 'refused',
  decidedOn: '',
  answerForm: '',
  delivery: 'email',
  do: 'decide',
  grounds: ['privacy'],
  'harm-privacy': 'Do të zbuloheshin numrat personalë.',
  'interest-privacy': 'Shpenzimi shihet edhe pa ta.',
};

/** Opens the form of a move, as an official does, and sends it. */
export async function send(
  client: Client,
  caseId: string,
  move: string,
  fields: Fields,
  files: Parameters<Client['post']>[2] = [],
): Promise<Answer> {
  const form = await client.get(deskPaths.move(caseId, move));
  const version = /name="version" value="(\d+)"/.exec(form.text)?.[1] ?? '';
  return client.post(deskPaths.move(caseId, move), { version, ...fields }, files);
}

/** Moves the clock and signs in anew: nobody stays signed in for weeks. */
export async function on(app: TestApp, day: string, name: string): Promise<Client> {
  app.clock.set(new Date(`${day}T09:00:00+02:00`));
  const client = app.client();
  await client.signIn(`${name}@test`);
  return client;
}

/** What the applicant reads on the tracking page now. */
export async function trackedBy(
  app: TestApp,
  row: Pick<CaseRow, 'id' | 'reference'>,
  lang: 'sq' | 'sr' | 'en' = 'sq',
): Promise<string> {
  const { accessCode } = await app.source.getRepository(Applicant).findOneByOrFail({ caseId: row.id });
  const client = app.client();
  await client.get(publicPaths.trackLink(lang, row.reference, accessCode));
  return readable((await client.get(publicPaths.tracked(lang, row.reference))).text);
}

export const pageOf = async (client: Client, caseId: string): Promise<string> =>
  readable((await client.get(deskPaths.caseFile(caseId))).text);
