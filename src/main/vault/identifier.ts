import { randomBytes } from 'node:crypto';

/** A new id: 128 random bits in lowercase hexadecimal, the one form of ids everywhere. */
export function newId(): string {
  return randomBytes(16).toString('hex');
}
