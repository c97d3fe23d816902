import type { Words } from '../../platform/views';
import { type FieldProblem, Problem } from './problem';

/** Reads the parameters of a query, gathers what is wrong with them, and refuses all of it at once. */
export class Parameters {
  private readonly errors: FieldProblem[] = [];

  /** A name that is not `known` is a slip of the pen: it is refused, not passed over. */
  constructor(
    private readonly query: Record<string, unknown>,
    known: readonly string[],
    private readonly t: Words,
  ) {
    for (const name of Object.keys(query)) if (!known.includes(name)) this.refuse(name, 'unknown-parameter');
  }

  /** The text of a parameter, undefined when it is missing or empty. One that is given twice is refused. */
  text(name: string): string | undefined {
    const value = this.query[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string') return value;
    this.refuse(name, 'given-twice');
    return undefined;
  }

  /** One of the listed values, or undefined. */
  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = values.find((value) => value === text);
    if (found === undefined) this.refuse(name, 'not-one-of', { values: values.join(', ') });
    return found;
  }

  /** A value that `read` understands (it answers undefined for what it does not), or undefined. */
  read<T>(name: string, code: string, read: (text: string) => T | undefined): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === undefined) this.refuse(name, code);
    return value;
  }

  refuse(field: string, code: string, vars: Record<string, unknown> = {}): void {
    if (this.errors.some((error) => error.field === field)) return;
    this.errors.push({ field, code, message: this.t(`api:parameter.${code}`, vars) });
  }

  /** Throws `Problem` when anything was refused. */
  assertGood(): void {
    if (this.errors.length > 0) throw new Problem('invalid-parameters', { errors: this.errors });
  }
}
