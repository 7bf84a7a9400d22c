/** A load that may not be published; the message says why and what to do. */
export class LoadRefused extends Error {}
