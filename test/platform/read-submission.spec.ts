import fc from 'fast-check';
import { KINDS } from '../../src/core/casefile';
import { instantOf, readDay, readSubmission, readTime, typedFields } from '../../src/platform/intake';
import { localDate } from '../../src/core/law';

const now = new Date('2026-03-30T09:00:00+02:00');
const web = { by: 'web', language: 'sr', institutions: ['KK'], now } as const;
const counter = { ...web, by: 'counter' } as const;
const good = {
  submissionKey: 'key-0001',
  subject: 'Ugovori',
  text: 'Svi ugovori',
  name: 'Ana',
  email: 'ana@primer.com',
};
const codes = (body: object, kind: (typeof KINDS)[number], context: typeof web | typeof counter): string[] =>
  readSubmission(body, kind, context).problems.map((one) => `${one.field}:${one.code}`);

describe('reading a submission', () => {
  it('takes the least that the law asks for, with sensible answers to what was not said', () => {
    const { submission } = readSubmission(good, 'access-request', web);
    expect(submission).toMatchObject({
      institutionCode: 'KK',
      channel: 'web',
      urgent: false,
      wantedForm: null,
      documentType: 'other',
      applicantType: 'individual',
      answerLanguage: 'sr',
      language: 'sr',
      receivedOn: '2026-03-30',
      applicant: { name: 'Ana', email: 'ana@primer.com', postalAddress: null, phone: null },
    });
  });

  it('names everything that is missing, in the order of the form', () => {
    expect(codes({}, 'access-request', web)).toEqual([
      'subject:subject-missing',
      'text:text-missing',
      'name:name-missing',
      'email:contact-missing',
    ]);
    expect(codes({}, 'citizen-initiative', web)).toContain('signatures:signatures-missing');
    expect(codes({}, 'petition', web)).not.toContain('signatures:signatures-missing');
    expect(codes({}, 'petition', counter)).toContain('channel:channel-missing');
  });

  it('keeps what was typed untouched, and reads it without what no database stores', () => {
    const body = { ...good, subject: ' a\0b\ud800\u202e  c ', text: 'x\r\ny\u0007', other: 'not kept' };
    const { submission } = readSubmission(body, 'access-request', web);
    expect(submission).toMatchObject({ subject: 'ab c', text: 'x\ny' });
    expect(submission?.typed).toMatchObject({ subject: body.subject, text: body.text });
    expect(submission?.typed).not.toHaveProperty('other');
  });

  it.each([
    [{ email: 'ana' }, 'email:email-wrong'],
    [{ subject: 'a'.repeat(201) }, 'subject:subject-long'],
    [{ subject: '\u202e\u200b ' }, 'subject:subject-missing'],
    [{ name: '\u3164\u200d' }, 'name:name-missing'],
    [{ text: 'a'.repeat(20_001) }, 'text:text-long'],
    [{ name: 'a'.repeat(201) }, 'name:name-long'],
    [{ email: '', address: 'a'.repeat(501) }, 'address:address-long'],
    [{ urgent: '1' }, 'urgentReason:urgentReason-missing'],
    [{ wantedForm: 'by-pigeon' }, 'wantedForm:choice-unknown'],
    [{ answerLanguage: 'xx' }, 'answerLanguage:choice-unknown'],
    [{ to: 'ZZ' }, 'to:to-unknown'],
    [{ submissionKey: "'; drop" }, 'submissionKey:key-wrong'],
  ])('refuses %j', (change, code) => {
    expect(codes({ ...good, ...change }, 'access-request', web)).toEqual([code]);
  });

  it('asks which institution when there are several', () => {
    const both = { ...web, institutions: ['KK', 'MM'] };
    expect(readSubmission(good, 'petition', both).problems).toEqual([{ field: 'to', code: 'to-missing' }]);
    expect(readSubmission({ ...good, to: 'mm' }, 'petition', both).submission?.institutionCode).toBe('MM');
  });

  it.each([
    [{ receivedOn: '31.03.2026' }, 'receivedOn:receivedOn-future'],
    [{ receivedOn: '09.12.2010' }, 'receivedOn:receivedOn-early'],
    [{ receivedOn: '31.02.2026' }, 'receivedOn:receivedOn-wrong'],
    [{ receivedOn: 'nesër' }, 'receivedOn:receivedOn-wrong'],
    [{ receivedOn: '01.07.2019', urgent: '1', urgentReason: 'x' }, 'receivedOn:receivedOn-no-urgency'],
    [{ receivedOn: '29.03.2026', urgent: '1', urgentReason: 'x' }, 'receivedTime:receivedTime-missing'],
    [{ receivedTime: '09:01' }, 'receivedTime:receivedTime-future'],
    [{ receivedTime: '25:00' }, 'receivedTime:receivedTime-wrong'],
    [{ channel: 'web' }, 'channel:choice-unknown'],
  ])('the counter refuses %j', (change, code) => {
    expect(codes({ ...good, channel: 'post', ...change }, 'access-request', counter)).toEqual([code]);
  });

  it('lets who comes or calls stay without an address, but not who writes', () => {
    const nowhere = { ...good, email: '' };
    for (const channel of ['oral', 'phone', 'counter'])
      expect(codes({ ...nowhere, channel }, 'petition', counter)).toEqual([]);
    expect(codes({ ...nowhere, channel: 'post' }, 'petition', counter)).toEqual(['email:contact-missing']);
  });

  it('counts an urgent request from its hour, and receipts in the language of the applicant', () => {
    const body = {
      ...good,
      channel: 'phone',
      receivedOn: '29.3.2026.',
      receivedTime: '3:30',
      urgent: 'on',
      urgentReason: 'x',
      answerLanguage: 'bs',
    };
    const { submission } = readSubmission(body, 'access-request', counter);
    expect(submission?.receivedAt.toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(submission).toMatchObject({ receivedOn: '2026-03-29', language: 'sr', answerLanguage: 'bs' });
  });

  it('never throws, whatever is sent', () => {
    const anything = fc.dictionary(
      fc.constantFrom(...Object.keys(typedFields(good)), 'urgent', 'signatures', 'receivedOn'),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.oneof(anything, fc.anything()), fc.constantFrom(...KINDS), (body, kind) => {
        const { submission, problems } = readSubmission(body, kind, web);
        expect(submission === null).toBe(problems.length > 0);
      }),
    );
  });
});

describe('a day and a time as people type them', () => {
  it.each([
    ['30.03.2026', '2026-03-30'],
    ['30.3.2026.', '2026-03-30'],
    ['2026-03-30', '2026-03-30'],
    [' 30 . 03 . 2026 ', '2026-03-30'],
    ['30.03.26', null],
    ['2026-02-29', null],
    ['', null],
  ])('%j', (typed, day) => expect(readDay(typed)).toBe(day));

  it.each([
    ['9:05', '09:05'],
    ['09.05', '09:05'],
    ['0905', '09:05'],
    ['24:00', null],
    ['9', null],
  ])('%j', (typed, time) => expect(readTime(typed)).toBe(time));

  it('finds the instant on the days when clocks change', () => {
    expect(instantOf(localDate('2026-03-29'), '12:00').toISOString()).toBe('2026-03-29T10:00:00.000Z');
    expect(instantOf(localDate('2026-10-25'), '12:00').toISOString()).toBe('2026-10-25T11:00:00.000Z');
  });
});
