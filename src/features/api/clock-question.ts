import {
  type ClockQuestion,
  type ExtensionReading,
  isLocalDate,
  localDateOf,
  nationalCalendar,
  procedures,
} from '../../core/law';
import type { Words } from '../../platform/views';
import { Parameters } from './parameters';

/** The procedures whose deadline an official may extend. */
const EXTENDABLE = ['access.decision', 'access.extension'];
const READINGS: readonly ExtensionReading[] = ['A', 'B'];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** An instant written with its offset; undefined for anything else. */
function instant(text: string): Date | undefined {
  // A plus sign that was not encoded arrives as a space.
  const written = text.replace(/ (?=\d\d:\d\d$)/, '+');
  if (!INSTANT.test(written) || !isLocalDate(written.slice(0, 10))) return undefined;
  const value = new Date(written);
  const year = value.getUTCFullYear();
  return year >= 1900 && year < 9999 ? value : undefined;
}

/** What the query of `GET clock` asks. Throws `Problem` ('invalid-parameters') naming every parameter at fault. */
export function readClockQuestion(query: Record<string, unknown>, t: Words): ClockQuestion {
  const parameters = new Parameters(query, ['procedure', 'trigger', 'extended', 'receivedAt'], t);
  const procedure = parameters.oneOf('procedure', procedures);
  if (!procedure) parameters.refuse('procedure', 'missing');
  const extended = parameters.oneOf('extended', READINGS);
  if (extended && procedure && !EXTENDABLE.includes(procedure)) parameters.refuse('extended', 'not-extendable');
  const receivedAt = parameters.read('receivedAt', 'not-an-instant', instant);
  const given = parameters.read('trigger', 'not-a-day', (text) => (isLocalDate(text) ? text : undefined));
  const inHours = procedure === 'access.urgent';
  if (inHours && !receivedAt) parameters.refuse('receivedAt', 'missing');
  if (!inHours && receivedAt && procedure) parameters.refuse('receivedAt', 'hours-only');
  const trigger = inHours && receivedAt ? localDateOf(receivedAt) : given;
  if (!inHours && procedure && !trigger) parameters.refuse('trigger', 'missing');
  if (inHours && given && trigger && given !== trigger) parameters.refuse('trigger', 'another-day', { day: trigger });
  parameters.assertGood();
  return {
    procedure: procedure!,
    trigger: trigger!,
    calendar: nationalCalendar,
    ...(receivedAt ? { receivedAt } : {}),
    ...(extended ? { extended: { reading: extended } } : {}),
  };
}
