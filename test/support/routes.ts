import { type INestApplication, RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type Action, ALLOWED } from '../../src/platform/sign-in';
import { TokenGuard } from '../../src/features/api/token.guard';

/** A route as the running application has it. */
export interface Route {
  method: 'GET' | 'POST';
  /** With its parameters: `/desk/people/:id`. */
  path: string;
  /** What `@Allow` names; null where nobody is asked to sign in. */
  actions: Action[] | null;
  /** Asks for a personal token. */
  token: boolean;
}

const ours = (target: object, key: string): unknown => Reflect.getMetadata(key, target);
const paths = (said: unknown): string[] => (Array.isArray(said) ? said : [said ?? '']) as string[];

/** Every route of every controller that Nest has mounted. */
export function routesOf(app: INestApplication): Route[] {
  return [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .flatMap(({ metatype }) => {
      const controller = metatype as new () => object;
      const { prototype } = controller as { prototype: object };
      return Object.getOwnPropertyNames(prototype).flatMap((name) => {
        const handler = Object.getOwnPropertyDescriptor(prototype, name)?.value as object | undefined;
        const method = handler && (ours(handler, 'method') as RequestMethod | undefined);
        if (!handler || method === undefined) return [];
        const guards = (ours(controller, '__guards__') ?? []) as unknown[];
        return paths(ours(controller, 'path')).flatMap((base) =>
          paths(ours(handler, 'path')).map((rest): Route => ({
            method: RequestMethod[method] as Route['method'],
            path: `/${base}/${rest}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
            actions: (ours(handler, ALLOWED) ?? ours(controller, ALLOWED) ?? null) as Action[] | null,
            token: guards.includes(TokenGuard),
          })),
        );
      });
    });
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

/** The same as express knows it: `GET /desk`. Nothing may be mounted beside the controllers. */
export function mountedRoutes(app: INestApplication): string[] {
  const { router } = app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
  return router.stack.flatMap(({ route }) =>
    // What Nest itself answers where nothing is mounted.
    route && route.path !== '{/*splat}'
      ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path.replace(/(.)\/$/, '$1')}`)
      : [],
  );
}
