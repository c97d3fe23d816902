import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { appendOnly } from './append-only';

const id = (name: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '36',
  isNullable,
});
const instant = (name: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '24',
  isNullable,
});
const day = (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '10' });
const code = (name: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '40',
  isNullable,
});

const toInstitution = (table: string) => ({
  name: `${table}_institution_fk`,
  columnNames: ['institution_id'],
  referencedTableName: 'institutions',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});
const toOfficial = (table: string) => ({
  name: `${table}_official_fk`,
  columnNames: ['official_id'],
  referencedTableName: 'officials',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const TABLES = [
  new Table({
    name: 'alarm_rules',
    columns: [
      { ...id('id'), isPrimary: true },
      id('institution_id'),
      { name: 'number', type: 'integer' },
      { name: 'ladders', type: 'text' },
      { name: 'hours', type: 'text' },
      { name: 'ack', type: 'text' },
      id('changed_by'),
      { name: 'reason', type: 'varchar', length: '500', isNullable: true },
      instant('recorded_at'),
    ],
    indices: [{ name: 'alarm_rules_number', columnNames: ['institution_id', 'number'], isUnique: true }],
    foreignKeys: [toInstitution('alarm_rules')],
  }),
  new Table({
    name: 'absences',
    columns: [
      { ...id('id'), isPrimary: true },
      id('institution_id'),
      id('official_id'),
      day('from_on'),
      day('until_on'),
      id('stand_in_id', true),
      instant('cancelled_at', true),
      id('by_id'),
      instant('recorded_at'),
    ],
    indices: [
      { name: 'absences_institution_until', columnNames: ['institution_id', 'until_on'] },
      { name: 'absences_official', columnNames: ['official_id', 'until_on'] },
    ],
    foreignKeys: [toInstitution('absences'), toOfficial('absences')],
  }),
  new Table({
    name: 'notices',
    columns: [
      { ...id('id'), isPrimary: true },
      id('institution_id'),
      id('official_id'),
      id('case_id', true),
      id('alarm_id', true),
      code('kind'),
      { name: 'facts', type: 'text' },
      instant('at'),
      instant('read_at', true),
      instant('mailed_at', true),
      code('ack_state', true),
    ],
    indices: [
      { name: 'notices_once', columnNames: ['alarm_id', 'official_id'], isUnique: true },
      { name: 'notices_official_at', columnNames: ['official_id', 'at', 'id'] },
      { name: 'notices_official_read', columnNames: ['official_id', 'read_at', 'at'] },
      { name: 'notices_official_mailed', columnNames: ['official_id', 'mailed_at'] },
      { name: 'notices_case', columnNames: ['case_id'] },
    ],
    foreignKeys: [
      toOfficial('notices'),
      {
        name: 'notices_case_fk',
        columnNames: ['case_id'],
        referencedTableName: 'case_files',
        referencedColumnNames: ['id'],
        onDelete: 'RESTRICT',
      },
    ],
  }),
  new Table({
    name: 'digests',
    columns: [
      { ...id('id'), isPrimary: true },
      id('institution_id'),
      id('official_id'),
      day('day'),
      id('message_id', true),
      instant('at'),
    ],
    indices: [{ name: 'digests_once', columnNames: ['official_id', 'day'], isUnique: true }],
    foreignKeys: [toOfficial('digests')],
  }),
];

// In plain SQL, because TypeORM would copy the whole tables on SQLite.
const COLUMNS = [
  ['institutions', 'alarm_rules_id varchar(36)'],
  ['alarms', 'acknowledged_at varchar(24)'],
  ['alarms', 'acknowledged_by varchar(36)'],
] as const;

/** Ladders become data; officials can be away, are told on a bell and in one mail a day, and say that they have it. */
export class AlarmRulesAndNotices1780000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table.clone());
    await appendOnly(runner, 'alarm_rules');
    for (const [table, column] of COLUMNS) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column}`);
    // Nobody was asked for "I have it" before: what was told then does not climb now.
    await runner.query(
      `UPDATE alarms SET acknowledged_at = settled_at WHERE state = 'told' AND rung LIKE 'escalation%'`,
    );
    // The sweep asks for the next moment of every open case anew: what can wait now waits for the morning.
    await runner.query(`UPDATE case_files SET next_rung_at = received_at WHERE next_rung_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS)
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(' ')[0]}`);
    for (const { name } of [...TABLES].reverse()) await runner.dropTable(name);
  }
}
