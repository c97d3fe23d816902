import { type ClockQuestion, isProcedure, nationalCalendar, type Procedure } from '../../core/law';
import { instantOf, readDay, readTime } from '../../platform/intake';

/** The form "when must they answer me?" as it was typed. */
export interface DeadlineForm {
  procedure: string;
  day: string;
  time: string;
}

/** A field at fault; its words are `law:wrong.<code>`. */
export interface FieldFault {
  field: keyof DeadlineForm;
  code: 'procedure' | 'day-missing' | 'day-invalid' | 'time-missing' | 'time-invalid';
}

/** What was typed, null when the form was not sent at all. */
export function typedForm(query: Record<string, unknown>): DeadlineForm | null {
  if (!['procedure', 'day', 'time'].some((name) => name in query)) return null;
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name].trim().slice(0, 40) : '');
  return { procedure: text('procedure'), day: text('day'), time: text('time') };
}

/** The question that the form asks, or every field that keeps it from being asked. */
export function readDeadlineForm(form: DeadlineForm): { question: ClockQuestion } | { faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const procedure: Procedure | null = isProcedure(form.procedure) ? form.procedure : null;
  if (!procedure) faults.push({ field: 'procedure', code: 'procedure' });
  const day = readDay(form.day);
  if (!day) faults.push({ field: 'day', code: form.day === '' ? 'day-missing' : 'day-invalid' });
  const time = procedure === 'access.urgent' ? readTime(form.time) : '00:00';
  if (!time) faults.push({ field: 'time', code: form.time === '' ? 'time-missing' : 'time-invalid' });
  if (!procedure || !day || !time) return { faults };
  return { question: { procedure, trigger: day, receivedAt: instantOf(day, time), calendar: nationalCalendar } };
}
