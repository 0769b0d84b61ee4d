import { expect } from 'vitest';
import { type Answer } from '../../samples/client/http.ts';
import { type Problem } from './app.ts';

/** Expects a problem document with a status, a stable code and a sentence in both languages; gives it back. */
export function expectProblem(answer: Answer, status: number, code: string): Problem {
  const problem = answer.body as Problem;
  expect([answer.status, problem.code], JSON.stringify(problem)).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(problem.status).toBe(status);
  expectBothLanguages(problem.detail, problem.detailEn);
  return problem;
}

/** Vietnamese cannot be written without its marks, English is. */
export function expectBothLanguages(vietnamese: string, english: string): void {
  expect(vietnamese).toMatch(/[à-ỹđ]/i);
  expect(english).toMatch(/^[A-Z“"].*[a-z]/);
  expect(english).not.toBe(vietnamese);
  for (const sentence of [vietnamese, english])
    expect(sentence, 'a place that was not filled in').not.toMatch(/\{\w+\}/);
}
