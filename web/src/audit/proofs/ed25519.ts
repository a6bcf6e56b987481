import type { Bytes } from './bytes';

/**
 * Whether `signature` is that of `key` over `message` (RFC 8032). By the browser where it knows Ed25519, else by a small
 * library that is loaded only then.
 */
export async function isSigned(key: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const known = await importedKey(key);
  if (known === 'malformed') return false;
  if (known === 'not_supported') return isSignedByLibrary(key, message, signature);
  return crypto.subtle.verify('Ed25519', known, signature, message);
}

/** The same for browsers that do not know Ed25519 yet. */
export async function isSignedByLibrary(key: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const { verifyAsync } = await import('@noble/ed25519');
  return verifyAsync(signature, message, key, { zip215: false }).catch(() => false);
}

async function importedKey(key: Bytes): Promise<CryptoKey | 'not_supported' | 'malformed'> {
  try {
    return await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotSupportedError' ? 'not_supported' : 'malformed';
  }
}
