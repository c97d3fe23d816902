import { deskPaths } from '../../src/platform/paths';
import { type CaseRow, TransferRow } from '../../src/records';
import type { TestApp } from '../support/app';
import type { Answer, Client, Upload } from '../support/client';

/** Opens the form of a move on the case page and sends it, as an official does. */
export async function makeMove(
  client: Client,
  caseId: string,
  name: string,
  fields: Record<string, string> = {},
  files: Upload[] = [],
): Promise<Answer> {
  const form = await client.get(deskPaths.move(caseId, name));
  const version = /name="version" value="(\d+)"/.exec(form.text)?.[1] ?? '';
  return client.post(deskPaths.move(caseId, name), { version, ...fields }, files);
}

/** Offers a case to another institution of the installation and returns the offer. */
export async function offer(app: TestApp, client: Client, row: CaseRow, institutionId: string): Promise<TransferRow> {
  const fields = { way: 'institution', institution: institutionId, reasons: 'Rruga është në territorin tuaj.' };
  const answer = await makeMove(client, row.id, 'forward', fields);
  if (answer.status !== 303) throw new Error(`The offer was refused: ${answer.status}`);
  const offers = await transfersOf(app, row.id);
  return offers.at(-1)!;
}

export const transfersOf = (app: TestApp, caseId: string): Promise<TransferRow[]> =>
  app.source.getRepository(TransferRow).find({ where: { caseId }, order: { offeredAt: 'ASC' } });
