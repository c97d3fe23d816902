import { isClosed, isOffered } from '../../../../core/casefile';
import { type FieldProblem, limitedText, lineOf, neededText, textOf } from '../../../../platform/casework';
import { offerTo } from './forward-offer';
import { redirectTo } from './forward-redirect';
import { institutionName, type MoveDefinition } from './move';

export const FORWARD_WAYS = ['institution', 'outside', 'redirected'] as const;

/** As long as the column that keeps it. */
const DESTINATION_LIMIT = 300;

/**
 * Sends the matter where it belongs: offered to another institution, which has to accept it before our clock ends; or the
 * applicant is told who holds the document, and the case is closed.
 */
export const forwardMove: MoveDefinition = {
  name: 'forward',
  action: 'case.forward',
  fields: ['way', 'institution', 'destination', 'reasons'],
  takesFiles: false,
  offered: (file) => !isClosed(file) && !isOffered(file),
  read: (body) => {
    const problems: FieldProblem[] = [];
    const chosen = lineOf(body, 'way');
    const way = FORWARD_WAYS.find((one) => one === chosen);
    if (!way) problems.push({ field: 'way', code: 'way-missing' });
    const institution = lineOf(body, 'institution');
    if (way === 'institution' && institution === '')
      problems.push({ field: 'institution', code: 'institution-missing' });
    const destination = textOf(body, 'destination');
    if (way && way !== 'institution') {
      if (destination === '') problems.push({ field: 'destination', code: 'destination-missing' });
      else if (destination.length > DESTINATION_LIMIT) {
        const vars = { limit: DESTINATION_LIMIT, length: destination.length };
        problems.push({ field: 'destination', code: 'text-long', vars });
      }
    }
    // Whoever is to take it on must learn why; a redirection explains itself.
    const reasons =
      way === 'redirected'
        ? limitedText(textOf(body, 'reasons'), 'reasons', problems)
        : neededText(body, 'reasons', problems, 'forward-reasons-missing');
    return {
      problems,
      prepare: (tools) =>
        way === 'redirected'
          ? redirectTo(tools, destination, reasons)
          : offerTo(tools, way === 'institution' ? { institutionId: institution } : { name: destination }, reasons),
    };
  },
  extras: async ({ people, reader }, { row }, lang) => {
    const others = (await people.openInstitutions(reader)).filter((one) => one.id !== row.institutionId);
    return { institutions: others.map((one) => ({ value: one.id, text: institutionName(one, lang) })) };
  },
};
