import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replies of applicants go to the mailbox that is read; where its server allows, to an address of the case's own. */
export class WhereRepliesGo1780000000056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE mailboxes ADD COLUMN replies varchar(40) NOT NULL DEFAULT 'plain'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE mailboxes DROP COLUMN replies`);
  }
}
