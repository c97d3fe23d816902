import { axe, startBrowser, visitor } from '../support/browser';
import { startApp, type TestApp } from '../support/app';
import { type Answer, Client, readable, type Upload } from '../support/client';
import { PASSWORD, seedMunicipality } from '../support/seed';
import { caseOf, fileByForm, lettersOf, messagesOf } from '../make/case-from-form';
import { deskPaths } from '../../src/platform/paths';
import { words } from '../../src/platform/views';
import { Official } from '../../src/records';

let app: TestApp;
let officer: Client;
beforeAll(async () => {
  app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
  officer = app.client();
  await officer.signIn('zyrtar@test');
});
beforeEach(() => app.clock.set(new Date('2026-03-30T09:00:00+02:00')));
afterAll(() => app.close());

const versionIn = (answer: Answer): string => /name="version" value="(\d+)"/.exec(answer.text)?.[1] ?? '';

/** Opens the form of a move and sends it. */
async function move(
  client: Client,
  caseId: string,
  name: string,
  fields: Record<string, string | string[]>,
  files: Parameters<Client['post']>[2] = [],
): Promise<Answer> {
  const form = await client.get(deskPaths.move(caseId, name));
  return client.post(deskPaths.move(caseId, name), { version: versionIn(form), ...fields }, files);
}

const pageOf = async (client: Client, caseId: string): Promise<string> =>
  readable((await client.get(deskPaths.caseFile(caseId))).text);

async function as(name: string): Promise<Client> {
  const client = app.client();
  await client.signIn(`${name}@test`);
  return client;
}

