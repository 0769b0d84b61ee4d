import { auditVerify } from './audit-verify.ts';
import { type Command } from './command.ts';
import { extend } from './extend.ts';
import { schoolCreate } from './school-create.ts';
import { signAll } from './sign-all.ts';
import { sign } from './sign.ts';
import { verify } from './verify.ts';

/** The commands of the program: a new one is one file beside this and one line here. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  sign,
  'sign-all': signAll,
  extend,
  verify,
  'audit verify': auditVerify,
  'school create': schoolCreate,
};
