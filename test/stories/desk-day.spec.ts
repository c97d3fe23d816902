import path from 'node:path';
import type { ParsedMail } from 'mailparser';
import { words } from '../../src/platform/views';
import { openDatabase } from '../../src/records/data-source';
import { letter, withFiles } from '../make/mails';
import { startTestDovecot, type TestDovecot } from '../support/dovecot';
import { House } from '../support/house';
import { type Filled, Person } from '../support/person';
import { PASSWORD, seedMunicipality } from '../support/seed';

jest.setTimeout(60_000);

const MORNING = '2026-03-30T09:00:00+02:00';
const [sq, sr, en] = [words('sq'), words('sr'), words('en')];
const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

/**
 * One day of a desk, in three languages, by people who know no addresses: an officer (Albanian), the head of a directorate
 * (Serbian), the mayor's office (English) and an auditor take ten submissions from arrival to answer.
 */
describe('a whole day at the desk', () => {
  const house = new House();
  let dovecot: TestDovecot;
  let [officer, head, mayor, admin, auditor] = [] as unknown as [Person, Person, Person, Person, Person];
  /** By what is asked for: the page of the case as the officer reached it. */
  const subjects = {
    fuel: 'Shpenzimet për karburante',
    contracts: 'Kontratat për pastrimin e rrugëve',
    school: 'Projekti i shkollës së re',
    water: 'Zapisnik o ispravnosti vode',
    park: 'Peticija za park',
    again: 'Shpenzimet për karburante të automjeteve',
    elsewhere: 'Pasqyra e kadastrit',
    initiative: 'Rregullore për gjelbërimin',
    urgent: 'Vendimi për strehim',
    permits: 'Lejet e ndërtimit',
  } as const;

  beforeAll(async () => {
    dovecot = await startTestDovecot();
    await house.seed(MORNING);
    const source = await openDatabase(`sqlite:${path.join(house.dataDir, 'qasja.sqlite')}`);
    await seedMunicipality(source, new Date(MORNING), 'PZ', 'fqinji');
    await source.destroy();
    await house.start({ QASJA_CLOCK: MORNING });
  });
  afterAll(async () => {
    await house.end();
    await dovecot?.stop();
  });

  async function signsIn(email: string, t = sq): Promise<Person> {
    const person = await new Person(house.url).comes('/desk');
    return person.presses(t('signin:form.submit'), { email, password: PASSWORD });
  }
  async function reads(person: Person, language: 'sr' | 'en', name: RegExp): Promise<Person> {
    await person.follows(name);
    await person.presses(sq('common:action.save'), { language });
    return person.follows(words(language)('common:nav.queue'));
  }
  /** A mail to somebody with these words in its subject or text, once it is there. */
  async function mailTo(address: string, about: string): Promise<ParsedMail> {
    let found: ParsedMail | undefined;
    const fits = (mail: ParsedMail): boolean =>
      JSON.stringify(mail.to).includes(`"${address}"`) && `${mail.subject} ${mail.text}`.includes(about);
    await house.until(
      async () => (found = (await house.mails()).findLast(fits)) !== undefined,
      `mail to ${address}: ${about}`,
    );
    return found!;
  }
  const linkIn = ({ text = '' }: ParsedMail, has: string): string =>
    (text.match(/https?:\/\/\S+/g) ?? []).find((one) => one.includes(has)) ?? '';
  const shows = (person: Person, ...said: string[]): void => {
    for (const one of said) if (!person.text.includes(one)) throw person.lost(`“${one}” is not said`);
  };
  /** From wherever they are to a case: by the list, or by its search. */
  async function opens(person: Person, subject: string, t = sq): Promise<Person> {
    await person.follows(t('common:nav.queue'));
    if (person.linkTo(subject) === null) await person.presses(t('search:button'), { q: subject });
    return person.follows(subject);
  }
  async function move(person: Person, name: string, filled: Filled, t = sq): Promise<Person> {
    await person.follows(t(`desk:move.${name}.action`));
    return person.presses(t(`desk:move.${name}.button`), filled);
  }
  const pdf = (name: string) => ({ name, bytes: PDF, type: 'application/pdf' });

  it('begins: mailbox and auditor are set up, each reads their own language', async () => {
    admin = await signsIn('admin@test');
    await admin.follows(sq('common:nav.mailbox'));
    await admin.presses(sq('mail-intake:mailbox.create'), {
      address: 'kerkesa@komuna.example',
      host: '127.0.0.1',
      security: 'none',
      port: String(dovecot.imap),
      username: dovecot.user,
      password: dovecot.password,
    });
    await admin.presses(sq('mail-intake:try.button'));
    shows(admin, sq('mail-intake:tried.well', { count: 0 }));
    await admin.follows(sq('common:nav.people'));
    const person = { name: 'Avni Auditori', email: 'auditor@agjencia.example', language: 'en' };
    await admin.presses(sq('admin:people.addButton'), { ...person, role: 'auditor', accessUntil: '30.06.2026' });
    shows(admin, sq('admin:person.done.added'));
    const invitation = await mailTo('auditor@agjencia.example', 'Your account');
    auditor = await new Person(house.url).comes(linkIn(invitation, '/desk/'));
    await auditor.presses(en('signin:link.save'), {
      next: 'nje-fjale-e-gjate-7',
      again: 'nje-fjale-e-gjate-7',
      language: 'en',
    });
    shows(auditor, en('queue:title'));
    officer = await signsIn('zyrtar@test');
    head = await reads(await signsIn('drejtor@test'), 'sr', /Driton Drejtori/);
    mayor = await reads(await signsIn('kryetar@test'), 'en', /Kaltrina Kryetari/);
    shows(head, sr('queue:title'));
    shows(mayor, en('queue:title'));
  });

  it('ten submissions arrive, by web, mail, counter and word of mouth', async () => {
    const web = async (lang: 'sq' | 'sr', kind: string, filled: Filled): Promise<string> => {
      const t = words(lang);
      const citizen = await new Person(house.url).comes(`/${lang}`);
      await citizen.follows(t(`intake:home.way.${kind}.title`));
      const access: Filled = kind === 'access-request' ? { wantedForm: 'electronic' } : {};
      await citizen.presses(t(`intake:form.send.${kind}`), { to: 'KK', ...access, answerLanguage: lang, ...filled });
      shows(citizen, t('intake:receipt.keep'));
      return citizen.text;
    };
    const ask = 'access-request';
    const text = 'Kërkoj faturat dhe pasqyrën e shpenzimeve për karburante të automjeteve zyrtare për vitin 2025.';
    const from = (name: string) => ({ name, email: `${name.split(' ')[0]?.toLowerCase()}@example.org` });
    await web('sq', ask, { subject: subjects.fuel, text, ...from('Agim Berisha') });
    await web('sq', ask, { subject: subjects.again, text: `${text} Faleminderit.`, ...from('Besa Hoxha') });
    await web('sr', 'petition', {
      subject: subjects.park,
      text: 'Tražimo park.',
      signatures: '120',
      ...from('Jovana Ilić'),
    });
    await web('sq', ask, { subject: subjects.elsewhere, text: 'Kadastri i Prizrenit.', ...from('Drita Shala') });
    await web('sq', 'citizen-initiative', {
      subject: subjects.initiative,
      text: 'Gjelbërim.',
      signatures: '900',
      ...from('Ilir Lumi'),
    });
    await web('sq', ask, {
      subject: subjects.urgent,
      text: 'Na nxjerrin sot.',
      urgent: '1',
      urgentReason: 'Strehim.',
      ...from('Luan Zogaj'),
    });
    await web('sq', ask, { subject: subjects.permits, text: 'Lejet.', ...from('Nora Gashi') });
    await dovecot.deliver(
      withFiles([{ name: 'autorizimi.pdf', type: 'application/pdf', bytes: PDF }], {
        from: 'Ana Krasniqi <ana@example.org>',
        subject: `=?utf-8?B?${Buffer.from(subjects.contracts).toString('base64')}?=`,
        text: 'Ju lutem kontratat e vitit 2025.',
      }),
    );
    await officer.follows(sq('common:nav.counter'));
    const paper = {
      kind: ask,
      subject: subjects.school,
      text: 'Projekti.',
      name: 'Hasan Morina',
      address: 'Rr. e Shkollës 1',
    };
    await officer.presses(sq('intake:counter.register'), { ...paper, channel: 'Sporteli' }, [pdf('skanim.pdf')]);
    shows(officer, sq('intake:receipt.paperHeading'), 'KK-2026-');
    await head.follows(sr('common:nav.counter'));
    const said = {
      kind: ask,
      channel: sr('common:channel.oral'),
      subject: subjects.water,
      text: 'Zapisnik za 2025.',
      name: 'Milica Antić',
      answerLanguage: 'sr',
    };
    await head.presses(sr('intake:counter.register'), said);
    // The case is nobody's yet, and not the directorate's: no link leads to a page that is not theirs.
    shows(head, 'Potvrda o prijemu', sr('intake:counter.goesTo'));
    expect(head.offers(sr('intake:counter.openCase'))).toBe(false);
    await head.follows(sr('intake:counter.back'));
    await officer.follows(sq('intake:counter.openCase'));
    await house.until(async () => {
      await officer.follows(sq('common:nav.mail'));
      return officer.linkTo(subjects.contracts) !== null;
    }, 'the mail is there');
    await officer.follows(subjects.contracts);
    await officer.presses(sq('intake:counter.register'), { kind: ask });
    await opens(officer, subjects.contracts);
    shows(officer, 'autorizimi.pdf');
    expect((await mailTo('ana@example.org', 'KK-2026-')).subject).toContain('KK-2026-');
  });

  it('the mayor’s office gives them out, while the officer asks back on the same case', async () => {
    await officer.follows(sq('common:nav.queue'));
    await opens(officer, subjects.permits);
    await officer.follows(sq('desk:move.clarify.action'));
    await opens(mayor, subjects.permits, en);
    await move(mayor, 'assign', { assignee: 'Zana Zyrtarja', directorate: 'Urbanism' }, en);
    shows(mayor, en('desk:done.assign'));
    const question = 'Për cilën rrugë i doni lejet?';
    await officer.presses(sq('desk:move.clarify.button'), { question });
    expect(officer.status).toBe(409);
    shows(officer, sq('desk:changed.title'), 'Kaltrina Kryetari', question);
    await officer.presses(sq('desk:move.clarify.button'));
    shows(officer, sq('desk:done.clarify'));
    for (const [subject, who] of [
      [subjects.fuel, 'Zana Zyrtarja'],
      [subjects.water, 'Driton Drejtori'],
      [subjects.urgent, 'Zana Zyrtarja'],
    ] as const) {
      await opens(mayor, subject, en);
      await move(mayor, 'assign', { assignee: who }, en);
      shows(mayor, en('desk:done.assign'), who);
    }
  });

  it('the applicant answers on the page, another one by a reply', async () => {
    const asked = await mailTo('nora@example.org', 'Për cilën rrugë');
    const citizen = await new Person(house.url).comes(linkIn(asked, '/track'));
    await citizen.presses(sq('tracking:answer.send'), { answer: 'Për rrugën e Bunarit.' });
    shows(citizen, sq('tracking:answer.done'));
    await opens(officer, subjects.contracts);
    await move(officer, 'clarify', { question: 'Cilat rrugë?' });
    const mail = await mailTo('ana@example.org', 'Cilat rrugë?');
    const reply = { from: 'Ana Krasniqi <ana@example.org>', subject: `Re: ${mail.subject}`, text: 'Të gjitha.' };
    await dovecot.deliver(letter({ ...reply, headers: [`In-Reply-To: ${mail.messageId}`] }));
    await house.until(
      async () => (await opens(officer, subjects.contracts)).text.includes('Të gjitha.'),
      'the reply is there',
    );
    await opens(officer, subjects.permits);
    shows(officer, 'Për rrugën e Bunarit.');
  });

  it('the directorate finds the documents, and never learns who asked', async () => {
    await opens(officer, subjects.fuel);
    const task = { directorates: 'Urbanizmit', what: 'Faturat e karburanteve për vitin 2025.' };
    await move(officer, 'ask-documents', task);
    await head.follows(sr('common:nav.tasks'));
    await head.follows(/Faturat e karburanteve/);
    expect(head.text).not.toContain('Berisha');
    await head.presses(sr('tasks:answer.button'), { answer: 'U prilogu.' }, [pdf('faturat-2025.pdf')]);
    shows(head, sr('tasks:done.answered'));
    await opens(officer, subjects.fuel);
    shows(officer, 'faturat-2025.pdf', sq('tasks:state.answered'));
  });

  it('a duplicate is merged, and both applicants are answered in one go', async () => {
    await opens(officer, subjects.again);
    shows(officer, sq('linking:similar'));
    await officer.follows(new RegExp(`^${sq('linking:linkThis')}`));
    await officer.presses(sq('linking:button'), { as: 'duplicate' });
    await opens(officer, subjects.fuel);
    await officer.follows(sq('desk:move.decide.action'));
    const decision = {
      outcome: 'granted',
      answerForm: 'electronic',
      delivery: 'email',
      reasons: 'Faturat janë bashkëngjitur.',
    };
    await officer.presses(sq('desk:decide.preview'), decision);
    shows(officer, sq('desk:decide.previewTitle'));
    await officer.presses(sq('desk:decide.button'), {}, [pdf('faturat.pdf')]);
    shows(officer, sq('linking:together.title'));
    for (const address of ['agim@example.org', 'besa@example.org']) {
      const answer = await mailTo(address, 'Faturat janë bashkëngjitur');
      expect(answer.attachments.map((one) => one.filename)).toContain('faturat.pdf');
    }
  });

  it('what is another institution’s is passed on, and answered there', async () => {
    await opens(officer, subjects.elsewhere);
    const offer = { way: 'institution', institution: 'PZ', reasons: 'Kadastri i Prizrenit mbahet atje.' };
    await move(officer, 'forward', offer);
    const there = await signsIn('zyrtar@fqinji');
    await there.follows(new RegExp(`^${sq('common:nav.transfers')}`));
    await there.follows(subjects.elsewhere);
    await there.presses(sq('transfers:accept.button'));
    await opens(there, subjects.elsewhere);
    await decides(there, { outcome: 'granted', answerForm: 'electronic', delivery: 'email' });
    expect((await mailTo('drita@example.org', 'PZ-2026-00001')).text).toContain('PZ-2026-00001');
    await opens(officer, subjects.elsewhere);
    shows(officer, 'PZ-2026-00001');
  });

  async function decides(person: Person, filled: Filled, t = sq): Promise<void> {
    await person.follows(t('desk:move.decide.action'));
    await person.presses(t('desk:decide.button'), filled);
    shows(person, t('desk:done.decide'));
  }

  it('the rest is answered: at once, on paper, by the head, by the mayor’s side of the house', async () => {
    const byMail = { outcome: 'granted', answerForm: 'electronic', delivery: 'email' };
    await opens(officer, subjects.urgent);
    await decides(officer, byMail);
    for (const subject of [subjects.contracts, subjects.permits]) {
      await opens(officer, subject);
      await decides(officer, byMail);
    }
    await opens(officer, subjects.school);
    await officer.follows(sq('desk:move.decide.action'));
    const refusal = {
      outcome: 'refused',
      grounds: 'commercial',
      'harm-commercial': 'Dëm.',
      'interest-commercial': 'Interes.',
    };
    await officer.presses(sq('desk:decide.button'), { ...refusal, delivery: 'print' });
    shows(officer, sq('desk:done.decide'));
    await officer.follows(sq('desk:done.printLink'));
    shows(officer, 'Hasan Morina');
    await officer.follows(sq('common:page.back'));
    for (const subject of [subjects.park, subjects.initiative]) {
      await opens(officer, subject);
      await move(officer, 'consider', { consideredOn: '30.03.2026' });
      await decides(officer, { outcome: 'granted', delivery: 'email' });
    }
    await opens(head, subjects.water, sr);
    await decides(head, { outcome: 'granted', answerForm: 'electronic', delivery: 'print' }, sr);
    expect((await mailTo('jovana@example.org', subjects.park)).subject).toContain('KK-2026-');
  });

  it('each citizen with an address got a receipt and an answer, in their own language', async () => {
    const people = ['agim', 'besa', 'drita', 'ilir', 'luan', 'nora', 'ana', 'jovana'];
    const mails = await house.mails();
    for (const name of people) {
      const own = mails.filter((one) => JSON.stringify(one.to).includes(`"${name}@example.org"`));
      const language = name === 'jovana' ? 'sr-Latn' : 'sq';
      expect([name, own.length >= 2, own.every((one) => one.headers.get('content-language') === language)]).toEqual([
        name,
        true,
        true,
      ]);
      expect(own.at(-1)?.attachments.some((one) => one.contentType === 'application/pdf')).toBe(true);
    }
  });

  it('in the end nothing waits, and the auditor reads all of it and changes nothing', async () => {
    await officer.follows(sq('common:nav.queue'));
    shows(officer, sq('queue:empty'));
    const said = (event: string): string => en(`desk:event.${event}`);
    const happened: Record<string, string[]> = {
      [subjects.fuel]: ['assigned', 'task-asked', 'task-answered', 'linked', 'decided'],
      [subjects.contracts]: ['clarification-asked', 'clarification-answered', 'decided'],
      [subjects.permits]: ['assigned', 'clarification-asked', 'clarification-answered', 'decided'],
      [subjects.park]: ['considered', 'decided'],
      [subjects.elsewhere]: ['forward-offered', 'forward-accepted'],
    };
    for (const subject of Object.values(subjects)) {
      await auditor.follows(en('common:nav.queue'));
      await auditor.presses(en('search:button'), { q: subject });
      await auditor.follows(subject);
      shows(auditor, en('desk:page.timeline'), ...['registered', ...(happened[subject] ?? ['decided'])].map(said));
      for (const name of ['decide', 'assign', 'note', 'clarify', 'forward'])
        expect([subject, name, auditor.offers(en(`desk:move.${name}.action`))]).toEqual([subject, name, false]);
      expect(auditor.text).not.toMatch(/@example\.org|Berisha|Krasniqi|Morina/);
    }
    await mayor.follows(en('common:nav.reports'));
    shows(
      mayor,
      '0 open from before + 10 received = 10 closed + 0 still open',
      '8 of 8 answers within the legal deadline',
    );
  });
});