describe('the case page', () => {
  it('shows what was sent, the applicant, the deadline and each of its days', async () => {
    const row = await fileByForm(app, { phone: '+383 44 123 456' });
    await officer.get(deskPaths.caseFile(row.id));
    await officer.post(deskPaths.whoAsked(row.id));
    const { headers, text } = await officer.get(deskPaths.caseFile(row.id));
    const page = readable(text);
    // Nor is it kept for whoever presses "back" in that browser later.
    expect(headers.get('cache-control')).toBe('no-store');
    for (const words of [
      row.reference,
      'Kontrata për ndriçimin publik',
      'Kërkoj kontratën për ndriçimin publik në rrugën Agim Ramadani.',
      'Blerta Krasniqi',
      'blerta@example.org',
      '+383 44 123 456',
      'E regjistruar',
      'Edhe 8 ditë',
      'e martë, 7 prill 2026',
      'Dita zero',
      'Pashkët katolike, e bartur nga 5 prill 2026',
      'Vërtetimi për pranimin',
      'Në pritje',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('shows nothing that was typed as markup', async () => {
    const attack = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    const row = await fileByForm(app, { subject: attack, text: attack, name: attack, address: attack });
    await move(officer, row.id, 'note', { note: attack });
    await move(officer, row.id, 'clarify', { question: attack });
    await move(officer, row.id, 'answer-clarification', { answer: attack });
    const { text } = await officer.get(deskPaths.caseFile(row.id));
    expect(text).not.toMatch(/<script>alert|<img src=x/);
    expect(text.split('&lt;script&gt;alert(1)').length).toBeGreaterThan(5);
    const [letter] = await lettersOf(app, row.id);
    expect((await officer.get(deskPaths.letter(letter!.id))).text).not.toMatch(/<script>alert|<img src=x/);
  });

  it('answers 404 for a case of another municipality, and for none', async () => {
    const row = await fileByForm(app);
    const other = await seedMunicipality(app.source, app.clock.now(), 'PE', 'peja');
    const stranger = app.client();
    await stranger.signIn(other.officials.zyrtar.email);
    await move(officer, row.id, 'clarify', { question: 'Cili vit?' });
    const [letter] = await lettersOf(app, row.id);
    for (const address of [
      deskPaths.caseFile(row.id),
      deskPaths.move(row.id, 'note'),
      deskPaths.letter(letter!.id),
      deskPaths.file(letter!.fileId!),
      deskPaths.caseFile('no-such-case'),
    ]) {
      expect((await stranger.get(address)).status).toBe(404);
    }
  });
});

describe('who sees and does what', () => {
  it.each([
    ['admin', 200, false, []],
    ['zyrtar', 200, true, ['decide', 'assign', 'clarify', 'extend', 'forward', 'note', 'files']],
    ['kryetar', 200, true, ['assign']],
    ['drejtor', 200, false, ['assign', 'clarify', 'note', 'files']],
    ['staf', 200, true, ['decide', 'clarify', 'extend', 'forward', 'note', 'files']],
  ])('%s', async (name, status, seesApplicant, moves) => {
    const row = await fileByForm(app);
    const { staf } = app.seed.officials;
    expect((await move(officer, row.id, 'assign', { assignee: staf.id })).status).toBe(303);
    await move(officer, row.id, 'clarify', { question: 'Cili vit?' });
    await move(officer, row.id, 'answer-clarification', { answer: '2025' });
    const client = await as(name);
    const before = await client.get(deskPaths.caseFile(row.id));
    expect(before.text).not.toContain('Blerta Krasniqi');
    expect((await client.post(deskPaths.whoAsked(row.id))).status).toBe(seesApplicant ? 303 : 403);
    const answer = await client.get(deskPaths.caseFile(row.id));
    expect(answer.status).toBe(status);
    expect(answer.text.includes('Blerta Krasniqi')).toBe(seesApplicant);
    expect(answer.text.includes('blerta@example.org')).toBe(seesApplicant);
    const every = [
      'decide',
      'assign',
      'clarify',
      'answer-clarification',
      'consider',
      'extend',
      'forward',
      'note',
      'files',
    ];
    const offered = every.filter((one) => answer.text.includes(`href="${deskPaths.move(row.id, one)}"`));
    expect(offered.sort()).toEqual([...moves].sort());
    for (const one of ['decide', 'assign', 'extend', 'forward', 'note']) {
      expect((await client.get(deskPaths.move(row.id, one))).status).toBe(moves.includes(one) ? 200 : 403);
      if (!moves.includes(one))
        expect((await client.post(deskPaths.move(row.id, one), { version: '9' })).status).toBe(403);
    }
    const [letter] = await lettersOf(app, row.id);
    expect((await client.get(deskPaths.letter(letter!.id))).status).toBe(seesApplicant ? 200 : 404);
    expect((await client.get(deskPaths.file(letter!.fileId!))).status).toBe(seesApplicant ? 200 : 404);
  });

  it('hides a case of another directorate from staff', async () => {
    const row = await fileByForm(app);
    await move(officer, row.id, 'assign', { directorate: app.seed.directorates.budget.id });
    const staff = await as('staf');
    expect((await staff.get(deskPaths.caseFile(row.id))).status).toBe(404);
    expect((await staff.get(deskPaths.move(row.id, 'note'))).status).toBe(404);
  });

  it('sends whoever is not signed in to the sign-in, and back', async () => {
    const row = await fileByForm(app);
    const answer = await app.client().get(deskPaths.caseFile(row.id));
    expect(answer.status).toBe(303);
    expect(answer.location).toContain(encodeURIComponent(deskPaths.caseFile(row.id)));
  });
});

describe('assigning', () => {
  it('gives the case to a person with the own directorate, and mails them', async () => {
    const row = await fileByForm(app);
    const { staf } = app.seed.officials;
    const answer = await move(officer, row.id, 'assign', { assignee: staf.id });
    expect(answer.location).toBe(`${deskPaths.caseFile(row.id)}?done=assign`);
    expect(await caseOf(app, row.id)).toMatchObject({
      assigneeId: staf.id,
      directorateId: app.seed.directorates.urbanism.id,
      status: 'in-progress',
    });
    const [mail] = await messagesOf(app, row.id, 'assigned');
    expect(mail).toMatchObject({ recipient: 'staf@test', facts: { reference: row.reference, dueOn: '2026-04-07' } });
    const page = await pageOf(officer, row.id);
    expect(page).toContain('U caktua 30 mars 2026, ora 09:00 · Zana Zyrtarja Sokol Stafi Drejtoria e Urbanizmit');
  });

  it('refuses nobody, and the same again', async () => {
    const row = await fileByForm(app);
    const nobody = await move(officer, row.id, 'assign', { assignee: '', directorate: '' });
    expect(nobody.status).toBe(422);
    expect(readable(nobody.text)).toContain('Zgjidhni një zyrtar ose një drejtori');
    await move(officer, row.id, 'assign', { assignee: app.seed.officials.staf.id });
    const same = await move(officer, row.id, 'assign', { assignee: app.seed.officials.staf.id });
    expect(same.status).toBe(422);
    expect(readable(same.text)).toContain('Lënda është tashmë te ky zyrtar');
  });
});

it('is not taken from anybody when the person chosen has left meanwhile', async () => {
  const { staf, drejtor } = app.seed.officials;
  const row = await fileByForm(app);
  await move(officer, row.id, 'assign', { assignee: drejtor.id });
  const officials = app.source.getRepository(Official);
  await officials.update({ id: staf.id }, { active: false });
  try {
    const late = await move(officer, row.id, 'assign', { assignee: staf.id });
    expect(late.status).toBe(422);
    expect(readable(late.text)).toContain(words('sq')('desk:refused.assign.unknown'));
    expect((await caseOf(app, row.id)).assigneeId).toBe(drejtor.id);
  } finally {
    await officials.update({ id: staf.id }, { active: true });
  }
});

describe('clarification', () => {
  it('goes out as a letter and a mail, and the answer is written down with its papers', async () => {
    const row = await fileByForm(app, { answerLanguage: 'en' });
    await move(officer, row.id, 'assign', { assignee: app.seed.officials.staf.id });
    // "Write in the applicant's language": which one stands above the field.
    expect(readable((await officer.get(deskPaths.move(row.id, 'clarify'))).text)).toContain(
      'Gjuha e përgjigjes: anglisht',
    );
    expect((await move(officer, row.id, 'clarify', { question: 'Which year?\nWhich street?' })).status).toBe(303);
    expect((await caseOf(app, row.id)).status).toBe('awaiting-clarification');
    const [letter] = await lettersOf(app, row.id);
    expect(letter).toMatchObject({
      kind: 'clarification',
      language: 'en',
      facts: { question: 'Which year?\nWhich street?' },
    });
    expect(letter!.text).toContain('keeps running while we wait');
    const [mail] = await messagesOf(app, row.id, 'letter');
    expect(mail).toMatchObject({ recipient: 'blerta@example.org', language: 'en', fileIds: [letter!.fileId] });
    expect((await move(officer, row.id, 'clarify', { question: 'Again?' })).status).toBe(422);

    const paper = [{ field: 'files', name: 'letra.txt', bytes: 'E viti 2025' }];
    expect((await move(officer, row.id, 'answer-clarification', { answer: 'Viti 2025.' }, paper)).status).toBe(303);
    expect((await caseOf(app, row.id)).status).toBe('in-progress');
    expect(await messagesOf(app, row.id, 'clarification-answered')).toMatchObject([{ recipient: 'staf@test' }]);
    const page = await pageOf(officer, row.id);
    expect(page).toContain('Viti 2025.');
    expect(page).toContain('letra.txt');
  });

  it('is printed when the applicant gave no e-mail address', async () => {
    const row = await fileByForm(app, { email: '', address: 'Rr. Agim Ramadani 5\n40000 Mitrovicë' });
    await move(officer, row.id, 'clarify', { question: 'Cili vit?' });
    expect(await messagesOf(app, row.id, 'letter')).toEqual([]);
    const [letter] = await lettersOf(app, row.id);
    expect(letter!.text).toContain('Rr. Agim Ramadani 5\n40000 Mitrovicë');
    const after = await officer.get(`${deskPaths.caseFile(row.id)}?done=clarify`);
    expect(readable(after.text)).toContain('Shkresa duhet të shtypet dhe të dërgohet. Hap shkresën');
    // Whoever may ask and not know who asked cannot open the letter, and is told who can.
    await move(officer, row.id, 'assign', { directorate: app.seed.directorates.urbanism.id });
    const other = await (await as('drejtor')).get(`${deskPaths.caseFile(row.id)}?done=clarify`);
    expect(readable(other.text)).toContain('E hap zyrtari që e ka lëndën ose zyrtari përgjegjës: njoftojeni.');
  });
});

describe('extending', () => {
  const why = { ground: 'several-documents', reason: 'Katër kontrata në tri drejtori.' };

  it('moves the deadline once, tells the applicant why and until when, and keeps the first day', async () => {
    const row = await fileByForm(app);
    expect((await move(officer, row.id, 'extend', why)).status).toBe(303);
    expect(await caseOf(app, row.id)).toMatchObject({ firstDueOn: '2026-04-07', dueOn: '2026-04-14' });
    const [letter] = await lettersOf(app, row.id);
    expect(letter!.text).toContain('më së voni më 14 prill 2026');
    expect(letter!.text).toContain('Katër kontrata në tri drejtori.');
    const page = await pageOf(officer, row.id);
    expect(page).toContain('Afati i parë 7 prill 2026');
    const twice = await move(officer, row.id, 'extend', why);
    expect(twice.status).toBe(422);
    expect(readable(twice.text)).toContain('Afati është vazhduar tashmë një herë');
    expect(readable(twice.text)).toContain('Katër kontrata në tri drejtori.');
  });

  it('comes too late after the deadline', async () => {
    const row = await fileByForm(app);
    app.clock.set(new Date('2026-04-08T08:00:00+02:00'));
    const late = await move(await as('zyrtar'), row.id, 'extend', why);
    expect(late.status).toBe(422);
    expect(readable(late.text)).toContain('Afati ka kaluar dhe nuk mund të vazhdohet më');
  });

  it('demands a ground and a reason', async () => {
    const row = await fileByForm(app);
    const empty = await move(officer, row.id, 'extend', {});
    expect(empty.status).toBe(422);
    expect(readable(empty.text)).toContain('Zgjidhni arsyen ligjore të vazhdimit Shpjegoni pse duhet më shumë kohë');
    const other = await move(officer, row.id, 'extend', { ground: 'too-much-work', reason: 'Kemi shumë punë.' });
    expect(other.status).toBe(422);
    expect(readable(other.text)).toContain('Zgjidhni arsyen ligjore të vazhdimit');
    expect(readable(other.text)).toContain('Kemi shumë punë.');
    expect((await caseOf(app, row.id)).dueOn).toBe('2026-04-07');
  });
});

describe('forwarding', () => {
  it('closes the case and tells the applicant where it went', async () => {
    const row = await fileByForm(app);
    const fields = { way: 'redirected', destination: 'Ministria e Financave', reasons: 'Dokumenti nuk mbahet këtu.' };
    expect((await move(officer, row.id, 'forward', fields)).location).toContain('done=forward');
    expect(await caseOf(app, row.id)).toMatchObject({ outcome: 'redirected', isOpen: false, closedOn: '2026-03-30' });
    const [letter] = await lettersOf(app, row.id);
    expect(letter!.text).toContain('Ministria e Financave');
    expect(letter!.text).toContain('Dokumenti nuk mbahet këtu.');
  });

  it('asks where to', async () => {
    const row = await fileByForm(app);
    const answer = await move(officer, row.id, 'forward', { way: 'outside', reasons: 'E mban dikush tjetër.' });
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Shkruani institucionin tjetër');
    expect((await caseOf(app, row.id)).isOpen).toBe(true);
  });
});

describe('notes and files', () => {
  it('stay inside, also on a closed case', async () => {
    const row = await fileByForm(app);
    await move(officer, row.id, 'forward', { way: 'redirected', destination: 'Peja' });
    expect((await move(officer, row.id, 'note', { note: 'U fol me telefon.' })).status).toBe(303);
    const added = await move(officer, row.id, 'files', {}, [{ name: 'shënim ë.txt', bytes: 'për kolegët' }]);
    expect(added.status).toBe(303);
    const answer = await officer.get(deskPaths.caseFile(row.id));
    expect(readable(answer.text)).toContain('U fol me telefon. Zana Zyrtarja');
    const href = /href="([^"]+)" download>shënim ë\.txt/.exec(answer.text)?.[1] ?? '';
    const file = await officer.get(href);
    expect(file.text).toBe('për kolegët');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('refuses a program called .pdf, naming it, and an empty form', async () => {
    const row = await fileByForm(app);
    const program = await move(officer, row.id, 'files', {}, [{ name: 'fatura.pdf', bytes: 'MZ\u0090\u0000program' }]);
    expect(program.status).toBe(422);
    expect(readable(program.text)).toContain('Skedari „fatura.pdf“ nuk është PDF, foto ose dokument zyre');
    const empty = await move(officer, row.id, 'files', {});
    expect(readable(empty.text)).toContain('Zgjidhni së paku një skedar');
  });
});

describe('a form that is sent twice, by a second press or with the back button', () => {
  const message = { message: 'Kopjet janë gati.' };
  const sentTwice = async (caseId: string, name: string, fields: Record<string, string>, files: Upload[] = []) => {
    const version = versionIn(await officer.get(deskPaths.move(caseId, name)));
    const send = () => officer.post(deskPaths.move(caseId, name), { version, ...fields }, files);
    const answers = [...(await Promise.all([send(), send()])), await send()];
    return answers.map(({ location }) => location?.replace(/^.*\?/, ''));
  };

  it('writes one message, one note and one file', async () => {
    const row = await fileByForm(app);
    expect(await sentTwice(row.id, 'message', message)).toEqual(Array(3).fill('done=message'));
    expect(await sentTwice(row.id, 'note', { note: 'U fol me telefon.' })).toEqual(Array(3).fill('done=note'));
    const file = [{ name: 'plani.txt', bytes: 'plani i vitit' }];
    expect(await sentTwice(row.id, 'files', {}, file)).toEqual(Array(3).fill('done=files'));
    expect(await messagesOf(app, row.id, 'message')).toHaveLength(1);
    const page = await pageOf(officer, row.id);
    for (const words of ['Kopjet janë gati.', 'U fol me telefon.', 'plani.txt']) {
      expect([words, page.split(words).length - 1]).toEqual([words, 1]);
    }
  });

  it('writes what else was typed into it, and the same from a form that was opened anew', async () => {
    const row = await fileByForm(app);
    const version = versionIn(await officer.get(deskPaths.move(row.id, 'message')));
    for (const text of ['Kopjet janë gati.', 'Ejani nesër.']) {
      await officer.post(deskPaths.move(row.id, 'message'), { version, message: text });
    }
    await move(officer, row.id, 'message', message);
    expect(await messagesOf(app, row.id, 'message')).toHaveLength(3);
  });
});

describe('a form that was open for long', () => {
  it('sent twice by the same hand says what the first press recorded', async () => {
    const row = await fileByForm(app);
    for (const [name, fields] of [
      ['assign', { assignee: app.seed.officials.staf.id }],
      [
        'decide',
        { outcome: 'granted', answerForm: 'electronic', delivery: 'print', decidedOn: '30.03.2026', do: 'decide' },
      ],
    ] as const) {
      const version = versionIn(await officer.get(deskPaths.move(row.id, name)));
      await officer.post(deskPaths.move(row.id, name), { version, ...fields });
      const second = await officer.post(deskPaths.move(row.id, name), { version, ...fields });
      expect(second.status).toBe(409);
      const page = readable(second.text);
      expect(page).toContain('Lënda ndryshoi ndërkohë nga ju vetë');
      expect(page).toContain('Ajo që shihni këtu është regjistruar.');
      expect(page).not.toContain('Asgjë nuk u regjistrua');
    }
  });

  it('is told what changed, and keeps what was typed', async () => {
    const row = await fileByForm(app);
    const form = await officer.get(deskPaths.move(row.id, 'clarify'));
    const other = await as('kryetar');
    await move(other, row.id, 'assign', { assignee: app.seed.officials.staf.id });
    const late = await officer.post(deskPaths.move(row.id, 'clarify'), {
      version: versionIn(form),
      question: 'Cili vit dhe cila rrugë?',
    });
    expect(late.status).toBe(409);
    const page = readable(late.text);
    expect(page).toContain('Lënda ndryshoi ndërkohë Asgjë nuk u regjistrua');
    expect(page).toContain('Kaltrina Kryetari Sokol Stafi');
    expect(page).toContain('Cili vit dhe cila rrugë?');
    expect(await lettersOf(app, row.id)).toEqual([]);
    // Sent again from the page that told the news, it is taken.
    const again = { version: versionIn(late), question: 'Cili vit dhe cila rrugë?' };
    expect((await officer.post(deskPaths.move(row.id, 'clarify'), again)).status).toBe(303);
  });

  it('is told so too when it was first refused for a field that was left empty', async () => {
    const row = await fileByForm(app);
    const form = await officer.get(deskPaths.move(row.id, 'clarify'));
    const empty = await officer.post(deskPaths.move(row.id, 'clarify'), { version: versionIn(form), question: '' });
    await move(await as('kryetar'), row.id, 'assign', { assignee: app.seed.officials.staf.id });
    const still = await officer.post(deskPaths.move(row.id, 'clarify'), { version: versionIn(empty), question: '' });
    expect([empty.status, still.status]).toEqual([422, 422]);
    const late = await officer.post(deskPaths.move(row.id, 'clarify'), {
      version: versionIn(still),
      question: 'Cili?',
    });
    expect(late.status).toBe(409);
    expect(readable(late.text)).toContain('Kaltrina Kryetari Sokol Stafi');
  });

  it('is not disturbed by a note', async () => {
    const row = await fileByForm(app);
    const form = await officer.get(deskPaths.move(row.id, 'clarify'));
    await move(await as('zyrtar'), row.id, 'note', { note: 'Ndërkohë.' });
    const answer = await officer.post(deskPaths.move(row.id, 'clarify'), {
      version: versionIn(form),
      question: 'Cili?',
    });
    expect(answer.status).toBe(303);
  });

  it('with an old token keeps what was typed and changes nothing', async () => {
    const row = await fileByForm(app);
    const form = await officer.get(deskPaths.move(row.id, 'note'));
    const fields = { version: versionIn(form), note: 'Nuk humbet.', _csrf: 'i vjetër' };
    const answer = await officer.post(deskPaths.move(row.id, 'note'), fields);
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Nuk humbet.');
    expect((await caseOf(app, row.id)).version).toBe(1);
  });
});

it('shuts nobody out, and fits a phone', async () => {
  const row = await fileByForm(app);
  await move(officer, row.id, 'assign', { assignee: app.seed.officials.staf.id });
  await move(officer, row.id, 'clarify', { question: 'Cili vit?' });
  const browser = await startBrowser();
  try {
    const page = await (await visitor(browser, { onAPhone: true })).newPage();
    await page.goto(app.url + deskPaths.signIn());
    await page.fill('#email', 'zyrtar@test');
    await page.fill('#password', PASSWORD);
    await page.click('main button[type=submit]');
    for (const name of ['', 'assign', 'answer-clarification', 'extend', 'forward', 'note', 'files', 'decide']) {
      await page.goto(app.url + (name === '' ? deskPaths.caseFile(row.id) : deskPaths.move(row.id, name)));
      expect(await axe(page)).toEqual([]);
      const tooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
      expect(await page.evaluate(tooWide)).toBe(false);
    }
  } finally {
    await browser.close();
  }
}, 60_000);
