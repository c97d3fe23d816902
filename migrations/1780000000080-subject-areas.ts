import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';

const areas = new Table({
  name: 'subject_areas',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'institution_id', type: 'varchar', length: '36' },
    { name: 'code', type: 'varchar', length: '12' },
    { name: 'name_sq', type: 'varchar', length: '200' },
    { name: 'name_sr', type: 'varchar', length: '200' },
    { name: 'name_en', type: 'varchar', length: '200' },
    { name: 'place', type: 'integer' },
    { name: 'active', type: 'boolean' },
  ],
  indices: [{ name: 'subject_areas_code', columnNames: ['institution_id', 'code'], isUnique: true }],
  foreignKeys: [
    {
      name: 'subject_areas_institution_fk',
      columnNames: ['institution_id'],
      referencedTableName: 'institutions',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
});

/** The subject areas that an institution sorts its cases by, and the one of each case. */
export class SubjectAreas1780000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(areas);
    await runner.query('ALTER TABLE case_files ADD COLUMN subject_area varchar(12)');
    await runner.createIndex(
      'case_files',
      new TableIndex({
        name: 'case_files_area_due',
        columnNames: ['institution_id', 'subject_area', 'is_open', 'due_on', 'id'],
        where: 'subject_area IS NOT NULL',
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('case_files', 'case_files_area_due');
    await runner.query('ALTER TABLE case_files DROP COLUMN subject_area');
    await runner.dropTable(areas.name);
  }
}
