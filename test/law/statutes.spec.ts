import {
  assertStatutesSound,
  clockFor,
  isProcedure,
  localDate,
  nationalCalendar,
  NoStatute,
  procedures,
  statuteFor,
  statutes,
  type StatuteVersion,
  termFor,
} from '../../src/core/law';

const on = (day: string) => localDate(day);

describe('the day of the trigger chooses the law', () => {
  it.each([
    ['2010-12-10', '03/L-215', 'ombudsperson', 'the first day of the first law'],
    ['2019-07-18', '03/L-215', 'ombudsperson', 'its last day'],
    ['2019-07-19', '06/L-081', 'aip', 'the first day of its successor'],
    ['2026-03-30', '06/L-081', 'aip', 'today'],
  ])('a request of %s stands under %s (%s, %s)', (day, version, body) => {
    expect(statuteFor('access.decision', on(day))).toMatchObject({ version, remedy: { body } });
  });

  it('gives fifteen days for the complaint to the agency, and no number for the Ombudsperson', () => {
    expect(statuteFor('access.decision', on('2026-03-30')).remedy?.days).toBe(15);
    expect(statuteFor('access.decision', on('2012-03-30')).remedy?.days).toBeNull();
  });

  it('refuses a day and a step for which it knows no law', () => {
    expect(() => termFor('access.decision', on('2010-12-09'))).toThrow(NoStatute);
    expect(() => termFor('complaint.file', on('2012-05-01'))).toThrow('No statute sets a term for complaint.file');
    expect(() => statuteFor('petition.consider', on('2008-06-14'))).toThrow(NoStatute);
  });

  it.each([
    ['access.decision', 'day', 7, 'silence-is-refusal'],
    ['access.extension', 'day', 15, 'silence-is-refusal'],
    ['access.urgent', 'hour', 48, 'silence-is-refusal'],
    ['access.redirect', 'working-day', 5, 'none'],
    ['access.redirect-unknown', 'day', 7, 'none'],
    ['complaint.file', 'day', 15, 'right-lost'],
    ['complaint.reply', 'day', 7, 'decided-without-reply'],
    ['complaint.decision', 'day', 30, 'none'],
    ['complaint.comply', 'day', 7, 'fine'],
    ['complaint.court', 'day', 30, 'decision-final'],
    ['petition.consider', 'day', 60, 'escalate'],
    ['petition.notice', 'day', 15, 'escalate'],
    ['initiative.consider', 'day', 60, 'escalate'],
    ['initiative.notice', 'day', 15, 'escalate'],
    ['citizen-request.consider', 'day', 60, 'escalate'],
    ['citizen-request.notice', 'day', 15, 'escalate'],
  ] as const)('%s today: unit %s, %i, then %s', (procedure, unit, length, atExpiry) => {
    expect(termFor(procedure, on('2026-03-30')).term).toMatchObject({ unit, length, atExpiry });
  });

  it('has a law for every step today, and a source and a mark for every number', () => {
    for (const procedure of procedures) expect(termFor(procedure, on('2026-11-21')).term.procedure).toBe(procedure);
    const marks = ['text', 'official', 'second-hand', 'unverified'];
    for (const { cite, mark, terms, extension, remedy } of statutes) {
      const sources = [
        { cite, mark },
        ...terms,
        ...(extension === 'none' ? [] : [extension]),
        ...(remedy ? [remedy] : []),
      ];
      for (const source of sources) {
        expect(source.cite).toMatch(/Law|Gazette|Instruction/);
        expect(marks).toContain(source.mark);
      }
    }
  });

  it('tells the name of a step from any other text', () => {
    expect(['access.urgent', 'access.late', '', undefined].map(isProcedure)).toEqual([true, false, false, false]);
  });

  it('lets a deadline quote the law of its own day', () => {
    const old = clockFor({ procedure: 'access.decision', trigger: on('2012-03-09'), calendar: nationalCalendar });
    expect(old.statute).toEqual({
      statute: 'access',
      version: '03/L-215',
      cite: 'Law 03/L-215, Art. 7(8)',
      mark: 'text',
    });
  });
});

