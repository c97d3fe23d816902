import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const id = (name: string, more: object = {}): { name: string; type: string; length: string } => ({
  name,
  type: 'varchar',
  length: '36',
  ...more,
});
const text = (name: string, length: number, more: object = {}): { name: string; type: string; length: string } => ({
  name,
  type: 'varchar',
  length: String(length),
  ...more,
});
const toInstitution = (name: string): object => ({
  name,
  columnNames: ['institution_id'],
  referencedTableName: 'institutions',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

/** A mailbox per institution; what comes into it is kept whole, and becomes a case when an official says so. */
export class EMailThatArrives1780000000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const nullable = { isNullable: true };
    await runner.createTable(
      new Table({
        name: 'mailboxes',
        columns: [
          id('institution_id', { isPrimary: true }),
          text('host', 253),
          { name: 'port', type: 'integer' },
          text('security', 40),
          text('username', 254),
          text('password', 1000),
          text('folder', 200),
          text('after', 40),
          text('moved_to', 200, nullable),
          text('address', 254),
          { name: 'active', type: 'boolean' },
          text('since', 24),
          text('uid_validity', 20, nullable),
          { name: 'last_uid', type: 'bigint' },
          id('lease_holder', nullable),
          text('lease_until', 24, nullable),
          text('checked_at', 24, nullable),
          text('trouble', 40, nullable),
          text('trouble_since', 24, nullable),
          { name: 'trouble_told', type: 'boolean' },
          text('created_at', 24),
          { name: 'version', type: 'integer' },
        ],
        foreignKeys: [toInstitution('mailboxes_institution_fk') as never],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'mails',
        columns: [
          id('id', { isPrimary: true }),
          id('institution_id'),
          text('source', 16),
          text('uid_validity', 20),
          { name: 'uid', type: 'bigint' },
          { name: 'marked', type: 'boolean' },
          text('content_key', 64, nullable),
          text('state', 40),
          text('set_aside', 40, nullable),
          text('flaw', 40, nullable),
          text('received_at', 24),
          text('from_name', 200),
          text('from_address', 254),
          text('subject', 500),
          { name: 'text', type: 'text' },
          { name: 'quiet', type: 'boolean' },
          text('sha256', 64),
          { name: 'size', type: 'integer' },
          { name: 'tries', type: 'integer' },
          id('case_id', nullable),
          text('sender', 40, nullable),
          id('settled_by', nullable),
          text('settled_at', 24, nullable),
          { name: 'reason', type: 'text', isNullable: true },
          text('created_at', 24),
        ],
        indices: [
          { name: 'mails_once', columnNames: ['institution_id', 'source', 'uid_validity', 'uid'], isUnique: true },
          { name: 'mails_content', columnNames: ['institution_id', 'content_key'] },
          { name: 'mails_state', columnNames: ['institution_id', 'state', 'received_at', 'id'] },
          { name: 'mails_unmarked', columnNames: ['institution_id', 'marked'] },
          { name: 'mails_case', columnNames: ['case_id'] },
        ],
        foreignKeys: [
          toInstitution('mails_institution_fk') as never,
          {
            name: 'mails_case_fk',
            columnNames: ['case_id'],
            referencedTableName: 'case_files',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'mail_files',
        columns: [
          id('id', { isPrimary: true }),
          id('mail_id'),
          text('name', 255),
          text('media_type', 100, nullable),
          { name: 'size', type: 'integer' },
          text('sha256', 64, nullable),
          text('refused', 40, nullable),
        ],
        indices: [{ name: 'mail_files_mail', columnNames: ['mail_id'] }],
        foreignKeys: [
          {
            name: 'mail_files_mail_fk',
            columnNames: ['mail_id'],
            referencedTableName: 'mails',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['mail_files', 'mails', 'mailboxes']) await runner.dropTable(table);
  }
}
