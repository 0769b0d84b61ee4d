import { type Signer } from '../signer.ts';
import { createCscSigner, type CscSignerOptions } from './csc-signer.ts';
import { createKeySigner, type KeySignerOptions } from './key-signer.ts';
import { createP12Signer, type P12SignerOptions } from './p12-signer.ts';

/** Every kind of signer with what it is made from. */
export interface ProviderOptions {
  readonly key: KeySignerOptions;
  readonly p12: P12SignerOptions;
  readonly csc: CscSignerOptions;
}

export type ProviderKind = keyof ProviderOptions;

/** The table of providers: a new one is one file beside this and one line here. */
const PROVIDERS: { readonly [K in ProviderKind]: (options: ProviderOptions[K]) => Signer | Promise<Signer> } = {
  key: createKeySigner,
  p12: createP12Signer,
  csc: createCscSigner,
};

/** Makes the signer of a kind. Errors: those of the provider. */
export async function openSigner<K extends ProviderKind>(kind: K, options: ProviderOptions[K]): Promise<Signer> {
  return PROVIDERS[kind](options);
}
