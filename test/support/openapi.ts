import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Answer } from './client';

interface Described {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
  components: { schemas: Record<string, object> };
}

/** Holds answers against the description that the same server gives of itself. */
export class Description {
  private readonly ajv = addFormats(new Ajv2020({ allErrors: true, strict: false }));
  private readonly known = new Map<string, ValidateFunction>();

  constructor(private readonly document: Described) {}

  /** What is wrong with the answer of `GET /clock` and the like, as one line each; nothing when it is as described. */
  faults(call: string, answer: Answer): string[] {
    const [method = '', path = ''] = call.split(' ');
    const response = this.document.paths[path]?.[method.toLowerCase()]?.responses[String(answer.status)];
    if (!response) return [`${call} does not describe ${answer.status}`];
    const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const schema = response.content?.[type]?.schema;
    if (!schema) return [`${call} ${answer.status} does not describe ${type}`];
    const validate = this.validator(`${call} ${answer.status}`, schema);
    if (validate(answer.json())) return [];
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    );
  }

  private validator(key: string, schema: object): ValidateFunction {
    const made = this.known.get(key) ?? this.ajv.compile({ ...schema, components: this.document.components });
    this.known.set(key, made);
    return made;
  }
}
