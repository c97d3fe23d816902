import { FileKeeper } from '../../src/platform/files';
import {
  type CaseRow,
  FileRow,
  type FileTextState,
  Papers,
  Search,
  type SearchScope,
  SearchUpkeep,
} from '../../src/records';
import { docxOf, pdfOf, pdfWithPages } from '../make/office-files';
import { DATABASES } from '../support/databases';
import { type JobHouse, startJobHouse, until } from '../support/job-house';
import { zipOf } from '../support/zip';

const ALL: SearchScope = { all: true, assigneeIds: [], directorateIds: [], kinds: [], urgent: false };
const KIND = 'application/octet-stream';

describe.each(DATABASES)('reading files on %s', (database) => {
  let house: JobHouse;
  beforeAll(async () => (house = await startJobHouse({ database })));
  afterAll(() => house.close());

  async function attach(row: CaseRow, name: string, bytes: Buffer, role: FileRow['role'] = 'submitted'): Promise<void> {
    const kept = await new FileKeeper(house.config).keepBytes(bytes, name, KIND);
    const own = { institutionId: row.institutionId, caseId: row.id, submissionId: null, role, released: false };
    const file = { ...kept, ...own, createdAt: house.clock.now() };
    await house.transactions.run((tx) => new Papers().addFiles(tx, [file]));
  }
  const find = async (text: string, applicant: SearchScope = ALL): Promise<string[]> => {
    const asked = { institutionId: house.seed.institution.id, read: ALL, applicant, text, state: 'all' as const };
    return (await new Search().find(house.transactions.reader, asked)).rows.map(({ reference }) => reference);
  };
  const states = async (): Promise<Record<string, FileTextState | undefined>> => {
    const rows = await house.transactions.reader.find(FileRow);
    return Object.fromEntries(rows.map(({ name, textState }) => [name, textState]));
  };

  it('finds a case by what stands in its files, and notes those that nobody can read', async () => {
    const row = await house.file({ subject: 'Lejet' });
    await attach(row, 'vendim.pdf', await pdfOf(['Vendim për tenderin e rrugës']));
    await attach(row, 'ugovor.docx', docxOf(['Уговор о одржавању водовода']));
    await attach(row, 'harta-e-zonës.png', Buffer.from('a picture'));
    await attach(row, 'fshehtë.pdf', await pdfOf(['nothing'], 'fjalekalim'));
    await attach(row, 'i-prishur.docx', Buffer.from('PK no archive'));
    await attach(row, 'gjatë.pdf', pdfWithPages(3_000, 'Faqe'));
    await attach(
      row,
      'bombë.docx',
      zipOf([{ name: 'word/document.xml', bytes: Buffer.alloc(200 * 1024 * 1024, '<w:t>') }]),
    );
    await attach(row, 'letër.pdf', await pdfOf(['never read']), 'letter');
    expect(await find('tender')).toEqual([]);
    await house.worker();
    await until('all files are read', async () => !Object.values(await states()).includes('waiting'), 60_000);
    expect(await states()).toMatchObject({
      'vendim.pdf': 'read',
      'ugovor.docx': 'read',
      'harta-e-zonës.png': 'no-text',
      'fshehtë.pdf': 'encrypted',
      'i-prishur.docx': 'broken',
      'gjatë.pdf': 'partly',
      'letër.pdf': 'no-text',
    });
    expect(await find('tenderi')).toEqual([row.reference]);
    expect(await find('vodovod lejet')).toEqual([row.reference]);
    expect(await find('zones harta')).toEqual([row.reference]);
    // The name of our own letter is for those who may read it.
    expect(await find('leter')).toEqual([row.reference]);
    expect(await find('leter', { ...ALL, all: false })).toEqual([]);
  });

  it('makes the words of cases of before, beside everything else', async () => {
    const row = await house.file({ subject: 'Ujësjellësi i fshatit' });
    const number = house.transactions.dialect === 'sqlite' ? 'rowid' : 'seq';
    await house.transactions.run(async (tx) => {
      await tx.query(`delete from search_words where ${number} in (select seq from search_docs)`);
      await new SearchUpkeep().startAnew(tx);
    });
    await until('the case is found again', async () => (await find('ujesjelles')).length === 1, 20_000);
    expect(await find('ujesjelles')).toEqual([row.reference]);
  });
});
