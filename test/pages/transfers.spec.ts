import { axe, startBrowser, visitor } from '../support/browser';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { PASSWORD, type Seed, seedMunicipality } from '../support/seed';
import { caseOf, fileByForm, lettersOf, messagesOf } from '../make/case-from-form';
import { makeMove, offer, transfersOf } from '../make/offers';
import { MailComposer } from '../../src/platform/mail';
import { deskPaths, publicPaths } from '../../src/platform/paths';
import {
  Applicant,
  CaseRow,
  EventLog,
  FileRow,
  LetterRow,
  Official,
  OutboxRow,
  Submission,
  Transactions,
} from '../../src/records';

const MONDAY = '2026-03-30T09:00:00+02:00';
const MAP = { name: 'harta.txt', bytes: 'Rruga Agim Ramadani' };
const TUESDAY = '2026-03-31T10:00:00+02:00';

let app: TestApp;
let peja: Seed;
let prizren: Seed;
let sender: Client;
let receiver: Client;

beforeAll(async () => {
  app = await startApp({ at: MONDAY });
  sender = app.client();
  await sender.signIn('zyrtar@test');
});
beforeEach(() => app.clock.set(new Date(MONDAY)));
afterAll(() => app.close());

/** A mail as its reader sees it. */
async function read(row: OutboxRow): Promise<string> {
  const { subject, text } = await app.get(MailComposer).compose(row);
  return `${subject}\n${text}`;
}
const mailsTo = (recipient: string, kind: string): Promise<OutboxRow[]> =>
  app.source.getRepository(OutboxRow).find({ where: { recipient, kind }, order: { createdAt: 'ASC' } });
const pageOf = async (client: Client, address: string): Promise<string> => readable((await client.get(address)).text);
const casesOf = (seed: Seed): Promise<CaseRow[]> =>
  app.source
    .getRepository(CaseRow)
    .find({ where: { institutionId: seed.institution.id }, order: { reference: 'ASC' } });
const codeOf = async (caseId: string): Promise<string> =>
  (await app.source.getRepository(Applicant).findOneByOrFail({ caseId })).accessCode;

async function tracked(row: Pick<CaseRow, 'id' | 'reference'>, lang: 'sq' | 'sr' = 'sq'): Promise<string> {
  const citizen = app.client();
  await citizen.get(publicPaths.track(lang));
  await citizen.post(publicPaths.track(lang), { reference: row.reference, code: await codeOf(row.id) });
  return pageOf(citizen, publicPaths.tracked(lang, row.reference));
}

async function chainsAreWhole(): Promise<void> {
  const { reader } = app.get(Transactions);
  for (const { institution } of [app.seed, peja, prizren]) {
    expect((await app.get(EventLog).verify(reader, institution.id)).brokenAt).toBeNull();
  }
}

describe('with one institution', () => {
  it('there is nobody to offer to, and nothing in the menu', async () => {
    const row = await fileByForm(app);
    const form = await sender.get(deskPaths.move(row.id, 'forward'));
    expect(form.text).not.toContain('value="institution"');
    expect(form.text).toContain('value="outside"');
    expect((await sender.get(deskPaths.queue())).text).not.toContain(`href="${deskPaths.transfers()}"`);
    expect(await pageOf(sender, deskPaths.transfers())).toContain('Asnjë lëndë nuk pret përgjigjen tuaj.');
  });
});

