import type { Institution, Look } from '../../records';
import { COLOUR_NAMES, type ColourName, colourNameOf } from '../../platform/views';
import { lineOf, type Problems, type ReadForm } from './form-problems';

export interface LookForm {
  colour: ColourName | '';
  officeSq: string;
  officeSr: string;
  officeEn: string;
  /** The coat of arms is to be taken away. */
  noCrest: boolean;
}
/** The picture has no value that could be typed. */
export type LookField = keyof LookForm | 'crest';

const LONGEST = 150;

export function lookFormOf({ settings }: Institution): LookForm {
  const { colour, office } = settings.look ?? {};
  return {
    colour: colourNameOf(colour),
    officeSq: office?.sq ?? '',
    officeSr: office?.sr ?? '',
    officeEn: office?.en ?? '',
    noCrest: false,
  };
}

/** An office is named in every language, or in none: a letter in the third would have no head. */
export function readLookForm(body: unknown): ReadForm<LookForm, LookField> {
  const typed = (body ?? {}) as Record<string, unknown>;
  const form: LookForm = {
    colour: COLOUR_NAMES.find((one) => one === typed.colour) ?? '',
    officeSq: lineOf(typed.officeSq),
    officeSr: lineOf(typed.officeSr),
    officeEn: lineOf(typed.officeEn),
    noCrest: typed.noCrest === '1',
  };
  const problems: Problems<LookField> = {};
  if (!form.colour) problems.colour = 'colour-missing';
  const fields = ['officeSq', 'officeSr', 'officeEn'] as const;
  const some = fields.some((field) => form[field] !== '');
  for (const field of fields) {
    if (some && form[field] === '') problems[field] = 'office-missing';
    else if (form[field].length > LONGEST) problems[field] = 'office-long';
  }
  return { form, problems };
}

/** The look that a form without problems says; `crest`: the present or the new picture. */
export function lookOf({ colour, officeSq, officeSr, officeEn }: LookForm, crest: Look['crest'] | null): Look {
  return {
    ...(colour ? { colour } : {}),
    ...(officeSq ? { office: { sq: officeSq, sr: officeSr, en: officeEn } } : {}),
    ...(crest ? { crest } : {}),
  };
}
