import { type JsonSchema, schemaNames, schemaOf } from '../../schemas/index.ts';
import { type Route } from '../kernel/route.ts';

interface OpenApiOptions {
  readonly routes: readonly Route[];
  readonly serverUrl: string;
  readonly version: string;
}

const PROBLEM = { $ref: '#/components/schemas/problem' };

/** The OpenAPI 3.1 document, made from the very routes and schemas that the server validates with. */
export function openApiDocument({ routes, serverUrl, version }: OpenApiOptions): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'hoso',
      version,
      description: 'Hồ sơ điện tử và ký số cho nhà trường. E-records with digital signing for schools.',
    },
    servers: [{ url: `${serverUrl}/api/v1` }],
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'hoso_session',
          description: 'Changes also need the header X-CSRF-Token.',
        },
      },
    },
  };
}

function operationOf(route: Route): Record<string, unknown> {
  const parameters = [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
    ...headersOf(route),
  ];
  return {
    operationId: route.operation,
    summary: route.summary.vi,
    description: descriptionOf(route),
    ...(route.access !== 'public' && { security: [{ bearer: [] }, { session: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...requestOf(route),
    responses: {
      [String(route.status ?? 200)]: responseOf(route),
      default: { description: 'Problem (RFC 9457)', content: { 'application/problem+json': { schema: PROBLEM } } },
    },
  };
}

function descriptionOf(route: Route): string {
  const duties = typeof route.access === 'string' ? '' : ` Duties: ${route.access.join(', ')}.`;
  return `${route.summary.en}.${duties}`;
}

function parametersOf(schema: string | undefined, place: 'path' | 'query'): unknown[] {
  const found = schema === undefined ? undefined : schemaOf(schema);
  if (!found) return [];
  const required = (found['required'] ?? []) as string[];
  return Object.entries((found['properties'] ?? {}) as Record<string, JsonSchema>).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(typeof property['description'] === 'string' && { description: property['description'] }),
    schema: withComponentRefs(property, schema ?? ''),
  }));
}

function headersOf(route: Route): unknown[] {
  if (!route.idempotent) return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      schema: { type: 'string', minLength: 8, maxLength: 128 },
    },
  ];
}

function requestOf(route: Route): Record<string, unknown> {
  const body = route.body && { $ref: `#/components/schemas/${componentName(route.body)}` };
  if (route.upload) {
    const properties = {
      ...(body && { metadata: body }),
      file: { type: 'string', contentMediaType: 'application/octet-stream' },
    };
    return {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': { schema: { type: 'object', properties, required: Object.keys(properties) } },
        },
      },
    };
  }
  return body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {};
}

function responseOf(route: Route): Record<string, unknown> {
  if (!route.output) return { description: route.summary.en };
  const schema = { $ref: `#/components/schemas/${componentName(route.output)}` };
  return { description: route.summary.en, content: { 'application/json': { schema } } };
}

function componentSchemas(): Record<string, unknown> {
  const shown = schemaNames().filter((name) => !name.startsWith('jobs/'));
  return Object.fromEntries(shown.map((name) => [componentName(name), withComponentRefs(schemaOf(name), name)]));
}

/** `api/login-request` is the component `login-request`; names do not repeat between the folders. */
function componentName(schema: string): string {
  return schema.slice(schema.indexOf('/') + 1);
}

function withComponentRefs(value: unknown, from: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withComponentRefs(item, from));
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (key === '$id') continue;
    copy[key] =
      key === '$ref' && typeof member === 'string' ? componentRef(member, from) : withComponentRefs(member, from);
  }
  return copy;
}

function componentRef(ref: string, from: string): string {
  const path = new URL(ref, `file:///${from}`).pathname.slice(1).replace(/\.json$/, '');
  return `#/components/schemas/${componentName(path)}`;
}
