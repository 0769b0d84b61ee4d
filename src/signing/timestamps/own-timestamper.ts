import { randomBytes } from 'node:crypto';
import { estimateContentsSize } from '../cms/build.ts';
import { signingErrors } from '../errors.ts';
import { type Timestamper } from '../timestamper.ts';
import { answerTimestampRequest, type TimestampAuthorityOptions } from './authority.ts';
import { buildTimestampRequest } from './request.ts';
import { parseTimestampResponse } from './response.ts';
import { parseTimestampToken } from './token.ts';
import { verifyTimestampToken } from './verify-token.ts';

/** TSTInfo with its digest, serial number, time, accuracy and nonce, and the length octets around it. */
const INFO_SIZE = 256;

/**
 * The client of an authority of one's own, in the same process: the same request, answer and checks as over HTTP.
 * @param open gives the authority anew for each token, so that a renewed key is used at once
 * Errors of `stamp`: `TSA_REJECTED`, `TSA_BAD_TOKEN`, and what `open` throws
 */
export function createOwnTimestamper(open: () => Promise<TimestampAuthorityOptions>): Timestamper {
  return {
    describe: async () => {
      const { signer } = await open();
      const maxTokenSize = estimateContentsSize(await signer.describe()) + INFO_SIZE;
      return { digestAlgorithm: 'sha256', maxTokenSize };
    },
    stamp: async (digest) => {
      const request = buildTimestampRequest({ hash: 'sha256', digest, nonce: randomBytes(8) });
      const answer = parseTimestampResponse(await answerTimestampRequest(request, await open()));
      const { token } = answer;
      if (!token) throw signingErrors.TSA_REJECTED({ reason: answer.explanation });
      const { problems } = verifyTimestampToken(parseTimestampToken(token), digest);
      if (problems.length > 0) throw signingErrors.TSA_BAD_TOKEN({ reason: problems.join(', ') });
      return token;
    },
  };
}
