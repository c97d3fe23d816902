import { Controller, Get, Header, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Config, CONFIG } from '../../platform/config';
import { apiPaths } from '../../platform/paths';
import { isLang, type Words } from '../../platform/views';
import { wordsOfPage } from '../../platform/web/request';
import { examples } from './examples';
import { openApiDocument, paths, schemas } from './openapi/document';
import type { Operation, Schema } from './openapi/types';

/** The description of the API: for programs, and as a page to read. */
@Controller()
export class ApiPageController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get(apiPaths.openapi())
  @Header('Access-Control-Allow-Origin', '*')
  @Header('Cross-Origin-Resource-Policy', 'cross-origin')
  document(): object {
    return openApiDocument(this.config.publicUrl);
  }

  @Get(':lang/api')
  page(@Param('lang') lang: string, @Res() res: Response): void {
    if (!isLang(lang)) throw new NotFoundException();
    const t = wordsOfPage(res);
    const base = this.config.publicUrl + apiPaths.base();
    res.render('api/api.njk', {
      title: t('api:page.title'),
      base,
      openapi: apiPaths.openapi(),
      operations: shownOperations(base, t),
    });
  }
}

function shownOperations(base: string, t: Words): object[] {
  const tried = examples(base);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]: [string, Operation]) => ({
      id: operation.operationId,
      call: `${method.toUpperCase()} ${apiPaths.base()}${path}`,
      name: t(`api:operation.${operation.operationId}`),
      description: operation.description,
      example: tried[operation.operationId],
      parameters: (operation.parameters ?? []).map(({ name, in: place, required, description, schema }) => ({
        name,
        place: t(`api:place.${place}`),
        required: required ?? false,
        description: `${description}${valuesOf(schema)}`,
      })),
      fields: fieldsOf(operation),
      answers: Object.entries(operation.responses).map(([status, answer]) => ({
        status,
        description: answer.description,
      })),
    })),
  );
}

/** The fields of a body, as the document describes them. */
function fieldsOf(operation: Operation): object[] {
  const name = operation.requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1);
  const schema = name ? schemas[name] : undefined;
  return Object.entries(schema?.properties ?? {}).map(([field, { description, ...more }]) => ({
    name: field,
    required: schema?.required?.includes(field) ?? false,
    description: `${description}${valuesOf(more)}`,
  }));
}

const valuesOf = (schema: Schema): string => (schema.enum ? ` ${schema.enum.join(', ')}.` : '');
