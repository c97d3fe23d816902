import type { Kind } from '../../src/core/casefile';
import { deskPaths, publicPaths } from '../../src/platform/paths';
import { type CaseRow, TrackingStore, Transactions } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { readable } from '../support/client';

describe('the days of a deadline, on the page of a case', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startApp({ at: '2026-03-30T09:00:00+02:00' })));
  afterAll(() => app.close());

  const filed = (kind: Kind, urgent = false): Promise<CaseRow> => fileCase(app, { kind, urgent });

  async function tracked(row: CaseRow, lang: 'sq' | 'sr' | 'en'): Promise<string> {
    const citizen = app.client();
    const { accessCode } = await app.get(TrackingStore).applicant(app.get(Transactions).reader, row.id);
    await citizen.get(publicPaths.trackLink(lang, row.reference, accessCode));
    return readable((await citizen.get(publicPaths.tracked(lang, row.reference))).text);
  }

  async function atTheDesk(row: CaseRow): Promise<string> {
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    return readable((await officer.get(deskPaths.caseFile(row.id))).text);
  }

  it.each([
    [
      'sq',
      'e hënë, 6 prill 2026 Numërohet, edhe pse zyrat nuk punojnë: Pashkët katolike, e bartur nga 5 prill 2026 Burimi: Ligji nr. 03/L-064',
    ],
    [
      'sr',
      'ponedeljak, 6. april 2026. Računa se, iako kancelarije ne rade: Katolički Uskrs, preneto sa dana 5. aprila 2026. Izvor: Zakon br. 03/L-064',
    ],
    [
      'en',
      'Monday 6 April 2026 Counted, although offices are closed: Catholic Easter, carried over from 5 April 2026 Source: Law 03/L-064',
    ],
  ] as const)(
    'tells its applicant in %s why each day counts, and where a holiday is known from',
    async (lang, said) => {
      const page = await tracked(await filed('access-request'), lang);
      expect(page).toContain(said);
      expect(page).toMatch(/kosovo-2010-2027/);
    },
  );

  it('says of a holiday that is only expected that it may move', async () => {
    const page = await tracked(await filed('petition'), 'en');
    expect(page).toContain(
      '58 Wednesday 27 May 2026 Counted, although offices are closed: Eid al-Adha, first day Expected day',
    );
    expect(page).toContain('An expected day is not announced yet. If it moves, the deadline may move too.');
    expect(page).toContain('60 Friday 29 May 2026 Counted. The deadline ends here.');
    // Two days before the end it may move the end: the sentences say so as well.
    expect(page).toContain('Not announced yet: Wednesday 27 May 2026 (Eid al-Adha, first day).');
  });

  it('tells the hours of an urgent request, day by day', async () => {
    const page = await tracked(await filed('access-request', true), 'en');
    expect(page).toContain('Monday 30 March 2026 From 09:00: 15 h 0 min.');
    expect(page).toContain('Wednesday 1 April 2026 Until 09:00: 9 h 0 min. The deadline ends here.');
  });

  it('tells the same at the desk', async () => {
    const page = await atTheDesk(await filed('petition'));
    expect(page).toContain('Ligji nr. 03/L-040 për vetëqeverisjen lokale');
    expect(page).toContain('Bajrami i Vogël, dita e parë Ditë e pritshme Burimi: Ligji nr. 03/L-064');
    expect(page).toContain('Dita zero: dita e pranimit nuk numërohet');
  });

  it('leads its applicant to the calculator, asked the same', async () => {
    const row = await filed('petition');
    const citizen = app.client();
    const { accessCode } = await app.get(TrackingStore).applicant(app.get(Transactions).reader, row.id);
    await citizen.get(publicPaths.trackLink('en', row.reference, accessCode));
    const { text } = await citizen.get(publicPaths.tracked('en', row.reference));
    const link = /href="(\/en\/deadline\?[^"]+)"/.exec(text)?.[1]?.replace(/&amp;/g, '&') ?? '';
    expect(readable((await citizen.get(link)).text)).toContain(
      'Last day for considering the petition Friday 29 May 2026',
    );
  });
});