describe('the list of laws', () => {
  const base = statuteFor('access.decision', on('2026-03-30'));
  const [term] = base.terms;
  const change = (part: Partial<StatuteVersion>): StatuteVersion => ({ ...base, ...part });

  it('is sound', () => {
    expect(() => assertStatutesSound(statutes)).not.toThrow();
  });

  it('refuses two versions in force on one day, and names both', () => {
    const newer = change({ version: '09/L-001', from: on('2028-01-01') });
    expect(() => assertStatutesSound([base, newer])).toThrow(
      'access 06/L-081 (2019-07-19 to today) and access 09/L-001 (2028-01-01 to today)',
    );
    const touching = change({ until: on('2028-01-01') });
    expect(() => assertStatutesSound([newer, touching])).toThrow('access 09/L-001');
    expect(() => assertStatutesSound([change({ until: on('2027-12-31') }), newer])).not.toThrow();
    expect(() => assertStatutesSound([newer, change({ until: on('2027-12-31') })])).not.toThrow();
    // Both are closed, and the one that begins later stands first: they meet on one day, or do not.
    const closed = change({ from: on('2028-01-01'), until: on('2030-12-31'), version: '09/L-001' });
    expect(() => assertStatutesSound([closed, change({ until: on('2028-01-01') })])).toThrow('access 06/L-081');
    expect(() => assertStatutesSound([closed, change({ until: on('2027-12-31') })])).not.toThrow();
    expect(() => assertStatutesSound([change({ until: on('2028-01-01') }), closed])).toThrow('access 06/L-081');
    expect(() => assertStatutesSound([change({ until: on('2027-12-31') }), closed])).not.toThrow();
  });

  it('refuses two versions of one law on one day even where they set no term in common', () => {
    const [one, other] = base.terms;
    if (!one || !other) throw new Error('The law has terms.');
    const [first, second] = [change({ terms: [one] }), change({ version: 'X', terms: [other] })];
    expect(() => assertStatutesSound([first, second])).toThrow('access 06/L-081 (2019-07-19 to today) and access X');
    expect(() => assertStatutesSound([first, { ...second, statute: 'other' }])).not.toThrow();
    const both = change({ statute: 'other', version: 'X', terms: [other, one] });
    expect(() => assertStatutesSound([both, first])).toThrow('other X');
  });

  it('takes a law of a single day, and a term of a single unit', () => {
    if (!term) throw new Error('The law has terms.');
    expect(() => assertStatutesSound([change({ until: base.from })])).not.toThrow();
    expect(() => assertStatutesSound([change({ terms: [{ ...term, length: 1 }] })])).not.toThrow();
  });

  it('refuses a share of voters without its source', () => {
    const share = { matter: 'initiative', percent: 15, cite: 'Art. 70', mark: 'second-hand' } as const;
    expect(() => assertStatutesSound([change({ thresholds: [share] })])).not.toThrow();
    expect(() => assertStatutesSound([change({ thresholds: [{ ...share, cite: ' ' }] })])).toThrow(
      'A threshold without its source: initiative in access 06/L-081 (2019-07-19 to today).',
    );
  });

  it('refuses another law that sets the same term on the same day', () => {
    expect(() => assertStatutesSound([base, change({ statute: 'other', version: 'X' })])).toThrow('other X');
  });

  it('refuses a version that ends before it begins, a number without its source, a term of nothing, a term twice', () => {
    if (!term) throw new Error('The law has terms.');
    expect(() => assertStatutesSound([change({ until: on('2019-07-18') })])).toThrow('ends before it begins');
    expect(() => assertStatutesSound([change({ until: on('2019-07-18') })])).toThrow(
      expect.objectContaining({ name: 'UnsoundStatutes' }) as Error,
    );
    expect(() => assertStatutesSound([change({ cite: ' ' })])).toThrow('without its source');
    expect(() => assertStatutesSound([change({ terms: [{ ...term, cite: ' ' }] })])).toThrow('without its source');
    expect(() => assertStatutesSound([change({ terms: [{ ...term, length: 0 }] })])).toThrow('whole number');
    expect(() => assertStatutesSound([change({ terms: [term, term] })])).toThrow('Two terms for access.decision');
  });
});
