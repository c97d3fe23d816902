import { readable, sample } from '../support/client';
import { words } from '../../src/platform/views';
import { startApp, type TestApp } from '../support/app';

const DECAN = sample('register-decan-2012.csv');
const upload = (bytes: Buffer | string, name = 'regjistri.csv') => [{ field: 'file', name, bytes }];

describe('taking the register of 2012 in', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ at: '2026-11-20T10:00:00+01:00' });
  });
  afterAll(() => app.close());

  it('shows first what it would do, and changes nothing', async () => {
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    const answer = await officer.fill('/desk/import', { act: 'check' }, upload(DECAN));
    expect(answer.status).toBe(200);
    expect(readable(answer.text)).toContain('Çfarë do të bënte skedari Rreshta 24 Lëndë të reja 24');
    expect(readable((await officer.get('/desk/import')).text)).toContain('Ende nuk është importuar asnjë skedar.');
  });

  it('takes it in once, and the second time changes nothing', async () => {
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    const first = await officer.fill('/desk/import', { act: 'take' }, upload(DECAN));
    expect(first.status).toBe(303);
    const done = await officer.get(first.location!);
    expect(readable(done.text)).toContain('U importuan 24 rreshta.');
    expect(readable(done.text)).toContain('regjistri.csv Zana Zyrtarja 24 0');
    const second = await officer.fill('/desk/import', { act: 'take' }, upload(DECAN));
    const told = await officer.get(second.location!);
    expect(readable(told.text)).toContain('të 24 rreshtat janë tashmë në regjistër');
    expect(await app.source.query('SELECT count(*) AS n FROM case_files')).toEqual([{ n: 24 }]);
    expect(await app.source.query('SELECT count(*) AS n FROM imports')).toEqual([{ n: 1 }]);
    expect(await app.source.query('SELECT count(*) AS n FROM outbox')).toEqual([{ n: 0 }]);
  });

  it('says that the page stood open too long, and takes nothing in', async () => {
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    const answer = await officer.fill('/desk/import', { act: 'take', _csrf: 'old' }, upload(DECAN));
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain(words('sq')('import:stale'));
  });

  it('gives the published totals in the report of 2012', async () => {
    const mayor = app.client();
    await mayor.signIn('kryetar@test');
    const text = readable((await mayor.get('/desk/reports/2012')).text);
    expect(text).toContain('Raporti vjetor 2012');
    expect(text).toContain('24 kërkesa për qasje të pranuara');
    expect(text).toContain('19 qasje e lejuar');
    expect(text).toContain('13 nga 19 përgjigje në afatin ligjor');
    expect(text).toContain('5 pa përgjigje');
    expect(text).toContain('0 të hapura nga më parë + 24 të pranuara = 24 të mbyllura + 0 ende të hapura');
    expect(text).toContain('Në formë elektronike 4 Kopje në letër 15');
    expect(text).toContain('Buxheti dhe shpenzimet 7');
    expect(text).toContain('Tjetër 17');
    expect(text).toContain('Në afatin e parë ligjor 13 Në afat vetëm me vazhdim 0 Pas afatit 6');
  });

  it('tells every refused row by line, column and reason, in three languages', async () => {
    const lines = DECAN.toString('utf8').split('\n');
    lines[1] = lines[1]!.replace('2012-01-30', '30 janar');
    lines[3] = lines[3]!.replace('2012-03-02', '2012-02-01');
    const broken = lines.join('\n').replaceAll('01-0', '99-0');
    const says = {
      sq: [
        '2 received_on „30 janar“ nuk është datë',
        '4 decided_on Dita është para ditës së pranimit',
        'Skedari ka 2 gabime',
      ],
      sr: ['2 received_on „30 janar“ nije datum', '4 decided_on Dan je pre dana prijema', 'Datoteka ima 2 greške'],
      en: [
        '2 received_on “30 janar” is not a day',
        '4 decided_on The day is before the day of receipt',
        'The file has 2 problems',
      ],
    };
    for (const [language, sentences] of Object.entries(says)) {
      await app.source.query(`UPDATE officials SET language = '${language}' WHERE email = 'admin@test'`);
      const admin = app.client();
      await admin.signIn('admin@test');
      const answer = await admin.fill('/desk/import', { act: 'take' }, upload(broken));
      expect(answer.status).toBe(422);
      for (const sentence of sentences) expect(readable(answer.text)).toContain(sentence);
    }
  });

  it('shows the first hundred problems and how many there are', async () => {
    const header = DECAN.toString('utf8').split('\n')[0]!;
    const rows = Array.from({ length: 130 }, (_, i) => `N-${i},nothing,2012-01-30,,post,sq,ngo,,X,other,,,,,,,,,`);
    const admin = app.client();
    await admin.signIn('admin@test');
    const answer = await admin.fill('/desk/import', { act: 'check' }, upload([header, ...rows].join('\n')));
    expect(readable(answer.text)).toContain('The first 100 of 130 are shown.');
    expect(answer.text.match(/is not one of: access-request/g)).toHaveLength(100);
  });

  it('asks for a file, and refuses one that is too large', async () => {
    const officer = app.client();
    await officer.signIn('zyrtar@test');
    expect(readable((await officer.fill('/desk/import', { act: 'take' })).text)).toContain('Zgjidhni një skedar');
    const large = await officer.fill('/desk/import', { act: 'take' }, upload(Buffer.alloc(11 * 1024 * 1024, 'a')));
    expect(large.status).toBe(422);
    expect(readable(large.text)).toContain('Skedari është më i madh se 10 MB');
  });

  it('is not open to the directorates and to the mayor’s office', async () => {
    for (const email of ['staf@test', 'kryetar@test']) {
      const other = app.client();
      await other.signIn(email);
      expect((await other.get('/desk/import')).status).toBe(403);
      expect((await other.post('/desk/import', { act: 'take' }, upload(DECAN))).status).toBe(403);
    }
  });
});
