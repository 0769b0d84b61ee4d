import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  changePin,
  changeServerKey,
  openPrivateKey,
  sealPrivateKey,
  type StoredKey,
} from '../../../src/signing/pki/stored-key.ts';
import '../../support/pki/to-throw-code.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pkcs8 = (): Buffer => privateKey.export({ type: 'pkcs8', format: 'der' });
const serverKey = Buffer.alloc(32, 7);
const owner = 'account-1';
const pin = '482913';
const seal = (): Promise<StoredKey> => sealPrivateKey({ pkcs8: pkcs8(), pin, serverKey, owner });

describe('a stored private key', () => {
  it('does not open with a wrong PIN', async () => {
    const stored = await seal();
    for (const wrong of ['482914', '', '4829130', 'x'.repeat(1000)]) {
      await expect(openPrivateKey({ stored, pin: wrong, serverKey, owner })).rejects.toThrowCode('PIN_WRONG');
    }
  });

  it('does not open with another server key, for another owner, or with a server key that is too short', async () => {
    const stored = await seal();
    const open = (change: object) => openPrivateKey({ stored, pin, serverKey, owner, ...change });
    await expect(open({ serverKey: Buffer.alloc(32, 8) })).rejects.toThrowCode('KEY_UNREADABLE');
    await expect(open({ owner: 'account-2' })).rejects.toThrowCode('KEY_UNREADABLE');
    await expect(openPrivateKey({ stored, pin, serverKey })).rejects.toThrowCode('KEY_UNREADABLE');
    await expect(open({ serverKey: Buffer.alloc(16) })).rejects.toThrowCode('KEY_UNREADABLE');
  });

  it('does not open after any field was changed', async () => {
    const stored = await seal();
    const flip = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const damaged: StoredKey[] = [
      { ...stored, iv: flip(stored.iv) },
      { ...stored, tag: flip(stored.tag) },
      { ...stored, tag: '' },
      { ...stored, data: flip(stored.data) },
      { ...stored, kdf: { ...stored.kdf, salt: flip(stored.kdf.salt) } },
      { ...stored, kdf: { ...stored.kdf, n: stored.kdf.n / 2 } },
      { ...stored, version: 2 as 1 },
    ];
    for (const one of damaged) {
      await expect(openPrivateKey({ stored: one, pin, serverKey, owner })).rejects.toThrowCode('KEY_UNREADABLE');
    }
  });

  it('does not let a tampered cost weaken the PIN or take all memory', async () => {
    const stored = await seal();
    for (const cost of [{ n: 2 }, { n: 2 ** 30 }, { r: 1000 }, { p: 64 }, { n: 1.5 }, { r: -1 }]) {
      const changed = { ...stored, kdf: { ...stored.kdf, ...cost } };
      await expect(openPrivateKey({ stored: changed, pin, serverKey, owner })).rejects.toThrowCode('KEY_UNREADABLE');
    }
  });

  it('that holds no key is told as unreadable, after the PIN was right', async () => {
    const stored = await sealPrivateKey({ pkcs8: Buffer.from('no key'), pin, serverKey, owner });
    await expect(openPrivateKey({ stored, pin, serverKey, owner })).rejects.toThrowCode('KEY_UNREADABLE');
  });

  it('opens with the PIN and the server key, after a way through JSON', async () => {
    const stored = JSON.parse(JSON.stringify(await seal())) as StoredKey;
    const opened = await openPrivateKey({ stored, pin, serverKey, owner });
    expect(createPublicKey(opened).equals(createPublicKey(privateKey))).toBe(true);
  });

  it('takes a PIN in any Unicode form of the same characters', async () => {
    const stored = await sealPrivateKey({ pkcs8: pkcs8(), pin: 'mậtkhẩu'.normalize('NFD'), serverKey });
    await expect(openPrivateKey({ stored, pin: 'mậtkhẩu'.normalize('NFC'), serverKey })).resolves.toBeDefined();
  });

  it('is sealed anew each time and shows nothing of the key', async () => {
    const [one, other] = [await seal(), await seal()];
    expect(one.data).not.toBe(other.data);
    expect(one.kdf.salt).not.toBe(other.kdf.salt);
    expect(Buffer.from(one.data, 'base64').includes(pkcs8().subarray(0, 24))).toBe(false);
  });

  it('changes its PIN only for who knows the old one', async () => {
    const stored = await seal();
    await expect(changePin({ stored, pin: '000000', newPin: '1', serverKey, owner })).rejects.toThrowCode('PIN_WRONG');
    const changed = await changePin({ stored, pin, newPin: '777777', serverKey, owner });
    await expect(openPrivateKey({ stored: changed, pin, serverKey, owner })).rejects.toThrowCode('PIN_WRONG');
    await expect(openPrivateKey({ stored: changed, pin: '777777', serverKey, owner })).resolves.toBeDefined();
  });

  it('moves to a new server key without the PIN', async () => {
    const newServerKey = Buffer.alloc(32, 9);
    for (const whose of [{ owner }, {}]) {
      const stored = await sealPrivateKey({ pkcs8: pkcs8(), pin, serverKey, ...whose });
      const moved = changeServerKey({ stored, serverKey, newServerKey, ...whose });
      await expect(openPrivateKey({ stored: moved, pin, serverKey, ...whose })).rejects.toThrowCode('KEY_UNREADABLE');
      await expect(openPrivateKey({ stored: moved, pin, serverKey: newServerKey, ...whose })).resolves.toBeDefined();
    }
  });
});
