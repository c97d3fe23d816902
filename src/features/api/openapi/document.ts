import { readFileSync } from 'node:fs';
import path from 'node:path';
import { apiPaths } from '../../../platform/paths';
import { projectRoot } from '../../../platform/views/root';
import { caseSchemas, casesOperation } from './cases';
import { clockOperation, clockSchemas } from './clock';
import { casePassportOperation, passportOperation, passportSchemas } from './passport';
import { problemSchemas } from './problems';
import { reportOperation, reportSchemas } from './reports';
import { submissionSchemas } from './submission-schemas';
import { documentOperation, fileOperation, statusOperation } from './submissions';
import type { Paths, Schema } from './types';

const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string };

/** The paths below the base of the API, in the order of the readable page. */
export const paths: Paths = {
  '/clock': { get: clockOperation },
  '/submissions': { post: fileOperation },
  '/submissions/{reference}': { get: statusOperation },
  '/submissions/{reference}/passport': { get: passportOperation },
  '/submissions/{reference}/documents/{id}': { get: documentOperation },
  '/cases': { get: casesOperation },
  '/cases/{reference}/passport': { get: casePassportOperation },
  '/reports/{year}': { get: reportOperation },
};

export const schemas: Record<string, Schema> = {
  ...clockSchemas,
  ...submissionSchemas,
  ...passportSchemas,
  ...caseSchemas,
  ...reportSchemas,
  ...problemSchemas,
};

/** The OpenAPI 3.1 description of the API at this address. */
export function openApiDocument(publicUrl: string): object {
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
    info: {
      title: 'Qasja',
      version,
      summary: 'Requests for public documents, petitions and initiatives of a municipality in Kosovo.',
      description:
        'Days are those of Europe/Belgrade, written YYYY-MM-DD; instants are ISO 8601 in UTC. Refusals are problem+json (RFC 9457) with a code. No name of an applicant stands in any answer.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: publicUrl + apiPaths.base(), description: 'This installation.' }],
    tags: [
      { name: 'public', description: 'For everybody.' },
      { name: 'officials', description: 'With the personal token of an official.' },
    ],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'qsj_…',
          description: 'A personal token; the administrator of the machine makes it on the command line.',
        },
        accessCode: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Access-Code',
          description: 'The access code of the receipt.',
        },
        accessCodeAsAuthorization: {
          type: 'http',
          scheme: 'code',
          description: 'The same as `Authorization: Code …`.',
        },
      },
    },
  };
}
