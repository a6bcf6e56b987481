/** Verifying with the browser alone: nothing here asks a server or knows a page. */
export * from './bytes';
export * from './checkpoint';
export * from './ed25519';
export * from './malformed';
export * from './merkle';
export * from './note';
export * from './record';
export * from './tlog_proof';
