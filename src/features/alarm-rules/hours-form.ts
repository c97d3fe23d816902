import { type AlarmPolicy, ackProblems, hoursProblems } from '../../core/alarms';
import { type FieldProblem, lineOf } from '../../platform/casework';
import { readTime } from '../../platform/intake';
import { REASON_LIMIT } from './rung-form';

/** As typed. */
export interface HoursForm {
  from: string;
  to: string;
  digestAt: string;
  afterMinutes: string;
  urgentAfterMinutes: string;
  reason: string;
}
export type HoursAndAck = Pick<AlarmPolicy, 'hours' | 'ack'>;

export const hoursForm = ({ hours, ack }: HoursAndAck): HoursForm => ({
  ...hours,
  afterMinutes: String(ack.afterMinutes),
  urgentAfterMinutes: String(ack.urgentAfterMinutes),
  reason: '',
});

export function readHoursForm(body: Record<string, unknown>): {
  form: HoursForm;
  problems: FieldProblem[];
  read: HoursAndAck | null;
} {
  const line = (name: keyof HoursForm): string => lineOf(body, name);
  const form: HoursForm = {
    from: line('from'),
    to: line('to'),
    digestAt: line('digestAt'),
    afterMinutes: line('afterMinutes'),
    urgentAfterMinutes: line('urgentAfterMinutes'),
    reason: line('reason'),
  };
  // What is no time or no number stays as typed, and the core refuses it.
  const time = (typed: string): string => readTime(typed) ?? typed;
  const minutes = (typed: string): number => (/^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN);
  const read: HoursAndAck = {
    hours: { from: time(form.from), to: time(form.to), digestAt: time(form.digestAt) },
    ack: { afterMinutes: minutes(form.afterMinutes), urgentAfterMinutes: minutes(form.urgentAfterMinutes) },
  };
  const problems: FieldProblem[] = [...hoursProblems(read.hours), ...ackProblems(read.ack)].map(
    ({ problem, of = '' }) => ({
      field: of,
      code: problem === 'ack-minutes' ? `ack-${of}` : problem,
    }),
  );
  if (form.reason.length > REASON_LIMIT)
    problems.push({ field: 'reason', code: 'reason-long', vars: { limit: REASON_LIMIT } });
  return { form, problems, read: problems.length > 0 ? null : read };
}
