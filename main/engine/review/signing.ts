// Who stands for a statement? A key pair of this installation, made when it is first needed; anyone can check with the public half.
import canonicalize from 'canonicalize';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Statement } from '../../stopping/certificate.ts';

/** RFC 8785 over everything but the signature. */
const bytesOf = ({ signature: _signature, ...rest }: Statement): Buffer => Buffer.from(canonicalize(rest) ?? '', 'utf8');

const keyIn = (folder: string): KeyObject => {
  const path = join(folder, 'signing-key.pem');
  if (existsSync(path)) return createPrivateKey(readFileSync(path));
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return privateKey;
};

export const signed = (statement: Statement, folder: string): Statement => {
  const key = keyIn(folder);
  const shown = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  return { ...statement, signature: { algorithm: 'Ed25519', key: shown, value: sign(null, bytesOf(statement), key).toString('base64') } };
};

/** Undefined where nobody has signed. */
export const signatureHolds = (statement: Statement): boolean | undefined => {
  const { signature } = statement;
  if (signature === undefined) return undefined;
  try {
    const key = createPublicKey({ key: Buffer.from(signature.key, 'base64'), type: 'spki', format: 'der' });
    return verify(null, bytesOf(statement), key, Buffer.from(signature.value, 'base64'));
  } catch {
    return false; // no key at all
  }
};
