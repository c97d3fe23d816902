import { type Applicant, searchable } from '../../records';

const digits = (text: string): string => text.replace(/\D/g, '');

/** Whether a text says who the applicant is: by the whole name, the e-mail address or the telephone number. */
export function namesApplicant(
  text: string,
  { name, email, phone }: Pick<Applicant, 'name' | 'email' | 'phone'>,
): boolean {
  const said = searchable(text);
  const known = [searchable(name).trim(), email ? searchable(email) : ''];
  if (known.some((one) => one.length > 3 && said.includes(one))) return true;
  const number = digits(phone ?? '').slice(-8);
  return number.length > 5 && digits(text).includes(number);
}
