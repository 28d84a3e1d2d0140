/** The two channels between page and main process: calls of the door, and events of the contract. */
export const INVOKE_CHANNEL = 'coffre:invoke';
export const EVENT_CHANNEL = 'coffre:event';
