import { randomUUID } from 'node:crypto';
import { OneWayToWriteAWord1780000000070 as OneWay } from '../../migrations';
import { localDate } from '../../src/core/law';
import {
  Bases,
  CaseBook,
  type CaseRow,
  EventLog,
  type NewCase,
  Papers,
  Search,
  type SearchQuery,
  type SearchScope,
} from '../../src/records';
import { DATABASES, type Dialect, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { type Seed, seedMunicipality } from '../support/seed';

const NOW = new Date('2026-03-02T09:00:00Z');
const ALL: SearchScope = { all: true, assigneeIds: [], directorateIds: [], kinds: [], urgent: false };
const NONE: SearchScope = { ...ALL, all: false };

/** Subject, text, applicant: the corpus that both databases are given in this order. */
const CORPUS: readonly (readonly [string, string, string])[] = [
  ['Kërkesë për lejet e ndërtimit', 'Dua kopjet e lejeve të lëshuara në vitin 2025.', 'Agim Krasniqi'],
  ['Kontratat e prokurimit', 'Kërkesa ime ka të bëjë me kontratat e rrugëve.', 'Besa Hoxha'],
  ['Захтев за приступ', 'Молим копију одлуке општине о буџету, Љубица Ђорђевић.', 'Љубица Ђорђевић'],
  ['Zahtev za budžet opštine', 'Molim vas plan budžeta opštine za školu u Čačku.', 'Đorđe Nikolić'],
  ['Buxheti i komunës', 'Si u shpenzua buxheti i komunës për shkolla?', 'Driton Gashi'],
  ['Džamija i groblje', 'Dozvola za gradnju džamije; njiva pored puta.', 'Dževad Ljajić'],
  ['Plani zhvillimor', 'Harta e zonës, leje ndërtimi dhe vendimi i kuvendit.', 'Ardita Berisha'],
  ['Request for contracts', 'Copies of the road contracts, please.', 'John Smith'],
  ['Ankesë për KK-2026-00002', 'KK-2026-00002 nuk mori përgjigje.', 'Besa Hoxha'],
];
const QUERIES = [
  'kerkese', 'KËRKESË', 'kërkesave', 'opstina', 'општина', 'opština', 'budzet', 'буџет', 'djordjevic', 'Ђорђевић',
  'Đorđević', 'ljubica', 'љубица', 'džamija', 'џамија', 'dzamija', 'njiva', 'њива', 'leje ndertimi', 'ndërtimit leje',
  'kontrata', 'contracts', 'shkolla', 'cacak', 'vendim kuvendi', 'asgje', 'prok*', 'zhvill', '2025', 'krasniqi', 'dhe të',
] as const; // prettier-ignore

interface House {
  db: OpenedDatabase;
  seed: Seed;
  rows: CaseRow[];
  find: (text: string, more?: Partial<SearchQuery>) => Promise<string[]>;
}

async function open(dialect: Dialect): Promise<House> {
  const db = await openTestDatabase(dialect);
  const seed = await seedMunicipality(db.source, NOW);
  const rows = [];
  for (const [subject, text, name] of CORPUS) rows.push(await file(db, seed, { subject, text, name }));
  const search = new Search();
  const find: House['find'] = async (text, more = {}) => {
    const query = {
      institutionId: seed.institution.id,
      read: ALL,
      applicant: ALL,
      text,
      state: 'all' as const,
      ...more,
    };
    return (await search.find(db.transactions.reader, query)).rows.map(({ subject }) => subject);
  };
  return { db, seed, rows, find };
}

async function file(
  { transactions, registration }: OpenedDatabase,
  { institution }: Seed,
  facts: { subject: string; text: string; name: string },
): Promise<CaseRow> {
  const id = randomUUID();
  const submission: NewCase['submission'] = {
    id,
    submissionKey: id,
    channel: 'web',
    kind: 'access-request',
    receivedAt: NOW,
    payload: { text: facts.text },
    sha256: 'x',
  };
  const input: NewCase = {
    submission,
    channel: 'web',
    kind: 'access-request',
    urgent: false,
    subject: facts.subject,
    text: facts.text,
    language: 'sq',
    answerLanguage: 'sq',
    documentType: 'other',
    applicantType: 'individual',
    wantedForm: null,
    applicant: { name: facts.name, email: null, postalAddress: null, phone: null },
    receivedOn: localDate('2026-03-02'),
    receivedAt: NOW,
  };
  const { row } = await transactions.run(async (tx) => {
    await registration.keep(tx, institution.id, submission);
    return registration.register(tx, institution, input, { kind: 'citizen' }, NOW);
  });
  return row;
}

describe('search', () => {
  const houses = {} as Record<Dialect, House>;
  beforeAll(async () => {
    for (const dialect of DATABASES) houses[dialect] = await open(dialect);
  });
  afterAll(async () => {
    for (const dialect of DATABASES) await houses[dialect].db.close();
  });

  it('gives the same answers in the same order on SQLite and on PostgreSQL', async () => {
    for (const query of QUERIES) {
      const [sqlite, postgres] = [await houses.sqlite.find(query), await houses.postgres.find(query)];
      expect({ query, found: postgres }).toEqual({ query, found: sqlite });
    }
  });

  describe.each(DATABASES)('on %s', (dialect) => {
    const find: House['find'] = (text, more) => houses[dialect].find(text, more);

    it.each([
      ['kerkese', 'Kërkesë për lejet e ndërtimit'],
      ['opstina', 'Zahtev za budžet opštine'],
      ['општини', 'Zahtev za budžet opštine'],
      ['opštini', 'Захтев за приступ'],
      ['budžetu', 'Захтев за приступ'],
      ['Džamije', 'Džamija i groblje'],
      ['џамија', 'Džamija i groblje'],
      ['њиве', 'Džamija i groblje'],
      ['LJUBICA', 'Захтев за приступ'],
      ['Djordjevic', 'Захтев за приступ'],
      ['gjykate*', ''],
      ['lejeve 2025', 'Kërkesë për lejet e ndërtimit'],
      ['KK-2026-00002', 'Kontratat e prokurimit'],
      ['2026/3', 'Захтев за приступ'],
    ])('finds with %s: %s', async (query, subject) => {
      const found = await find(query);
      if (subject === '') expect(found).toEqual([]);
      else expect(found).toContain(subject);
    });

    it('puts the case whose whole reference was typed first', async () => {
      const [first, second] = await find('kk 2026/00002');
      expect([first, second]).toEqual(['Kontratat e prokurimit', 'Ankesë për KK-2026-00002']);
    });

    it('puts the subject before the text, and what was typed before another form of it', async () => {
      expect(await find('kërkesë')).toEqual(['Kërkesë për lejet e ndërtimit', 'Kontratat e prokurimit']);
      expect((await find('buxheti'))[0]).toBe('Buxheti i komunës');
    });

    it('finds an applicant only for those who may see the applicant', async () => {
      expect(await find('krasniqi')).toEqual(['Kërkesë për lejet e ndërtimit']);
      expect(await find('krasniqi', { applicant: NONE })).toEqual([]);
      expect(await find('lejet krasniqi', { applicant: NONE })).toEqual([]);
    });

    it('follows a case to its directorate and its official, and into its notes and letters', async () => {
      const { db, seed, rows } = houses[dialect];
      const { id } = rows[6]!;
      const staf: SearchScope = {
        ...NONE,
        directorateIds: [seed.directorates.urbanism.id],
        assigneeIds: [seed.officials.staf.id],
      };
      expect(await find('harta', { read: staf })).toEqual([]);
      const papers = new Papers();
      const act = { institutionId: seed.institution.id, caseId: id, actor: { kind: 'system' as const }, now: NOW };
      await db.transactions.run((tx) =>
        new CaseBook(new EventLog(), new Bases()).act(tx, act, async () => {
          const note = await papers.addNote(tx, {
            caseId: id,
            authorId: 'x',
            text: 'Pyet arkivin për ортофото',
            createdAt: NOW,
          });
          return [
            { type: 'noted', occurredOn: localDate('2026-03-02'), noteId: note.id },
            {
              type: 'assigned',
              occurredOn: localDate('2026-03-02'),
              assigneeId: seed.officials.zyrtar.id,
              directorateId: seed.directorates.urbanism.id,
            },
          ];
        }),
      );
      expect(await find('harta', { read: staf })).toEqual(['Plani zhvillimor']);
      expect(await find('ortofoto arkiv', { read: staf })).toEqual(['Plani zhvillimor']);
      expect(
        await find('berisha', { read: staf, applicant: { ...NONE, assigneeIds: [seed.officials.staf.id] } }),
      ).toEqual([]);
      expect(
        await find('berisha', { read: staf, applicant: { ...NONE, assigneeIds: [seed.officials.zyrtar.id] } }),
      ).toEqual(['Plani zhvillimor']);
      expect(await find('harta', { state: 'closed' })).toEqual([]);
      expect(await find('harta', { kind: 'petition' })).toEqual([]);
    });

    it('finds nothing of another institution, and nothing for whom sees nothing', async () => {
      expect(await find('kontratat', { institutionId: randomUUID() })).toEqual([]);
      expect(await find('kontratat', { read: NONE })).toEqual([]);
    });

    it('reads no query as a command of the database', async () => {
      for (const text of [
        '" OR x',
        "'a' & !b | c:*",
        'NEAR(a b)',
        '*',
        '',
        '  ',
        'h:kontrata',
        '-kontrata',
        '(((',
        'a'.repeat(5_000),
      ])
        expect(Array.isArray(await find(text))).toBe(true);
    });

    it('writes the words of the list of cases alike, also of cases of before', async () => {
      const { db, rows } = houses[dialect];
      const words = async (): Promise<string[]> =>
        (await db.source.query<{ search_text: string }[]>('SELECT search_text FROM case_files ORDER BY reference')).map(
          (one) => one.search_text,
        );
      const written = await words();
      expect(written[2]).toContain('opstine o budzetu, ljubica dordevic');
      const before = 'kk-2026-00003 захтев за приступ молим копију одлуке општине о буџету, љубица djordjević.';
      await db.source.query('UPDATE case_files SET search_text = $1 WHERE id = $2', [
        before.normalize('NFD').replace(/\p{Mn}/gu, ''),
        rows[2]!.id,
      ]);
      const runner = db.source.createQueryRunner();
      await new OneWay().up(runner);
      await runner.release();
      expect(await words()).toEqual(written);
    });

    it('forgets with a rollback what was filed in it', async () => {
      const { db, seed } = houses[dialect];
      await expect(
        db.transactions.run(async (tx) => {
          await new Papers().addNote(tx, {
            caseId: houses[dialect].rows[0]!.id,
            authorId: 'x',
            text: 'rikthehet',
            createdAt: NOW,
          });
          throw new Error('undone');
        }),
      ).rejects.toThrow('undone');
      expect(await find('rikthehet')).toEqual([]);
      expect(seed.institution.code).toBe('KK');
    });
  });
});
