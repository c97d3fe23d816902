import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowChanges, appendOnly } from './append-only';

/** The fields of a form and of an old register that say who somebody is, as they were called when this was written. */
const PERSONAL = ['name', 'email', 'address', 'phone', 'applicant_name'];
const AT_ONCE = 500;

interface Kept {
  id: string;
  institution_id: string;
  payload: string;
}

/** Moves who sent them out of the submissions of before. Their fingerprint still says what was sent as a whole. */
export class SubmissionsOfBeforeWithoutWhoSentThem1780000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await allowChanges(runner, 'submissions');
    for (let after = ''; ;) {
      const page = await pageOf(runner, after);
      const last = page.at(-1);
      if (!last) break;
      await this.part(runner, page);
      after = last.id;
    }
    await appendOnly(runner, 'submissions');
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowChanges(runner, 'submissions');
    for (let after = ''; ;) {
      const page = await pageOf(runner, after);
      const last = page.at(-1);
      if (!last) break;
      for (const { id, payload } of page) {
        const [kept] = (await runner.query('SELECT sent FROM identities WHERE submission_id = $1', [id])) as {
          sent: string;
        }[];
        if (!kept) continue;
        const whole = { ...(JSON.parse(payload) as object), ...(JSON.parse(kept.sent) as object) };
        await runner.query('UPDATE submissions SET payload = $1 WHERE id = $2', [JSON.stringify(whole), id]);
      }
      after = last.id;
    }
    await runner.query('DELETE FROM identities');
    await appendOnly(runner, 'submissions');
  }

  private async part(runner: QueryRunner, page: readonly Kept[]): Promise<void> {
    const parted = page.flatMap(({ id, institution_id, payload }) => {
      const fields = Object.entries(JSON.parse(payload) as Record<string, unknown>);
      const sent = Object.fromEntries(fields.filter(([key]) => PERSONAL.includes(key)));
      const open = Object.fromEntries(fields.filter(([key]) => !PERSONAL.includes(key)));
      return Object.keys(sent).length === 0 ? [] : [{ id, institution_id, open, sent }];
    });
    if (parted.length === 0) return;
    const values: string[] = [];
    const say = (value: string): string => `$${values.push(value)}`;
    const rows = parted.map(
      ({ id, institution_id, sent }) => `(${say(id)}, ${say(institution_id)}, ${say(JSON.stringify(sent))}, '')`,
    );
    await runner.query(
      `INSERT INTO identities (submission_id, institution_id, sent, salt) VALUES ${rows.join(', ')}`,
      values,
    );
    values.length = 0;
    const cases = parted.map(({ id, open }) => `WHEN ${say(id)} THEN ${say(JSON.stringify(open))}`);
    const ids = parted.map(({ id }) => say(id));
    await runner.query(
      `UPDATE submissions SET payload = CASE id ${cases.join(' ')} END WHERE id IN (${ids.join(', ')})`,
      values,
    );
  }
}

function pageOf(runner: QueryRunner, after: string): Promise<Kept[]> {
  return runner.query(
    `SELECT id, institution_id, payload FROM submissions WHERE id > $1 ORDER BY id LIMIT ${AT_ONCE}`,
    [after],
  ) as Promise<Kept[]>;
}
