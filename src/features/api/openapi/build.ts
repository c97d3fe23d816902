import type { Answer, Operation, Schema } from './types';

/** Small words with which the document is written. */

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const text = (description: string, more: Schema = {}): Schema => ({ type: 'string', description, ...more });
export const oneOf = (values: readonly string[], description: string): Schema => ({
  type: 'string',
  enum: values,
  description,
});
export const day = (description: string): Schema => text(description, { format: 'date' });
export const instant = (description: string): Schema => text(description, { format: 'date-time' });
export const flag = (description: string): Schema => ({ type: 'boolean', description });
export const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
export const list = (items: Schema, description: string): Schema => ({ type: 'array', items, description });

/** The same, or null. */
export function orNull(schema: Schema): Schema {
  if (schema.$ref) return { oneOf: [schema, { type: 'null' }] };
  const type = [...[schema.type ?? 'string'].flat(), 'null'];
  return schema.enum ? { ...schema, type, enum: [...schema.enum, null] } : { ...schema, type };
}

/** An object in which nothing is missing and nothing unknown stands, but for the `optional` ones. */
export function object(properties: Record<string, Schema>, description: string, optional: string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', description, properties, required, additionalProperties: false };
}

/** A number for each of the codes. */
export const counts = (codes: readonly string[], description: string): Schema =>
  object(Object.fromEntries(codes.map((code) => [code, { type: 'integer', minimum: 0 }])), description);

export const json = (description: string, schema: Schema, headers?: Answer['headers'], example?: unknown): Answer => ({
  description,
  ...(headers ? { headers } : {}),
  content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
});

export const problem = (description: string, headers?: Answer['headers']): Answer => ({
  description,
  ...(headers ? { headers } : {}),
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

const RETRY: Answer['headers'] = {
  'Retry-After': { description: 'Seconds after which to try again.', schema: { type: 'integer', minimum: 1 } },
};

export const tooMany = (description: string): Answer => problem(description, RETRY);

/** An operation that needs the personal token of an official. */
export const forOfficials = (operation: Omit<Operation, 'security' | 'tags'>): Operation => ({
  ...operation,
  tags: ['officials'],
  security: [{ token: [] }],
  responses: {
    ...operation.responses,
    401: problem('The token is missing, unknown or revoked, or its official is no longer active.'),
  },
});