describe('between two institutions', () => {
  beforeAll(async () => {
    peja = await seedMunicipality(app.source, app.clock.now(), 'PE', 'peja');
    prizren = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'prizren');
    await app.source.getRepository(Official).update({ id: peja.officials.zyrtar.id }, { language: 'sr' });
    app.clock.advance(10_000);
    receiver = app.client();
    await receiver.signIn('zyrtar@peja');
  });

  it('an offer is told to both sides, and our deadline runs on', async () => {
    const row = await fileByForm(app);
    const form = await sender.get(deskPaths.move(row.id, 'forward'));
    expect(form.text).toContain(`<option value="${peja.institution.id}">Komuna PE</option>`);
    expect(form.text).not.toContain(`<option value="${app.seed.institution.id}">`);
    const transfer = await offer(app, sender, row, peja.institution.id);
    expect(transfer).toMatchObject({ state: 'offered', answerBy: '2026-04-02', toInstitutionId: peja.institution.id });

    expect(await caseOf(app, row.id)).toMatchObject({ status: 'offered', isOpen: true, dueOn: '2026-04-07' });
    const [letter] = await lettersOf(app, row.id);
    expect(letter).toMatchObject({ kind: 'forward-offered', language: 'sq' });
    for (const words of [
      'Komuna PE',
      'Më 30 mars 2026',
      'deri më 2 prill 2026',
      'përfundon më 7 prill 2026',
      'territorin tuaj',
    ]) {
      expect(letter!.text).toContain(words);
    }
    const [toApplicant] = await messagesOf(app, row.id, 'letter');
    const mail = await read(toApplicant!);
    expect(mail).toContain(`${row.reference}: e përcollëm kërkesën tuaj`);
    expect(toApplicant!.fileIds).toEqual([letter!.fileId]);

    const [toOfficer] = await mailsTo('zyrtar@peja', 'transfer-offered');
    const told = await read(toOfficer!);
    for (const words of [
      'Opština KK Vam prosleđuje predmet',
      'četvrtak, 2. april 2026.',
      'Rruga është në territorin tuaj.',
    ]) {
      expect(told).toContain(words);
    }
    expect(told).toContain(deskPaths.transfer(transfer.id));
    expect(told).not.toMatch(/Blerta|undefined|null|\{\{/);
    // Not a message of the sender's house: their outbox and their case know nothing of it.
    expect(toOfficer).toMatchObject({ institutionId: peja.institution.id, caseId: null });

    expect(await pageOf(sender, deskPaths.caseFile(row.id))).toContain('Përcjellë te Komuna PE Gjendja Pret përgjigje');
    const page = await tracked(row);
    expect(page).toContain('Institucioni: Komuna PE. Mund ta pranojë deri më e enjte, 2 prill 2026.');
    expect(page).toContain('derisa ai ta pranojë, afati ynë vazhdon');
    await makeMove(sender, row.id, 'forward-withdraw');
  });

  it('is offered again only when the first offer is answered', async () => {
    const row = await fileByForm(app);
    await offer(app, sender, row, peja.institution.id);
    const fields = { way: 'outside', destination: 'Ministria', reasons: 'E mban ministria.' };
    const twice = await makeMove(sender, row.id, 'forward', fields);
    expect(twice.status).toBe(422);
    expect(readable(twice.text)).toContain('Kërkesa i është përcjellë tashmë një institucioni');
    expect(twice.text).toContain('E mban ministria.');
    await makeMove(sender, row.id, 'forward-withdraw');
    expect((await makeMove(sender, row.id, 'forward', fields)).status).toBe(303);
    expect((await transfersOf(app, row.id)).map((one) => one.state)).toEqual(['lapsed', 'offered']);
    expect(await tracked(row)).toContain('E tërhoqëm nga institucioni tjetër');
  });

  it('is accepted: their case begins, ours ends, and the applicant hears from both', async () => {
    const row = await fileByForm(app, { answerLanguage: 'sr' }, 'access-request', [MAP]);
    await makeMove(sender, row.id, 'files', {}, [{ name: 'e brendshme.txt', bytes: 'për kolegët' }]);
    const transfer = await offer(app, sender, row, peja.institution.id);

    const menu = await receiver.get(deskPaths.queue());
    expect(readable(menu.text)).toContain('Prosleđeno nama 1');
    expect(await pageOf(receiver, deskPaths.transfers())).toContain('Opština KK');
    const offered = await receiver.get(deskPaths.transfer(transfer.id));
    const page = readable(offered.text);
    for (const words of [
      'Kontrata për ndriçimin publik',
      'Kërkoj kontratën për ndriçimin publik në rrugën Agim Ramadani.',
      'Opština KK',
      row.reference,
      'Rruga është në territorin tuaj.',
      'četvrtak, 2. april 2026.',
      'harta.txt',
      'Blerta Krasniqi',
    ]) {
      expect(page).toContain(words);
    }
    expect(page).not.toContain('e brendshme.txt');
    const map = /href="([^"]+)" download>harta\.txt/.exec(offered.text)?.[1] ?? '';
    expect((await receiver.get(map)).text).toBe(MAP.bytes);

    app.clock.set(new Date(TUESDAY));
    const officer = app.client();
    await officer.signIn('zyrtar@peja');
    const accepted = await officer.post(deskPaths.transferAccept(transfer.id));
    expect(accepted.status).toBe(303);
    const [theirs] = await casesOf(peja);
    expect(accepted.location).toBe(`${deskPaths.caseFile(theirs!.id)}?done=transfer-accepted`);
    expect(theirs).toMatchObject({
      reference: 'PE-2026-00001',
      channel: 'web',
      receivedOn: '2026-03-31',
      registeredOn: '2026-03-31',
      dueOn: '2026-04-07',
      status: 'registered',
      answerLanguage: 'sr',
    });
    expect(await caseOf(app, row.id)).toMatchObject({ outcome: 'forwarded', isOpen: false, closedOn: '2026-03-31' });

    const submissions = app.source.getRepository(Submission);
    const sent = await submissions.findOneByOrFail({ id: row.submissionId });
    const copy = await submissions.findOneByOrFail({ id: theirs!.submissionId });
    expect([copy.payload, copy.sha256]).toEqual([sent.payload, sent.sha256]);
    const here = await officer.get(`${accepted.location}`);
    expect(readable(here.text)).toContain('Prihvatili ste predmet. Rok teče od danas.');
    expect(readable(here.text)).toContain(`Prosledila Opština KK Njihov broj ${row.reference}`);
    const copied = /href="([^"]+)" download>harta\.txt/.exec(here.text)?.[1] ?? '';
    expect((await officer.get(copied)).text).toBe(MAP.bytes);
    expect(here.text).not.toContain('e brendshme.txt');

    const code = await codeOf(theirs!.id);
    expect(code).not.toBe(await codeOf(row.id));
    const letter = (await lettersOf(app, row.id)).at(-1)!;
    expect(letter).toMatchObject({ kind: 'decision', language: 'sr' });
    for (const words of ['Opština PE', '31. marta 2026. godine', 'PE-2026-00001', 'uz potvrdu o prijemu']) {
      expect(letter.text).toContain(words);
    }
    // With the code the sender's officials could open a case that is not theirs: it comes with the receipt below.
    const kept = await app.source.getRepository(LetterRow).findBy({ caseId: row.id });
    expect(JSON.stringify(kept)).not.toContain(code);
    expect(JSON.stringify(await messagesOf(app, row.id, 'letter'))).not.toContain(code);
    expect(await messagesOf(app, row.id, 'letter')).toHaveLength(2);
    const [receipt] = await messagesOf(app, theirs!.id, 'receipt');
    const receiptText = await read(receipt!);
    for (const words of [
      'Predmet nam je prosledila sledeća institucija',
      'Opština KK',
      row.reference,
      'PE-2026-00001',
      'utorak, 7. april 2026.',
      code,
    ]) {
      expect(receiptText).toContain(words);
    }

    expect(await tracked(row, 'sr')).toContain('Novi broj protokola: PE-2026-00001.');
    expect(await tracked(theirs!, 'sr')).toContain(
      `Predmet nam je prosledila sledeća institucija: Opština KK (tamošnji broj protokola: ${row.reference}).`,
    );
    const colleague = app.client();
    await colleague.signIn('zyrtar@test');
    const ours = await pageOf(colleague, deskPaths.caseFile(row.id));
    expect(ours).toContain('Institucioni tjetër e pranoi kërkesën 31 mars 2026, ora 10:00 · Institucioni tjetër');
    expect(ours).toContain('Numri i ri i protokollit PE-2026-00001');
    expect(ours).not.toContain('Zyrtar i panjohur');
    await chainsAreWhole();

    // Pressed twice: the same case, and no other.
    expect((await officer.post(deskPaths.transferAccept(transfer.id))).location).toBe(accepted.location);
    expect(await casesOf(peja)).toHaveLength(1);
    expect(readable((await officer.get(deskPaths.queue())).text)).not.toContain('Prosleđeno nama 1');
  });

  it('is declined with a reason, which the sender reads; the request stays there', async () => {
    const row = await fileByForm(app);
    await makeMove(sender, row.id, 'assign', { assignee: app.seed.officials.staf.id });
    const transfer = await offer(app, sender, row, peja.institution.id);
    await receiver.get(deskPaths.transfer(transfer.id));
    const empty = await receiver.post(deskPaths.transferRefuse(transfer.id), { refusal: '  ' });
    expect(empty.status).toBe(422);
    expect(readable(empty.text)).toContain('Napišite zašto nije prihvaćeno');
    const declined = await receiver.post(deskPaths.transferRefuse(transfer.id), { refusal: 'Put nije naš.' });
    expect(declined.location).toBe(`${deskPaths.transfers()}?done=refused`);

    expect(await caseOf(app, row.id)).toMatchObject({ status: 'in-progress', isOpen: true, dueOn: '2026-04-07' });
    const told = await messagesOf(app, row.id, 'forward-refused');
    expect(told.map((one) => one.recipient)).toEqual(['staf@test']);
    const mail = await read(told[0]!);
    expect(mail).toContain(`${row.reference}: institucioni tjetër nuk e pranoi`);
    expect(mail).toContain('nuk e pranoi: Komuna PE.');
    expect(mail).toContain('Put nije naš.');
    expect(await pageOf(sender, deskPaths.caseFile(row.id))).toContain('Arsyeja e mospranimit Put nije naš.');
    expect(await tracked(row)).toContain('Institucioni tjetër nuk e pranoi; kërkesa juaj mbetet te ne');
    // What was sent is no longer theirs to read.
    const after = await pageOf(receiver, deskPaths.transfer(transfer.id));
    expect(after).toContain('Niste prihvatili ovaj predmet.');
    expect(after).not.toMatch(/Agim Ramadani|Blerta/);
    expect((await receiver.post(deskPaths.transferAccept(transfer.id))).status).toBe(422);
    await chainsAreWhole();
  });

  it('tells the responsible officer where nobody has the request', async () => {
    const row = await fileByForm(app);
    const transfer = await offer(app, sender, row, peja.institution.id);
    await receiver.get(deskPaths.transfer(transfer.id));
    await receiver.post(deskPaths.transferRefuse(transfer.id), { refusal: 'Put nije naš.' });
    expect((await messagesOf(app, row.id, 'forward-refused')).map((one) => one.recipient)).toEqual(['zyrtar@test']);
  });

  it('is nobody else’s to see or to answer', async () => {
    const row = await fileByForm(app, {}, 'access-request', [MAP]);
    const transfer = await offer(app, sender, row, peja.institution.id);
    const [file] = await app.source.getRepository(FileRow).findBy({ caseId: row.id, role: 'submitted' });
    const third = app.client();
    await third.signIn('zyrtar@prizren');
    for (const client of [third, sender]) {
      await client.get(deskPaths.transfers());
      expect((await client.get(deskPaths.transfer(transfer.id))).status).toBe(404);
      expect((await client.get(deskPaths.transferFile(transfer.id, file!.id))).status).toBe(404);
      expect((await client.post(deskPaths.transferAccept(transfer.id))).status).toBe(404);
      expect((await client.post(deskPaths.transferRefuse(transfer.id), { refusal: 'x' })).status).toBe(404);
    }
    for (const name of ['admin', 'kryetar', 'drejtor', 'staf']) {
      const client = app.client();
      await client.signIn(`${name}@peja`);
      expect((await client.get(deskPaths.transfer(transfer.id))).status).toBe(403);
      expect((await client.post(deskPaths.transferAccept(transfer.id))).status).toBe(403);
    }
    // The receiver sees the offer, not the sender's case and its papers.
    expect((await receiver.get(deskPaths.caseFile(row.id))).status).toBe(404);
    expect((await receiver.get(deskPaths.file(file!.id))).status).toBe(404);
    expect((await receiver.get(deskPaths.transferFile(transfer.id, 'no-such-file'))).status).toBe(404);
    expect(await caseOf(app, row.id)).toMatchObject({ status: 'offered' });
    await makeMove(sender, row.id, 'forward-withdraw');
  });

  it('is gone for the receiver when the sender takes it back or decides it', async () => {
    const row = await fileByForm(app);
    const transfer = await offer(app, sender, row, peja.institution.id);
    await makeMove(sender, row.id, 'forward-withdraw');
    const back = await receiver.get(deskPaths.transfer(transfer.id));
    expect(readable(back.text)).toContain('povukla je predmet');
    const late = await receiver.post(deskPaths.transferAccept(transfer.id));
    expect(late.status).toBe(422);
    expect(readable(late.text)).toContain('Ovaj predmet više ne čeka odgovor');

    const other = await fileByForm(app, { subject: 'Pagat e vitit 2025' });
    const second = await offer(app, sender, other, peja.institution.id);
    const decided = await makeMove(sender, other.id, 'decide', {
      outcome: 'already-public',
      location: 'https://komuna.example',
      decidedOn: '30.03.2026',
      delivery: 'email',
      step: 'decide',
    });
    expect(decided.status).toBe(303);
    expect(await pageOf(receiver, deskPaths.transfers())).not.toContain(other.subject);
    expect(await pageOf(receiver, deskPaths.transfer(second.id))).toContain('u međuvremenu je sama odlučila');
    expect((await receiver.post(deskPaths.transferAccept(second.id))).status).toBe(422);
    expect((await caseOf(app, other.id)).outcome).toBe('already-public');
  });

  it('cannot be accepted after its last day, though nothing has swept yet', async () => {
    const row = await fileByForm(app);
    const transfer = await offer(app, sender, row, peja.institution.id);
    app.clock.set(new Date('2026-04-03T08:00:00+02:00'));
    const late = app.client();
    await late.signIn('zyrtar@peja');
    expect(await pageOf(late, deskPaths.transfer(transfer.id))).toContain('Rok za prihvatanje je istekao');
    const answer = await late.post(deskPaths.transferAccept(transfer.id));
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Poslednji dan za prihvatanje je prošao');
    expect((await caseOf(app, row.id)).isOpen).toBe(true);
  });

  it('keeps what was typed when the form’s token is old', async () => {
    const row = await fileByForm(app);
    const transfer = await offer(app, sender, row, peja.institution.id);
    const stale = await receiver.post(deskPaths.transferRefuse(transfer.id), {
      _csrf: 'old',
      refusal: 'Put nije naš.',
    });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('Put nije naš.');
    expect((await transfersOf(app, row.id))[0]!.state).toBe('offered');
    await makeMove(sender, row.id, 'forward-withdraw');
  });

  it('refuses a form that does not say to whom and why, and keeps the rest', async () => {
    const row = await fileByForm(app);
    const nobody = await makeMove(sender, row.id, 'forward', { way: 'institution', reasons: 'Nuk e kemi ne.' });
    expect(nobody.status).toBe(422);
    expect(readable(nobody.text)).toContain('Zgjidhni institucionin');
    expect(nobody.text).toContain('Nuk e kemi ne.');
    const unknown = { way: 'institution', institution: app.seed.institution.id, reasons: 'Nuk e kemi ne.' };
    expect(readable((await makeMove(sender, row.id, 'forward', unknown)).text)).toContain('nuk mund të zgjidhet më');
    const why = await makeMove(sender, row.id, 'forward', { way: 'outside', destination: 'Ministria' });
    expect(readable(why.text)).toContain('Shpjegoni pse i takon institucionit tjetër');
    const long = { way: 'outside', destination: 'M'.repeat(301), reasons: 'Nuk e kemi ne.' };
    expect(readable((await makeMove(sender, row.id, 'forward', long)).text)).toContain('më së shumti lejohen 300');
    expect((await caseOf(app, row.id)).status).toBe('registered');
  });

  it('takes over a petition with everything it was, also from somebody without e-mail', async () => {
    const row = await fileByForm(app, { email: '', address: 'Rr. UÇK 5, Mitrovicë' }, 'petition');
    const transfer = await offer(app, sender, row, prizren.institution.id);
    expect(await messagesOf(app, row.id, 'letter')).toEqual([]);
    const officer = app.client();
    await officer.signIn('zyrtar@prizren');
    await officer.get(deskPaths.transfer(transfer.id));
    const accepted = await officer.post(deskPaths.transferAccept(transfer.id));
    const [theirs] = await casesOf(prizren);
    expect(accepted.location).toContain(theirs!.id);
    expect(theirs).toMatchObject({ kind: 'petition', reference: 'PZ-2026-00001' });
    expect(await messagesOf(app, theirs!.id, 'receipt')).toEqual([]);
    expect(await pageOf(officer, deskPaths.caseFile(theirs!.id))).toContain('Rr. UÇK 5, Mitrovicë');
    const letter = (await lettersOf(app, row.id)).at(-1)!;
    expect(letter.text).toContain('Njoftim: peticioni juaj u përcoll');
    expect(letter.text).toContain('PZ-2026-00001');
    await chainsAreWhole();
  });
});

