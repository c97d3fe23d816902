import type { LocalDate } from '../law';
import type { Registered } from './events';
import { NotAllowed } from './not-allowed';

/** A registration: the receipt may lie in the past (a letter that waited), never in the future. */
export function register(facts: Omit<Registered, 'type' | 'occurredOn'>, today: LocalDate): Registered {
  if (facts.receivedOn > today || facts.registeredOn > today) throw new NotAllowed('register.future');
  if (facts.registeredOn < facts.receivedOn) throw new NotAllowed('register.before-receipt');
  return { type: 'registered', occurredOn: facts.receivedOn, ...facts };
}
