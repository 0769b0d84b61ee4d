import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { createRoutes } from '../src/app.ts';
import { openApiDocument } from '../src/http/openapi.ts';

export const SCHEMA_FILE = join(import.meta.dirname, 'src/kernel/schema.ts');

/** Stands for every part of the application: routes are described without any of them being called. */
const inert: unknown = new Proxy(() => undefined, { get: () => inert, apply: () => inert });

/** The types of the HTTP API as the browser application sees them, from the server's own OpenAPI document. */
export async function apiTypes(): Promise<string> {
  const routes = createRoutes(inert as never, inert as never, inert as never);
  const document = openApiDocument({ routes, serverUrl: '', version: '1' });
  const types = astToString(await openapiTS(JSON.stringify(document), { alphabetize: true }));
  return `// Generated from the OpenAPI document by \`npm run generate\`; do not edit.\n${types}`;
}

if (process.argv[1] === import.meta.filename) await writeFile(SCHEMA_FILE, await apiTypes());