describe('to an institution outside', () => {
  const OUTSIDE = { way: 'outside', destination: 'Ministria e Infrastrukturës', reasons: 'E mban ministria.' };

  it('ends when the official records on which day it accepted', async () => {
    const row = await fileByForm(app);
    await makeMove(sender, row.id, 'forward', OUTSIDE);
    expect(await caseOf(app, row.id)).toMatchObject({ status: 'offered', isOpen: true });
    expect((await lettersOf(app, row.id))[0]!.text).toContain('Ministria e Infrastrukturës');
    app.clock.set(new Date('2026-04-02T09:00:00+02:00'));
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    for (const [on, words] of [
      ['', 'Shkruani datën'],
      ['31.02.2026', 'Shkruani datën si 30.03.2026'],
      ['03.04.2026', 'Dita nuk mund të jetë në të ardhmen'],
      ['29.03.2026', 'Dita nuk mund të jetë para përcjelljes'],
    ] as const) {
      const wrong = await makeMove(officer, row.id, 'forward-accepted', { acceptedOn: on });
      expect(wrong.status).toBe(422);
      expect(readable(wrong.text)).toContain(words);
      expect(wrong.text).toContain(`value="${on}"`);
    }
    const proof = [{ field: 'files', name: 'letra e ministrisë.txt', bytes: 'E pranojmë.' }];
    const done = await makeMove(officer, row.id, 'forward-accepted', { acceptedOn: '31.03.2026' }, proof);
    expect(done.location).toContain('done=forward-accepted');
    expect(await caseOf(app, row.id)).toMatchObject({ outcome: 'forwarded', closedOn: '2026-03-31', isOpen: false });
    const letter = (await lettersOf(app, row.id)).at(-1)!;
    expect(letter.text).toContain('i cili e pranoi më 31 mars 2026');
    expect(letter.text).not.toContain('Kodi:');
    const page = await pageOf(officer, deskPaths.caseFile(row.id));
    expect(page).toContain('letra e ministrisë.txt');
    expect(page).toContain('Vlen nga dita: 31 mars 2026');
    expect(await tracked(row)).toContain('Institucioni tjetër e pranoi kërkesën tuaj');
  });

  it('stays with us when it declines', async () => {
    const row = await fileByForm(app);
    await makeMove(sender, row.id, 'forward', OUTSIDE);
    const declined = { declinedOn: '30.03.2026', refusal: 'Nuk është kompetencë e jona.' };
    expect((await makeMove(sender, row.id, 'forward-declined', { ...declined, refusal: '' })).status).toBe(422);
    expect((await makeMove(sender, row.id, 'forward-declined', declined)).location).toContain('done=forward-declined');
    expect(await caseOf(app, row.id)).toMatchObject({ status: 'registered', isOpen: true });
    expect(await pageOf(sender, deskPaths.caseFile(row.id))).toContain('Nuk është kompetencë e jona.');
  });

  it('is not answered by us for an institution that answers itself', async () => {
    const row = await fileByForm(app);
    await offer(app, sender, row, peja.institution.id);
    const page = await sender.get(deskPaths.caseFile(row.id));
    expect(page.text).not.toContain(`href="${deskPaths.move(row.id, 'forward-accepted')}"`);
    expect(page.text).toContain(`href="${deskPaths.move(row.id, 'forward-withdraw')}"`);
    const forged = await makeMove(sender, row.id, 'forward-accepted', { acceptedOn: '30.03.2026' });
    expect(forged.status).toBe(422);
    expect((await caseOf(app, row.id)).isOpen).toBe(true);
  });

  it('cannot be decided away: forwarding is not among the outcomes of the decision', async () => {
    const row = await fileByForm(app);
    const form = await sender.get(deskPaths.move(row.id, 'decide'));
    expect(form.text).toContain('value="redirected"');
    expect(form.text).not.toContain('value="forwarded"');
  });
});

