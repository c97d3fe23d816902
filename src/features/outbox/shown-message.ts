import type { OutboxRow } from '../../records';

type Words = (key: string, values?: Record<string, unknown>) => string;

/** What a delivery to another system is about, as the list of messages names it. */
export function deliveryTitle({ kind, facts }: OutboxRow, t: Words): string {
  const told = t(`webhooks:event.${kind}`);
  const { reference } = (facts.case ?? {}) as { reference?: string };
  return reference === undefined ? told : `${reference}: ${told}`;
}

/** Why a delivery failed, in words: a code, some of them with the status of the answer (`DeliveryProblem`). */
export function deliveryProblem(problem: string, t: Words): string {
  const [code = '', status = ''] = problem.split(' ');
  return t(`webhooks:answer.${code}`, { status });
}

/** What is sent, as it is sent, with a line for each fact. */
export const deliveryBody = ({ facts }: OutboxRow): string => JSON.stringify(facts, null, 2);
