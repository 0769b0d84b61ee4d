/** Tells a person what is going on, one line at a time. */
export type Log = (line: string) => void;

/** How a service is to be started. */
export interface StartOptions {
  /** Where its data and its log go; made if it is not there. */
  readonly dir: string;
  /** Keep no data longer than the process lives, where the service can; for tests. */
  readonly memory?: boolean;
  /** The port on 127.0.0.1; a free one is chosen if none is given. */
  readonly port?: number;
  readonly log?: Log;
}

/** How a process ended: `exit 1`, or `signal SIGKILL`. */
export type Ending = string;

/** A service that answers. */
export interface RunningService {
  readonly name: string;
  /** What a program must find in its environment to use this service. */
  readonly env: Readonly<Record<string, string>>;
  /** The process, or undefined where the service was configured and is not ours. */
  readonly pid: number | undefined;
  /** The port on 127.0.0.1, or undefined where the service is not ours. */
  readonly port: number | undefined;
  /** Settles when the process ends, for whatever reason; never for a service that is not ours. */
  readonly ended: Promise<Ending>;
  /** Ends the process in order (then by force after ten seconds); does nothing the second time or if it is not ours. */
  stop(): Promise<void>;
}

/** A service that somebody else runs and whose settings stand in the environment. */
export function configuredService(name: string, env: Readonly<Record<string, string>>): RunningService {
  return {
    name,
    env,
    pid: undefined,
    port: undefined,
    ended: new Promise(() => undefined),
    stop: () => Promise.resolve(),
  };
}
