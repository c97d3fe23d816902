import { SubmissionsOfBeforeWithoutWhoSentThem1780000000037 as Parting } from '../../migrations';
import { localDate } from '../../src/core/law';
import { Identity, Submission } from '../../src/records';
import { fillCases } from '../bench/fill';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { seedMunicipality } from '../support/seed';

const FORM = {
  subject: 'Buxheti',
  text: 'Kopja e buxhetit.',
  name: 'Arta Krasniqi',
  email: 'arta@example.org',
  phone: '',
};
const ROW = { reference: '12/2024', applicant_name: 'Agim Berisha', subject: 'Kontratat' };

describe.each(DATABASES)('a database from before the identity vault, on %s', (dialect) => {
  let db: OpenedDatabase;
  beforeAll(async () => (db = await openTestDatabase(dialect)));
  afterAll(() => db.close());

  it('keeps who asked apart afterwards, and goes back to what it was', async () => {
    const { manager } = db.source;
    const seed = await seedMunicipality(db.source, new Date('2026-03-02T08:00:00Z'));
    await fillCases(db.source, seed, [
      { count: 3, kind: 'access-request', receivedOn: () => localDate('2026-03-02'), nobodys: true },
    ]);
    const applied = (): Promise<unknown[]> =>
      db.source.query(`SELECT 1 FROM migrations WHERE name = '${Parting.name}'`);
    while ((await applied()).length > 0) await db.source.undoLastMigration();
    const rows = await db.source.query<{ id: string }[]>('SELECT id FROM submissions ORDER BY id');
    const [form, row, other] = rows.map(({ id }) => id);
    const trigger = dialect === 'postgres' ? ['append_only ON submissions'] : ['no_update'];
    for (const one of trigger) await db.source.query(`DROP TRIGGER submissions_${one}`);
    const write = (id: string | undefined, payload: object): Promise<unknown> =>
      db.source.query('UPDATE submissions SET payload = $1 WHERE id = $2', [JSON.stringify(payload), id]);
    await write(form, FORM);
    await write(row, ROW);
    await write(other, { text: 'Pa emër' });
    const refuses =
      dialect === 'postgres'
        ? 'CREATE TRIGGER submissions_append_only BEFORE UPDATE OR DELETE ON submissions FOR EACH ROW EXECUTE FUNCTION refuse_change()'
        : `CREATE TRIGGER submissions_no_update BEFORE UPDATE ON submissions BEGIN SELECT RAISE(ABORT, 'append-only: submissions'); END`;
    await db.source.query(refuses);
    await db.source.runMigrations();

    const payloadOf = async (id = ''): Promise<unknown> => (await manager.findOneByOrFail(Submission, { id })).payload;
    expect(await payloadOf(form)).toEqual({ subject: 'Buxheti', text: 'Kopja e buxhetit.' });
    expect(await payloadOf(row)).toEqual({ reference: '12/2024', subject: 'Kontratat' });
    expect(await payloadOf(other)).toEqual({ text: 'Pa emër' });
    const identities = await manager.find(Identity);
    expect(Object.fromEntries(identities.map((one) => [one.submissionId, one.sent]))).toEqual({
      [form ?? '']: { name: 'Arta Krasniqi', email: 'arta@example.org', phone: '' },
      [row ?? '']: { applicant_name: 'Agim Berisha' },
    });
    expect(identities.map((one) => [one.institutionId, one.salt])).toEqual(
      identities.map(() => [seed.institution.id, '']),
    );
    await expect(db.source.query(`UPDATE submissions SET payload = '{}'`)).rejects.toThrow('append-only: submissions');

    while ((await applied()).length > 0) await db.source.undoLastMigration();
    const [before] = await db.source.query<{ payload: string }[]>('SELECT payload FROM submissions WHERE id = $1', [
      form,
    ]);
    expect(JSON.parse(before?.payload ?? '')).toEqual(FORM);
  });
});
