import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As the search wrote words when this was written. */
const PAIRS =
  'а:a б:b в:v г:g д:d ђ:d е:e ж:z з:z и:i ј:j к:k л:l љ:lj м:m н:n њ:nj о:o п:p р:r с:s т:t ћ:c у:u ф:f х:h ц:c ч:c џ:dz ' +
  'ш:s ѕ:dz щ:st ъ: ы:i ь: э:e ю:ju я:ja đ:d ı:i ł:l ø:o ß:ss æ:ae œ:oe þ:t';
const PLAIN = new Map(PAIRS.split(' ').map((pair) => pair.split(':') as [string, string]));
const AT_ONCE = 200;

interface Kept {
  id: string;
  search_text: string;
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[Ѐ-ӿđıłøßæœþ]/g, (letter) => PLAIN.get(letter) ?? letter)
    .replace(/dj/g, 'd')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The words by which the list of cases is filtered, written as those of the search: Cyrillic as Latin, one *đ*. Only texts
 * that have such a letter are read; the others stay as they are.
 */
export class OneWayToWriteAWord1780000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const bytes =
      runner.connection.options.type === 'postgres' ? 'octet_length(search_text)' : 'length(CAST(search_text AS BLOB))';
    const other = `(${bytes} <> length(search_text) OR search_text LIKE '%dj%')`;
    for (let after = ''; ;) {
      const page = (await runner.query(
        `SELECT id, search_text FROM case_files WHERE id > $1 AND ${other} ORDER BY id LIMIT ${AT_ONCE}`,
        [after],
      )) as Kept[];
      const last = page.at(-1);
      if (!last) return;
      await this.rewrite(runner, page);
      after = last.id;
    }
  }

  /** Nothing: which letters stood there before cannot be told, and the older program finds most of them all the same. */
  async down(): Promise<void> {}

  private async rewrite(runner: QueryRunner, page: readonly Kept[]): Promise<void> {
    const changed = page
      .map(({ id, search_text }) => ({ id, before: search_text, text: folded(search_text) }))
      .filter(({ before, text }) => text !== before);
    if (changed.length === 0) return;
    const values: string[] = [];
    const say = (value: string): string => `$${values.push(value)}`;
    const texts = changed.map(({ id, text }) => `WHEN ${say(id)} THEN ${say(text)}`);
    const ids = changed.map(({ id }) => say(id));
    await runner.query(
      `UPDATE case_files SET search_text = CASE id ${texts.join(' ')} END WHERE id IN (${ids.join(', ')})`,
      values,
    );
  }
}
