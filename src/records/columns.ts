import { DefaultNamingStrategy, type ColumnOptions } from 'typeorm';

/**
 * Column types that read and sort alike on SQLite and PostgreSQL: instants as ISO 8601 UTC text with milliseconds (text
 * order is time order), local dates as `YYYY-MM-DD`, JSON as the exact text that was written (it is hashed).
 */
export const ID = { type: 'varchar', length: 36 } as const;
export const DAY = { type: 'varchar', length: 10 } as const;
export const CODE = { type: 'varchar', length: 40 } as const;

export const INSTANT: ColumnOptions = {
  type: 'varchar',
  length: 24,
  transformer: {
    to: (value: unknown) => (value instanceof Date ? value.toISOString() : value),
    from: (value: string | null) => (value === null ? null : new Date(value)),
  },
};

export const JSON_TEXT: ColumnOptions = {
  type: 'text',
  transformer: {
    to: (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value)),
    from: (value: string | null): unknown => (value === null ? null : JSON.parse(value)),
  },
};

/** Properties are camelCase, columns snake_case. */
export class SnakeNames extends DefaultNamingStrategy {
  override columnName(property: string, custom: string): string {
    return custom || property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
