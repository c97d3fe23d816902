import { PROBLEMS } from '../problem';
import { day, list, object, text } from './build';
import type { Schema } from './types';

export const problemSchemas: Record<string, Schema> = {
  Problem: object(
    {
      type: text('Always about:blank.'),
      title: text('What is wrong, in the language asked for.'),
      status: { type: 'integer', minimum: 400, maximum: 599, description: 'The HTTP status.' },
      detail: text('More about it.'),
      code: text('For programs.', { examples: Object.keys(PROBLEMS) }),
      instance: text('The path that was called.'),
      errors: list(
        object(
          {
            field: text('The field or parameter.'),
            code: text('For programs.'),
            message: text('For people, in the language asked for.'),
          },
          'One field at fault.',
        ),
        'Every field at fault.',
      ),
      firstKnownDay: day('The first day of the calendar.'),
      lastKnownDay: day('The last day of the calendar.'),
    },
    'A refusal, as of RFC 9457.',
    ['detail', 'code', 'errors', 'firstKnownDay', 'lastKnownDay'],
  ),
  Names: object({ sq: text('Albanian.'), sr: text('Serbian.'), en: text('English.') }, 'A name in three languages.'),
};
