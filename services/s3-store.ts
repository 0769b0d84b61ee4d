import { type S3Account } from './s3-request.ts';

/** A store to be started: where its data goes, who may use it, and its port on 127.0.0.1. */
export interface S3Store {
  readonly dir: string;
  readonly account: S3Account;
  readonly port: number;
}
