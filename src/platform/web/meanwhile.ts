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
    if (!(field in opened) || same(opened[field], present[field]) || same(typed[field], present[field])) continue;
    if (same(typed[field], opened[field])) {
      found.form[field] = present[field];
      found.taken.push(field);
    } else found.both.push(field);
  }
  return found.taken.length + found.both.length > 0 ? found : null;
}

/** A field holds a text, a yes or no, or a list of texts. */
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

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

/**
 * Waits for a save. What it answered; null when it was refused because somebody else was faster, after `show` has shown the
 * form again.
 */
export async function unlessMeanwhile<Form, Saved>(
  save: Promise<Saved>,
  show: (changed: ChangedMeanwhile<Form>) => Promise<void> | void,
): Promise<{ saved: Saved } | null> {
  try {
    return { saved: await save };
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    await show(error as ChangedMeanwhile<Form>);
    return null;
  }
}

/** What the page of such a form is given besides the form; see `templates/parts/meanwhile.njk`. */
export interface MeanwhileShown {
  /** For the hidden field `seen`. */
  seen: string;
  meanwhile: { taken: string[]; both: string[] } | null;
}

/** `wrong`: the form was typed with mistakes; `labelOf`: what a field is called on the page. */
export function shownMeanwhile<Form extends object>(
  body: unknown,
  { present, changed, wrong }: { present: Form; changed: ChangedMeanwhile<Form> | null; wrong: boolean },
  labelOf: (field: keyof Form) => string,
): MeanwhileShown {
  if (!changed) return { seen: wrong ? seenOf(body) : seenText(present), meanwhile: null };
  const { taken, both } = changed.found;
  return { seen: seenText(changed.present), meanwhile: { taken: taken.map(labelOf), both: both.map(labelOf) } };
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
