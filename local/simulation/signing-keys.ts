import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { z } from 'zod';

const ALGORITHM = 'RS256';
const PUBLIC_PARTS = new Set(['kty', 'n', 'e', 'kid', 'use', 'alg']);
const keysSchema = z.array(z.record(z.string(), z.string()));

/** The keys that the simulated authority signs with; the newest signs, all of them are published. */
export class SigningKeys {
  private readonly path: string | undefined;
  private privateKeys: readonly JWK[];

  private constructor(path: string | undefined, privateKeys: readonly JWK[]) {
    this.path = path;
    this.privateKeys = privateKeys;
  }

  /** Keys made from nothing at the first start, and kept in the folder when there is one. */
  static async open(folder: string | undefined): Promise<SigningKeys> {
    const path = folder === undefined ? undefined : join(folder, 'signing-keys.json');
    if (path !== undefined && existsSync(path))
      return new SigningKeys(path, keysSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
    const keys = new SigningKeys(path, []);
    await keys.rotate();
    return keys;
  }

  /** Signs with a new key from now on; tokens signed with an older one stay valid. */
  async rotate(): Promise<string> {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const jwk = await exportJWK(privateKey);
    const kid = `key-${this.privateKeys.length + 1}-${jwk.n?.slice(0, 8) ?? ''}`;
    this.privateKeys = [{ ...jwk, kid, alg: ALGORITHM, use: 'sig' }, ...this.privateKeys];
    if (this.path !== undefined) writeFileSync(this.path, JSON.stringify(this.privateKeys), { mode: 0o600 });
    return kid;
  }

  /** The public halves. */
  publish(): JWK[] {
    return this.privateKeys.map((key) =>
      Object.fromEntries(Object.entries(key).filter(([name]) => PUBLIC_PARTS.has(name))),
    );
  }

  async sign(payload: JWTPayload): Promise<string> {
    const [newest] = this.privateKeys;
    if (newest === undefined) throw new Error('The simulated authority has no signing key.');
    const header = { alg: ALGORITHM, typ: 'JWT', ...(newest.kid === undefined ? {} : { kid: newest.kid }) };
    return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(newest, ALGORITHM));
  }
}
