/** A JSON Schema of OpenAPI 3.1 (draft 2020-12), as far as this document needs it. */
export interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  format?: string;
  pattern?: string;
  description?: string;
  examples?: readonly unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
  items?: Schema;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  oneOf?: readonly Schema[];
}

export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  description: string;
  required?: boolean;
  schema: Schema;
}

export interface Answer {
  description: string;
  headers?: Record<string, { description: string; schema: Schema }>;
  content?: Record<string, { schema: Schema; example?: unknown }>;
}

/** One call. `operationId` also names its words in `api.json` and its example. */
export interface Operation {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description: string;
  security?: readonly Record<string, readonly string[]>[];
  parameters?: readonly Parameter[];
  requestBody?: {
    required: boolean;
    description: string;
    content: Record<string, { schema: Schema; example?: unknown }>;
  };
  responses: Record<string, Answer>;
}

export type Method = 'get' | 'post';
export type Paths = Record<string, Partial<Record<Method, Operation>>>;
