import { describe, expect, it } from 'vitest';
import { ClosingStack } from '../../src/kernel/closing.ts';

describe('a closing stack', () => {
  it('closes the last opened first, goes on after a failure, and closes nothing twice', async () => {
    const closed: string[] = [];
    const stack = new ClosingStack();
    for (const name of ['database', 'queue', 'server']) {
      stack.add(name, name, (thing) => {
        closed.push(thing);
        return thing === 'queue' ? Promise.reject(new Error('busy')) : Promise.resolve();
      });
    }
    await expect(stack.close()).rejects.toMatchObject({
      errors: [expect.objectContaining({ message: 'queue did not close' })],
    });
    expect(closed).toEqual(['server', 'queue', 'database']);
    await stack.close();
    expect(closed).toHaveLength(3);
  });
});
