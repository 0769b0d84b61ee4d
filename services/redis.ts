import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { aptInstall } from './apt.ts';
import { freePort } from './ports.ts';
import { configuredService, type Log, type RunningService, type StartOptions } from './service.ts';
import { startProcess } from './service-process.ts';
import { findOnPath } from './tools.ts';

const NAME = 'Redis';
const TIMEOUT_MS = 2000;

/** What Redis is here: configured elsewhere, or a `redis-server` of this machine, installed by apt if it is missing. */
export async function prepareRedis(log: Log): Promise<'configured' | 'redis-server'> {
  if (process.env['REDIS_URL']) return 'configured';
  await ensureRedis(log);
  return 'redis-server';
}

/**
 * Starts Redis, or takes the one `REDIS_URL` names: append-only file on, no eviction (a queue must not lose keys), never
 * the distribution's own service nor its configuration. Gives `REDIS_URL`.
 */
export async function startRedis(options: StartOptions): Promise<RunningService> {
  const url = process.env['REDIS_URL'];
  if (url) return configuredService(NAME, { REDIS_URL: url });
  mkdirSync(options.dir, { recursive: true });
  const command = await ensureRedis(options.log ?? (() => undefined));
  const port = options.port ?? (await freePort());
  const network = ['--bind', '127.0.0.1', '--port', String(port), '--protected-mode', 'yes'];
  const durability = ['--dir', options.dir, '--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
  const args = [...network, ...durability, '--maxmemory-policy', 'noeviction', '--daemonize', 'no'];
  const service = startProcess({ name: NAME, command, args, logFile: join(options.dir, 'redis.log') });
  await service.waitUntil(() => pingRedis(port));
  return { name: NAME, env: { REDIS_URL: `redis://127.0.0.1:${port}` }, port, ...service };
}

async function ensureRedis(log: Log): Promise<string> {
  const found = findOnPath('redis-server');
  if (found !== undefined) return found;
  const need = { purpose: 'the queue', packages: ['redis-server'], program: 'redis-server', log };
  return aptInstall(need);
}

/** Whether a Redis server on this port answers PING with PONG (it says LOADING while it still reads its file). */
function pingRedis(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: TIMEOUT_MS });
    const finish = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (answer) => finish(answer.toString('latin1').startsWith('+PONG')));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
    socket.once('close', () => finish(false));
  });
}
