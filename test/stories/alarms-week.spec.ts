import { setTimeout as pause } from 'node:timers/promises';
import { deskPaths } from '../../src/platform/paths';
import { CaseRow, Official } from '../../src/records';
import { FaultyHouse } from '../faults/house';
import { untilStill } from '../faults/stillness';
import { Client, readable } from '../support/client';
import { type Seed, seedMunicipality } from '../support/seed';

const CITIZEN = 'qytetar@example.org';

describe('A week in which an official is on holiday, the mail server refuses and Redis is killed', () => {
  let house: FaultyHouse;
  let seed: Seed;
  let row: CaseRow;

  beforeAll(async () => {
    house = new FaultyHouse(new Date('2026-03-02T09:00:00+01:00'), 1);
    await house.open();
    seed = await seedMunicipality(house.source, house.time.now());
    await house.source.manager.update(Official, { institutionId: seed.institution.id }, { language: 'en' });
    await house.start();
  }, 60_000);
  afterAll(() => house.end());

  const still = () => untilStill(house, () => Promise.reject(new Error('Nothing may be given up')));
  /** The clock on the wall of Kosovo in March 2026 is put forward, and everything that is due is done. */
  async function at(day: string, time: string): Promise<void> {
    house.time.set(new Date(`2026-03-${day}T${time}:00+01:00`));
    await still();
  }
  async function signedIn(name: keyof Seed['officials']): Promise<Client> {
    const client = new Client(house.fleet.url);
    expect((await client.signIn(seed.officials[name].email)).status).toBe(303);
    return client;
  }
  /** The mailbox, oldest first: subjects without the reference and the subject of the case. */
  const mailbox = (address: string): string[] =>
    house.mail.taken
      .filter((one) => one.to === address)
      .map((one) => one.subject.replace(`${row.reference}: `, '').replace(' – Fuel bills', ''));
  /** What the bell says, oldest first, in the same way. */
  async function bell(name: keyof Seed['officials']): Promise<string[]> {
    const { text } = await (await signedIn(name)).get(deskPaths.notices());
    const items = [...text.matchAll(/<li class="q-notice[\s\S]*?<\/li>/g)].map(([item]) => readable(item));
    return items.reverse();
  }

  it('begins with a request that is given to an official, who goes away on Thursday and names a stand-in', async () => {
    const answer = await fetch(`${house.fleet.url}/api/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ kind: 'access-request', subject: 'Fuel bills', text: 'All fuel bills of 2025, please.' },
        ...{ name: 'Qëndrim Çela', email: CITIZEN, applicantType: 'individual', answerLanguage: 'en', language: 'en' },
      }),
    });
    expect(answer.status).toBe(201);
    row = await house.source.manager.findOneByOrFail(CaseRow, { subject: 'Fuel bills' });
    expect(row.dueOn).toBe('2026-03-09');

    const officer = await signedIn('zyrtar');
    const page = await officer.get(deskPaths.move(row.id, 'assign'));
    const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '';
    const given = await officer.post(deskPaths.move(row.id, 'assign'), { version, assignee: seed.officials.staf.id });
    expect(given.status).toBe(303);

    const staff = await signedIn('staf');
    await staff.get(deskPaths.absences());
    const days = { fromOn: '05.03.2026', untilOn: '10.03.2026', standInId: seed.officials.drejtor.id };
    expect((await staff.post(deskPaths.absences(), days)).status).toBe(303);
    await still();
    expect(mailbox('staf@test')).toHaveLength(1);
    expect(mailbox(CITIZEN)).toHaveLength(1);
  }, 60_000);

  it('goes on with one mail a morning, to the stand-in from Thursday on, although the mail server refuses', async () => {
    await at('03', '07:31');
    await at('04', '07:31');
    await at('04', '23:30');
    house.mail.mood = 'later';
    house.time.set(new Date('2026-03-05T07:31:00+01:00'));
    await pause(4_000);
    expect(mailbox('drejtor@test')).toEqual(['Your day: Wednesday 4 March 2026']);
    house.mail.mood = 'accept';
    await at('05', '12:00');
    expect(mailbox('staf@test').slice(1)).toEqual([
      'Your day: Tuesday 3 March 2026',
      'Your day: Wednesday 4 March 2026',
    ]);
    expect(mailbox('drejtor@test')).toEqual(['Your day: Wednesday 4 March 2026', 'Your day: Thursday 5 March 2026']);
    const [, thursday] = house.mail.taken.filter((one) => one.to === 'drejtor@test');
    expect(thursday?.text).toContain('Sokol Stafi');
  }, 90_000);

  it('survives a Redis that is killed and comes back empty, and a worker that dies', async () => {
    await house.redis.kill();
    house.time.set(new Date('2026-03-06T07:31:00+01:00'));
    await house.fleet.kill('worker', 0, 500);
    expect((await fetch(`${house.fleet.url}/healthz`)).status).toBe(200);
    await pause(1_000);
    await house.redis.start();
    await house.redis.empty();
    await at('06', '12:00');
    await at('07', '12:00');
    expect(mailbox('drejtor@test').slice(2)).toEqual(['Your day: Friday 6 March 2026']);
  }, 90_000);

  it('ends with a last day, an escalation that somebody takes on, and one that climbs until it is answered', async () => {
    await at('09', '00:05');
    await at('09', '07:31');
    await at('09', '08:01');
    expect(mailbox('drejtor@test').slice(3)).toEqual([
      'due today',
      'Your day: Monday 9 March 2026',
      'not decided, due today',
    ]);
    expect(mailbox('kryetar@test')).toEqual(['not decided, due today']);
    const mayor = await signedIn('kryetar');
    await mayor.get(deskPaths.caseFile(row.id));
    expect((await mayor.post(deskPaths.acknowledge(row.id))).status).toBe(303);
    await at('09', '15:00');
    expect(mailbox('zyrtar@test')).toEqual([]);

    await at('10', '00:05');
    await at('10', '07:31');
    await at('10', '12:10');
    expect(mailbox('drejtor@test').slice(6)).toEqual(['not decided, 1 day overdue', 'Your day: Tuesday 10 March 2026']);
    expect(mailbox('kryetar@test').slice(1)).toEqual(['not decided, 1 day overdue']);
    expect(mailbox('zyrtar@test')).toHaveLength(1);
    expect(mailbox(CITIZEN)).toHaveLength(2);
    expect(mailbox('staf@test')).toHaveLength(3);
    expect(mailbox('admin@test')).toEqual([]);
  }, 90_000);

  it('tells the same story on the bells and in the history of the case, each thing once', async () => {
    const [staf, drejtor, kryetar, zyrtar] = [
      await bell('staf'),
      await bell('drejtor'),
      await bell('kryetar'),
      await bell('zyrtar'),
    ];
    // Of the bell of whoever is away: the new case, and the directorate's answer on the day before.
    expect([staf, drejtor, kryetar, zyrtar].map((one) => one.length)).toEqual([2, 6, 2, 1]);
    expect(drejtor.filter((one) => one.includes('In place of Sokol Stafi'))).toHaveLength(3);
    expect(kryetar.filter((one) => one.includes('Taken on'))).toHaveLength(1);
    expect(zyrtar[0]).toContain('nobody has taken it on');
    const { text } = await (await signedIn('zyrtar')).get(deskPaths.caseFile(row.id));
    const times = (line: string): number => readable(text).split(line).length - 1;
    expect(times('A reminder went out')).toBe(5);
    expect(times('In place of Sokol Stafi, who is away')).toBe(3);
    // What happened, and what was sent, tell the same.
    expect(readable(text).match(/Superiors notified \d+ March/g)).toHaveLength(4);
    expect(times('Superiors notified Sent')).toBe(4);
    expect(times('Somebody took the alarm on 9 March 2026 at 08:01 · Kaltrina Kryetari')).toBe(1);
    expect(times('The alarm climbed to the next level 10 March 2026 at 12:10')).toBe(1);
    expect(times('The applicant was told of the silence')).toBe(1);
    const ids = house.mail.taken.map((one) => one.messageId);
    expect(new Set(ids).size).toBe(ids.length);
  }, 60_000);
});
