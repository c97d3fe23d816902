/**
 * Two people who change the same thing at once: the form carries what it showed when it was opened (`seen`), so that whoever
 * saves later is told what changed meanwhile, and loses nothing that they typed.
 */
export interface Meanwhile<Form> {
  /** What to show now: this person's own changes, and everything else as it is by now. */
  form: Form;
  /** What somebody else changed and this person did not: shown as it is by now. */
  taken: (keyof Form)[];
  /** What both changed, differently: this person's entry is kept, and stands when it is saved again. */
  both: (keyof Form)[];
}

/** What a form shows, for its hidden field. */
export const seenText = (form: object): string => JSON.stringify(form);

/** What a form that was sent said that it showed. */
export const seenOf = (body: unknown): string => {
  const { seen } = (body ?? {}) as { seen?: unknown };
  return typeof seen === 'string' ? seen : '';
};

/** Null when nobody changed anything since the form was opened, or when it does not say what it showed. */
export function meanwhile<Form extends object>(seen: unknown, present: Form, typed: Form): Meanwhile<Form> | null {
  const opened = parsed<Form>(seen);
  if (!opened) return null;
  const found: Meanwhile<Form> = { form: { ...typed }, taken: [], both: [] };
  for (const field of Object.keys(present) as (keyof Form)[]) {
    if (!(field in opened) || opened[field] === present[field] || typed[field] === present[field]) continue;
    if (typed[field] === opened[field]) {
      found.form[field] = present[field];
      found.taken.push(field);
    } else found.both.push(field);
  }
  return found.taken.length + found.both.length > 0 ? found : null;
}

/** Somebody was faster: nothing was saved. */
export class ChangedMeanwhile<Form> extends Error {
  constructor(
    readonly present: Form,
    readonly found: Meanwhile<Form>,
  ) {
    super('Somebody else changed it meanwhile.');
  }
}

/** Throws {@link ChangedMeanwhile}. Call it while the thing is locked. */
export function refuseMeanwhile<Form extends object>(seen: unknown, present: Form, typed: Form): void {
  const found = meanwhile(seen, present, typed);
  if (found) throw new ChangedMeanwhile(present, found);
}

/** The two lists in words, for the page. `labelOf`: what a field is called on it. */
export function shownMeanwhile<Form>(
  { taken, both }: Meanwhile<Form>,
  labelOf: (field: keyof Form) => string,
): { taken: string[]; both: string[] } {
  return { taken: taken.map(labelOf), both: both.map(labelOf) };
}

function parsed<Form>(seen: unknown): Form | null {
  if (typeof seen !== 'string' || seen === '') return null;
  try {
    const found: unknown = JSON.parse(seen);
    return typeof found === 'object' && found !== null ? (found as Form) : null;
  } catch {
    return null;
  }
}
