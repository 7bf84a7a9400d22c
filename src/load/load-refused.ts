/** Work that may not go on, or not be published; the message says why and what to do. */
export class LoadRefused extends Error {}