it('can be read and used on a phone, by everybody', async () => {
  const row = await fileByForm(app, {}, 'access-request', [MAP]);
  const outside = await fileByForm(app);
  const reasons = 'E mban ministria, në Prishtinë.';
  await makeMove(sender, outside.id, 'forward', { way: 'outside', destination: 'Ministria', reasons });
  const browser = await startBrowser();
  try {
    const context = await visitor(browser, { onAPhone: true });
    const page = await context.newPage();
    const look = async (address: string): Promise<void> => {
      await page.goto(app.url + address);
      expect([address, await axe(page)]).toEqual([address, []]);
      const tooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
      expect([address, await page.evaluate(tooWide)]).toEqual([address, false]);
    };
    const signIn = async (email: string): Promise<void> => {
      await context.clearCookies();
      await page.goto(`${app.url}/desk/sign-in`);
      await page.fill('[name=email]', email);
      await page.fill('[name=password]', PASSWORD);
      await page.click('main button[type=submit]');
    };
    await signIn('zyrtar@test');
    await look(deskPaths.move(row.id, 'forward'));
    for (const move of ['forward-accepted', 'forward-declined', 'forward-withdraw']) {
      await look(deskPaths.move(outside.id, move));
    }
    await look(deskPaths.caseFile(outside.id));
    const transfer = await offer(app, sender, row, prizren.institution.id);
    await signIn('zyrtar@prizren');
    await look(deskPaths.transfers());
    await look(deskPaths.transfer(transfer.id));
    await page.click('form[action$="/refuse"] button');
    expect(await axe(page)).toEqual([]);
    await page.click('form[action$="/accept"] button');
    expect(new URL(page.url()).searchParams.get('done')).toBe('transfer-accepted');
    expect(await axe(page)).toEqual([]);
    await look(deskPaths.transfer(transfer.id));
  } finally {
    await browser.close();
  }
}, 90_000);
