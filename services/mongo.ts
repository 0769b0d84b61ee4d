import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pingMongo } from './mongo-ping.ts';
import { ensureMongoStandIn } from './mongo-stand-in.ts';
import { freePort } from './ports.ts';
import { configuredService, type Log, type RunningService, type StartOptions } from './service.ts';
import { startProcess } from './service-process.ts';
import { findOnPath, outputOf } from './tools.ts';

const NAME = 'MongoDB';
const DATABASE = 'hoso';
const OLDEST_MONGOD = 7;

/** What MongoDB is here: configured elsewhere, a `mongod` of this machine, or the stand-in. Sets up what is missing. */
export async function prepareMongo(log: Log): Promise<'configured' | 'mongod' | 'stand-in'> {
  if (process.env['MONGODB_URI']) return 'configured';
  if (await usableMongod()) return 'mongod';
  await ensureMongoStandIn(log);
  return 'stand-in';
}

/**
 * Starts MongoDB, or takes the one `MONGODB_URI` names. The stand-in acknowledges a write only when its file holds it;
 * `memory` keeps nothing in files. Gives `MONGODB_URI`.
 */
export async function startMongo(options: StartOptions): Promise<RunningService> {
  const uri = process.env['MONGODB_URI'];
  if (uri) return configuredService(NAME, { MONGODB_URI: uri });
  mkdirSync(options.dir, { recursive: true });
  const port = options.port ?? (await freePort());
  const [command, args] = await commandLine(options, port);
  const service = startProcess({ name: NAME, command, args, logFile: join(options.dir, 'mongo.log') });
  await service.waitUntil(() => pingMongo(port));
  return { name: NAME, env: { MONGODB_URI: `mongodb://127.0.0.1:${port}/${DATABASE}` }, port, ...service };
}

async function commandLine(options: StartOptions, port: number): Promise<[string, string[]]> {
  const mongod = await usableMongod();
  if (mongod !== undefined) {
    const data = join(options.dir, 'mongod');
    mkdirSync(data, { recursive: true });
    return [mongod, ['--dbpath', data, '--bind_ip', '127.0.0.1', '--port', String(port), '--quiet']];
  }
  const { java, args } = await ensureMongoStandIn(options.log ?? (() => undefined));
  const storage = options.memory ? ['--memory'] : ['--h2', join(options.dir, 'hoso.mv.db')];
  return [java, [...args, '--port', String(port), ...storage]];
}

async function usableMongod(): Promise<string | undefined> {
  const mongod = findOnPath('mongod');
  if (mongod === undefined) return undefined;
  const version = /db version v(\d+)/.exec(await outputOf(mongod, ['--version']))?.[1];
  return Number(version ?? 0) >= OLDEST_MONGOD ? mongod : undefined;
}
