import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowChanges, appendOnly } from './append-only';

interface Kept {
  id: string;
  ladders: string;
}
interface Rung {
  key: string;
  clock: string;
}

/** The ladders in which a directorate is reminded. */
const KINDS = ['access-request', 'petition', 'citizen-initiative', 'citizen-request'];
/** It stood in the program, and spoke whatever the ladder said. */
const OVERDUE = {
  key: 'directorate-reminder-overdue',
  track: 'reminder',
  clock: 'directorate',
  from: 'due',
  offset: 1,
  unit: 'day',
  to: ['assignee', 'directorate-head', 'responsible-officer'],
};

/** Ladders of before say what was told all along: the reminder after the day of a task, which can be changed from here on. */
export class ReminderAfterATasksDayInTheLadder1780000000072 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return this.rewrite(runner, (ladder) => [...ladder.filter((one) => !isOverdue(one)), OVERDUE]);
  }

  down(runner: QueryRunner): Promise<void> {
    return this.rewrite(runner, (ladder) => ladder.filter((one) => !isOverdue(one)));
  }

  private async rewrite(runner: QueryRunner, change: (ladder: Rung[]) => Rung[]): Promise<void> {
    await allowChanges(runner, 'alarm_rules');
    for (const { id, ladders } of (await runner.query('SELECT id, ladders FROM alarm_rules')) as Kept[]) {
      const all = JSON.parse(ladders) as Record<string, Rung[]>;
      for (const kind of KINDS) if (all[kind]) all[kind] = change(all[kind]);
      await runner.query('UPDATE alarm_rules SET ladders = $1 WHERE id = $2', [JSON.stringify(all), id]);
    }
    await appendOnly(runner, 'alarm_rules');
  }
}

const isOverdue = ({ key, clock }: Rung): boolean => key === OVERDUE.key && clock === OVERDUE.clock;
